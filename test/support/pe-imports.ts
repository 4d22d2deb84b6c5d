/**
 * The libraries that Windows needs to load a program or library: its import table, without delayed imports, which are
 * loaded when first called.
 *
 * @param image a 64-bit PE file
 * @returns file names, as they are written there
 * @see https://learn.microsoft.com/windows/win32/debug/pe-format
 */
export function importsAtLoad(image: Buffer): string[] {
  const header = image.readUInt32LE(0x3c);
  const optional = header + 24;
  if (image.readUInt16LE(optional) !== 0x20b) throw new RangeError("not a 64-bit PE file");
  const sections = optional + image.readUInt16LE(header + 20);
  const count = image.readUInt16LE(header + 6);
  /** Where an address of the loaded program is in the file. */
  const at = (address: number): number => {
    for (let index = 0; index < count; index++) {
      const section = sections + 40 * index;
      const start = image.readUInt32LE(section + 12);
      if (address >= start && address < start + image.readUInt32LE(section + 16))
        return address - start + image.readUInt32LE(section + 20);
    }
    throw new RangeError(`no section holds the address ${address}`);
  };
  const names: string[] = [];
  for (let entry = at(image.readUInt32LE(optional + 120)); ; entry += 20) {
    const address = image.readUInt32LE(entry + 12);
    if (address === 0) return names;
    const name = at(address);
    names.push(image.toString("latin1", name, image.indexOf(0, name)));
  }
}

/** The entities that are decoded and encoded; all others stay as they are. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

const ENTITY = /&(?:([A-Za-z][A-Za-z0-9]{1,31})|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));/y;

/** The entity at an offset: its end, and its value unless only a browser knows it. */
export function entityAt(text: string, at: number): { readonly end: number; readonly value?: string } | undefined {
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(text);
  if (!match) return undefined;
  const end = at + match[0].length;
  const [, name, decimal, hex] = match;
  if (name !== undefined) {
    const value = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    return value === undefined ? { end } : { end, value };
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  // HTML maps 0, surrogates and 80 to 9F to other characters.
  const isPlain =
    (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code < 0xd800) || (code > 0xdfff && code <= 0x10ffff);
  return isPlain || code === 9 || code === 10 ? { end, value: String.fromCodePoint(code) } : { end };
}

/** Spells a text for an attribute or between tags. @param special more characters that need an entity */
export function withEntities(text: string, special: string): string {
  return text.replace(/[&<>"'{}\u00a0]/g, (char, at: number) => {
    if (char === "&") return /^&(?:[A-Za-z]|#)/.test(text.slice(at, at + 2)) ? "&amp;" : "&";
    if (char === "\u00a0") return "&nbsp;";
    if (!special.includes(char)) return char;
    const name = Object.keys(ENTITIES).find((one) => ENTITIES[one] === char && one !== "apos");
    return name === undefined ? `&#${char.charCodeAt(0)};` : `&${name};`;
  });
}

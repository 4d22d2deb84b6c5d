/** Tab-separated tables with a header line and the escapes `\n`, `\t`, `\\`. */
export type Row = Readonly<Record<string, string>>;

const UNESCAPED: Record<string, string> = { "\\n": "\n", "\\t": "\t", "\\\\": "\\" };
const ESCAPED: Record<string, string> = { "\n": "\\n", "\t": "\\t", "\\": "\\\\" };

/**
 * Reads a table.
 *
 * @param required columns that must be there
 * @throws {RangeError} naming the column or the line that is wrong
 */
export function readTable(text: string, required: readonly string[]): Row[] {
  const [header = "", ...lines] = text.replace(/\n$/, "").split("\n");
  const columns = header.split("\t");
  const missing = required.filter((name) => !columns.includes(name));
  if (missing.length > 0) throw new RangeError(`the table has no column ${missing.join(", ")}`);
  return lines.map((line, index) => {
    const cells = line.split("\t");
    if (cells.length !== columns.length) {
      throw new RangeError(`line ${index + 2} has ${cells.length} columns, not ${columns.length}`);
    }
    return Object.fromEntries(columns.map((name, at) => [name, unescapeCell(cells[at] ?? "")]));
  });
}

/** Writes a table; every row must have every column. */
export function writeTable(columns: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((name) => escapeCell(row[name] ?? "")).join("\t"));
  return `${[columns.join("\t"), ...lines].join("\n")}\n`;
}

/** Undoes the escapes of a cell. */
export function unescapeCell(cell: string): string {
  return cell.replace(/\\[nt\\]/g, (two) => UNESCAPED[two] ?? two);
}

/** Escapes a text for a cell. */
export function escapeCell(cell: string): string {
  return cell.replace(/[\n\t\\]/g, (char) => ESCAPED[char] ?? char);
}

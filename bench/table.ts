type Rows = readonly (readonly (string | number)[])[];

/** Rows as the lines of a Markdown table: the first column to the left, the others to the right. */
export function markdownTable(header: readonly string[], rows: Rows): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |\n`;
  const rule = line(header.map((_, index) => (index === 0 ? "---" : "--:")));
  return line(header) + rule + rows.map(line).join("");
}

/** Prints rows as a Markdown table, which the docs take over as it is. */
export function printTable(header: readonly string[], rows: Rows): void {
  process.stdout.write(markdownTable(header, rows));
}

/** A line of text. */
export function say(text = ""): void {
  process.stdout.write(`${text}\n`);
}

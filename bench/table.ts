type Rows = readonly (readonly (string | number)[])[];

/** Formats rows as a Markdown table, with the first column aligned left and the others right. */
export function markdownTable(header: readonly string[], rows: Rows): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |\n`;
  const rule = line(header.map((_, index) => (index === 0 ? "---" : "--:")));
  return line(header) + rule + rows.map(line).join("");
}

/** Prints rows as a Markdown table, in the form that the docs use. */
export function printTable(header: readonly string[], rows: Rows): void {
  process.stdout.write(markdownTable(header, rows));
}

/** A line of text. */
export function say(text = ""): void {
  process.stdout.write(`${text}\n`);
}

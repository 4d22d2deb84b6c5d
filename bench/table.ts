/** Prints rows as a Markdown table, which the docs take over as it is. */
export function printTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |\n`;
  process.stdout.write(line(header));
  process.stdout.write(line(header.map((_, index) => (index === 0 ? "---" : "--:"))));
  for (const row of rows) process.stdout.write(line(row));
}

/** A line of text. */
export function say(text = ""): void {
  process.stdout.write(`${text}\n`);
}

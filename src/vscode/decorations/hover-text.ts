import type * as vscode from "vscode";

/** Appends a string of a file: it is data, shown as plain text, never as Markdown. */
export function appendQuote(text: vscode.MarkdownString, name: string, content: string): void {
  text.appendMarkdown("*");
  text.appendText(name);
  text.appendMarkdown("*\n");
  text.appendCodeblock(content, "plaintext");
}

/** Appends a link that runs a command; the text must be trusted with it. */
export function appendLink(
  text: vscode.MarkdownString,
  label: string,
  command: string,
  args: readonly unknown[],
): void {
  text.appendMarkdown(`[${label}](command:${command}?${encodeURIComponent(JSON.stringify(args))})\n\n`);
}

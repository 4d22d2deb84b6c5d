import type * as vscode from "vscode";

/** A link that runs a command. */
export interface CommandLink {
  readonly label: string;
  /** The surrounding Markdown must be trusted for it. */
  readonly command: string;
  readonly args: readonly unknown[];
}

/** The heading of a quote. */
export interface QuoteTitle {
  readonly name: string;
  /** Further text, which is also data. */
  readonly detail?: string;
  /** What can be done with it. */
  readonly link?: CommandLink | undefined;
}

/** Appends a string of a file: it is data, shown as plain text, never as Markdown. */
export function appendQuote(text: vscode.MarkdownString, { name, detail, link }: QuoteTitle, content: string): void {
  text.appendMarkdown(`*${name}*`);
  if (detail !== undefined) text.appendText(` · ${detail}`);
  if (link) text.appendMarkdown(` — ${linkOf(link)}`);
  text.appendMarkdown("\n");
  text.appendCodeblock(content, "plaintext");
}

/**
 * Appends sentences that may contain texts of files: as text, never as Markdown. Unlike with `appendText`, lines break
 * between words.
 */
export function appendSentences(text: vscode.MarkdownString, sentences: string): void {
  const plain = sentences.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()#+\-.!|~$<>&]/g, escaped);
  text.appendMarkdown(plain);
}

function escaped(char: string): string {
  return char === "<" ? "&lt;" : char === ">" ? "&gt;" : char === "&" ? "&amp;" : `\\${char}`;
}

/** A link in Markdown. */
export function linkOf(link: CommandLink): string {
  return `[${link.label}](command:${link.command}?${argumentsOf(link)})`;
}

/** Markdown ends an address at a closing bracket. */
function argumentsOf({ args }: CommandLink): string {
  return encodeURIComponent(JSON.stringify(args)).replaceAll("(", "%28").replaceAll(")", "%29");
}

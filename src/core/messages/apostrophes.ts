import type { MessageSyntax } from "./message-syntax.js";

/** Texts of `java.text.MessageFormat`, which only formats those with arguments. */
const PATTERN = /\{\d{1,2}[,}]/;
const DOUBLED = /[\p{L}\p{N}]''(?=\p{L})/u;
const SINGLE = /[\p{L}\p{N}]'(?=\p{L})/u;

/**
 * Whether the messages of a file write every apostrophe twice, as Flutter with `use-escaping`, ICU with double-required
 * apostrophes and Java's MessageFormat read them: there are some, and none is single. In a file of plain texts only
 * those with `{0}` are messages.
 */
export function doublesApostrophes(texts: readonly string[], syntax: MessageSyntax): boolean {
  const messages = syntax === "icu" || syntax === "flutter" ? texts : texts.filter((text) => PATTERN.test(text));
  return messages.some((text) => DOUBLED.test(text)) && !messages.some((text) => SINGLE.test(text));
}

/** A message as ICU reads it. */
export function asIcu(text: string, syntax: MessageSyntax): string {
  return syntax === "flutter" ? text.replaceAll("'", "''") : text;
}

/** Whether a plain text is a message of MessageFormat. */
export function isMessagePattern(text: string): boolean {
  return PATTERN.test(text);
}

/** A text with single apostrophes. */
export function withSingleApostrophes(text: string): string {
  return text.replaceAll("''", "'");
}

/** A text with doubled apostrophes; doubled ones stay. */
export function withDoubledApostrophes(text: string): string {
  return text.replace(/''?/g, "''");
}

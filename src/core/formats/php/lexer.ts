import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";

/**
 * Tokens of PHP, after the language reference ("Strings", "Comments", "Escaping from HTML"), as far as needed to find
 * the end of code.
 */

const LINE_COMMENT_END = /[\n\r]|\?>/g;
const WORD = /\$*[\w\u0080-\uffff]+/y;
const OPEN_TAG = /<\?(?:php(?![^\s])|=)/gi;
const HEREDOC = /<<<[ \t]*(?:"(\w+)"|'(\w+)'|([A-Za-z_]\w*))(?=[\r\n])/y;
const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Skips blanks and comments. @throws {MalformedFileError} if a comment is not closed */
export function skipPhpBlanks(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) at++;
    else if ((code === 0x2f && text[at + 1] === "/") || (code === 0x23 && text[at + 1] !== "[")) {
      LINE_COMMENT_END.lastIndex = at;
      at = LINE_COMMENT_END.exec(text)?.index ?? text.length;
    } else if (code === 0x2f && text[at + 1] === "*") {
      const close = text.indexOf("*/", at + 2);
      if (close < 0) throw malformedAt(text, at, said`The comment is not closed`);
      at = close + 2;
    } else return at;
  }
}

/** The offset after the next `<?php` or `<?=`; undefined if there is none. */
export function afterOpenTag(text: string, start: number): number | undefined {
  OPEN_TAG.lastIndex = start;
  return OPEN_TAG.test(text) ? OPEN_TAG.lastIndex : undefined;
}

/** Where the first code of a file ends: at `?>` or the end of the file. @throws {MalformedFileError} */
export function codeEnd(text: string): number {
  const open: string[] = [];
  let at = skipPhpBlanks(text, afterOpenTag(text, 0) ?? 0);
  while (at < text.length && !(open.length === 0 && text.startsWith("?>", at)))
    at = skipPhpBlanks(text, skipPhpToken(text, at, open));
  return at;
}

/** The parts of a heredoc or nowdoc. */
export interface Heredoc {
  readonly label: string;
  readonly isRaw: boolean;
  /** The line breaks before and after its text. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Blanks before the closing label, which are not part of the text. */
  readonly indent: string;
  readonly end: number;
}

/** The heredoc or nowdoc at an offset; undefined if there is none. @throws {MalformedFileError} if it is not closed */
export function heredocAt(text: string, start: number): Heredoc | undefined {
  HEREDOC.lastIndex = start;
  const [all = "", quoted, raw, bare] = HEREDOC.exec(text) ?? [];
  const label = quoted ?? raw ?? bare;
  if (label === undefined) return undefined;
  const closing = new RegExp(`(?:\\r\\n|\\r|\\n)([ \\t]*)${label}(?![\\w\\u0080-\\uffff])`, "g");
  const bodyStart = start + all.length;
  closing.lastIndex = bodyStart;
  const close = closing.exec(text);
  if (!close) throw malformedAt(text, start, said`The heredoc is not closed`);
  const end = close.index + close[0].length;
  return { label, isRaw: raw !== undefined, bodyStart, bodyEnd: close.index, indent: close[1] ?? "", end };
}

/**
 * Skips a token.
 *
 * @param open the closing tokens of open brackets and of code within strings; modified
 * @throws {MalformedFileError} for an unmatched bracket or an unclosed string
 */
export function skipPhpToken(text: string, at: number, open: string[]): number {
  const char = text[at] ?? "";
  if (char === "'") return singleEnd(text, at);
  if (char === '"' || char === "`") return interpolatedEnd(text, at, at + 1, char, open);
  if (char === "<" && text.startsWith("<<<", at)) return heredocAt(text, at)?.end ?? at + 3;
  if (char === "?" && text[at + 1] === ">") return afterOpenTag(text, at) ?? text.length;
  const closer = CLOSERS[char];
  if (closer) {
    open.push(closer);
    return at + 1;
  }
  if (char === ")" || char === "]" || char === "}") {
    const expected = open.pop();
    if (char === "}" && (expected === '"' || expected === "`"))
      return interpolatedEnd(text, at, at + 1, expected, open);
    if (char !== expected) throw malformedAt(text, at, said`This bracket closes nothing`);
    return at + 1;
  }
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : at + 1;
}

function singleEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === "'") return at + 1;
    if (char === "\\") at++;
  }
  throw unclosed(text, start);
}

/** Skips a string in double quotes, up to and including the `{` of code within it. */
function interpolatedEnd(text: string, start: number, from: number, quote: string, open: string[]): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === quote) return at + 1;
    if (char === "\\") at++;
    else if ((char === "{" && text[at + 1] === "$") || (char === "$" && text[at + 1] === "{")) {
      open.push(quote);
      return char === "{" ? at + 1 : at + 2;
    }
  }
  throw unclosed(text, start);
}

/** The error for a string without a closing quote. */
export function unclosed(text: string, start: number): Error {
  return malformedAt(text, start, said`The string is not closed`);
}

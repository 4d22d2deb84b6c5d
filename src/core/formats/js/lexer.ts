import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";

/**
 * Tokens of JavaScript and TypeScript (ECMAScript 2025, chapter 12), as far as needed to find the end of code.
 */

const LINE_END = /[\n\r\u2028\u2029]/g;
const BLANK = /\s/;
const WORD = /[\w$\u0080-\uffff]+/y;

/** Skips blanks and comments. @throws {MalformedFileError} if a comment is not closed */
export function skipJsBlanks(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code > 0x7f && BLANK.test(text[at] ?? ""))) at++;
    else if (code === 0x2f && text[at + 1] === "/") at = lineEndAfter(text, at);
    else if (code === 0x2f && text[at + 1] === "*") {
      const close = text.indexOf("*/", at + 2);
      if (close < 0) throw malformedAt(text, at, said`The comment is not closed`);
      at = close + 2;
    } else return at;
  }
}

/** The end of the line that an offset is in. */
function lineEndAfter(text: string, at: number): number {
  LINE_END.lastIndex = at;
  return LINE_END.exec(text)?.index ?? text.length;
}

/** In the list of open brackets: closes a template's substitution. */
const SUBSTITUTION = "`";
const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * After the token at an offset.
 *
 * @param open what closes the brackets and template substitutions that are open; changed
 * @param operandBefore whether the token before ends an operand, so that a slash divides
 * @throws {MalformedFileError} for a bracket that closes nothing and a text that is not closed
 */
export function skipJsToken(text: string, at: number, open: string[], operandBefore: boolean): number {
  const char = text[at] ?? "";
  if (char === '"' || char === "'") return quotedEnd(text, at);
  if (char === "`") return templateEnd(text, at, at + 1, open);
  if (char === "/") return (operandBefore ? undefined : regexEnd(text, at)) ?? at + 1;
  const closer = CLOSERS[char];
  if (closer) {
    open.push(closer);
    return at + 1;
  }
  if (char === ")" || char === "]" || char === "}") {
    const expected = open.pop();
    if (char === "}" && expected === SUBSTITUTION) return templateEnd(text, at, at + 1, open);
    if (char !== expected) throw malformedAt(text, at, said`This bracket closes nothing`);
    return at + 1;
  }
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : at + 1;
}

/** Keywords after which a slash begins a regular expression. */
const BEFORE_REGEX = /(?:^|[^\w$.])(?:return|typeof|case|in|of|delete|void|instanceof|new|throw|yield|await|else|do)$/;

/** Whether the token before an offset ends an operand. */
export function endsOperand(text: string, end: number): boolean {
  const char = text[end - 1] ?? "";
  if (")]}\"'`".includes(char)) return true;
  return /[\w$\u0080-\uffff]/.test(char) && !BEFORE_REGEX.test(text.slice(Math.max(0, end - 12), end));
}

function quotedEnd(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; ; at++) {
    const char = text[at];
    if (char === quote) return at + 1;
    if (char === "\\") at += text[at + 1] === "\r" && text[at + 2] === "\n" ? 2 : 1;
    else if (char === undefined || char === "\n" || char === "\r") throw unclosed(text, start);
  }
}

/** The error for a string that does not end on its line. */
export function unclosed(text: string, start: number): Error {
  return malformedAt(text, start, said`The string is not closed`);
}

/** Skips a template, up to and including the `${` of its next substitution. */
function templateEnd(text: string, start: number, from: number, open: string[]): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "`") return at + 1;
    if (char === "\\") at++;
    else if (char === "$" && text[at + 1] === "{") {
      open.push(SUBSTITUTION);
      return at + 2;
    }
  }
  throw malformedAt(text, start, said`The template is not closed`);
}

/** UTF-16 code units: a longer regular expression is not looked for, as each slash of a long line could begin one. */
const MAX_REGEX = 2000;

/** Skips a regular expression; undefined if none ends on this line, as after a division. */
function regexEnd(text: string, start: number): number | undefined {
  let inClass = false;
  const end = Math.min(text.length, start + MAX_REGEX);
  for (let at = start + 1; at < end; at++) {
    const char = text[at];
    if (char === "\n" || char === "\r") return undefined;
    if (char === "\\") at++;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "/" && !inClass) return at + 1;
  }
  return undefined;
}

import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";

/** The deepest nesting of placeables. */
const MAX_DEPTH = 100;

const IDENTIFIER = /[a-zA-Z][\w-]*/y;
const NUMBER = /-?\d+(?:\.\d+)?/y;
const BLANK = /[ \r\n]*/y;
const ESCAPE = /\\(?:["\\]|u[\da-fA-F]{4}|U[\da-fA-F]{6})/y;
/** A named argument up to its colon. */
const NAME = /[a-zA-Z][\w-]*[ \r\n]*:/y;

/** The end of the match of a pattern at an offset; -1 if it does not match. */
function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Skips spaces and line ends. */
export function afterBlank(text: string, at: number): number {
  return matchEnd(BLANK, text, at);
}

/** Skips an identifier. @throws {MalformedFileError} if there is none */
export function identifierEnd(text: string, at: number): number {
  const end = matchEnd(IDENTIFIER, text, at);
  if (end < 0) throw malformedAt(text, at, said`A name is expected`);
  return end;
}

/**
 * Skips an inline expression: a literal, a variable, a reference or a call.
 *
 * @param depth the number of placeables around it
 * @throws {MalformedFileError} if there is none
 */
export function expressionEnd(text: string, at: number, depth: number): number {
  if (depth > MAX_DEPTH) throw malformedAt(text, at, said`The expression is nested too deeply`);
  const char = text[at] ?? "";
  if (char === '"') return stringEnd(text, at);
  if (char === "{") {
    const end = afterBlank(text, expressionEnd(text, afterBlank(text, at + 1), depth + 1));
    if (text[end] !== "}") throw malformedAt(text, end, said`${"'}'"} is expected`);
    return end + 1;
  }
  if (char === "$") return identifierEnd(text, at + 1);
  const number = matchEnd(NUMBER, text, at);
  if (number >= 0) return number;
  const isTerm = char === "-";
  let end = identifierEnd(text, isTerm ? at + 1 : at);
  const isFunction = !isTerm && /^[A-Z][A-Z\d_-]*$/.test(text.slice(at, end));
  if (text[end] === ".") end = identifierEnd(text, end + 1);
  const open = afterBlank(text, end);
  if (text[open] !== "(") return end;
  if (!isTerm && !isFunction) throw malformedAt(text, at, said`The name of a function is written in capitals`);
  return argumentsEnd(text, open, depth);
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const char = text[at];
    if (char === '"') return at + 1;
    if (char === "\\") {
      const end = matchEnd(ESCAPE, text, at);
      if (end < 0) throw malformedAt(text, at, said`The escape is not valid`);
      at = end;
    } else if (char === undefined || char === "\n" || char === "\r") {
      throw malformedAt(text, start, said`The string is not closed`);
    } else at++;
  }
}

function argumentsEnd(text: string, open: number, depth: number): number {
  let at = afterBlank(text, open + 1);
  while (text[at] !== ")") {
    const named = matchEnd(NAME, text, at);
    at = afterBlank(text, expressionEnd(text, named < 0 ? at : afterBlank(text, named), depth + 1));
    if (text[at] === ",") at = afterBlank(text, at + 1);
    else if (text[at] !== ")") throw malformedAt(text, at, said`A ',' or ')' is expected`);
  }
  return at + 1;
}

import { malformedAt } from "#core/text/splice.js";
import type { ItemHead, LiteralNode, LiteralSyntax, Scalar } from "../literals/tree.js";
import { continuesAt } from "../literals/tree.js";
import { skipPhpBlanks, skipPhpToken } from "./lexer.js";
import { decodePhpString } from "./string.js";

const ARRAY = /array\s*\(/iy;
const NULL = /null(?![\w\\(:])/iy;
const INTEGER = /-?\d+(?![\w.])/y;
const ARROW_FUNCTION = /fn\b/iy;

/** Array literals of PHP, `[…]` and `array(…)`. */
export function phpLiterals(text: string): LiteralSyntax {
  const skip = (at: number): number => skipPhpBlanks(text, at);
  const wrong = (at: number, reason: string): Error => malformedAt(text, at, reason);
  const matchAt = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const isArrow = (at: number): boolean => text[at] === "=" && text[at + 1] === ">";

  /** Skips code, up to a comma, a bracket, a semicolon, or the arrow of a key. */
  const codeEnd = (start: number): { end: number; next: number } => {
    const open: string[] = [];
    let functions = 0;
    for (let [at, end] = [skip(start), start]; ; at = skip(end)) {
      const char = text[at];
      if (char === undefined && open.length > 0) throw wrong(at, "The file ends early: a bracket is not closed");
      if (char === undefined || (open.length === 0 && ",)]};".includes(char))) return { end, next: at };
      if (open.length === 0 && matchAt(ARROW_FUNCTION, at) !== undefined) functions++;
      if (open.length > 0 || !isArrow(at)) end = skipPhpToken(text, at, open);
      else if (functions-- > 0) end = at + 2;
      else return { end, next: at };
    }
  };
  const expressionEnd = (start: number): number => {
    const { end, next } = codeEnd(start);
    if (isArrow(next)) throw wrong(next, "A comma is missing before this key");
    return end;
  };

  /** Strings joined by dots, with nothing else between them. */
  const strings = (start: number): { value: string; end: number } | undefined => {
    const parts: string[] = [];
    for (let at = start; ; ) {
      const decoded = decodePhpString(text, at);
      if (!decoded) return undefined;
      parts.push(decoded.value);
      const dot = skip(decoded.end);
      if (text[dot] !== ".") return { value: parts.join(""), end: decoded.end };
      at = skip(dot + 1);
      if (/[/#]/.test(text.slice(decoded.end, at))) return undefined;
    }
  };
  const scalar = (at: number): Scalar => {
    const word = matchAt(NULL, at);
    const found = word === undefined ? strings(at) : { value: undefined, end: at + word.length };
    const next = found ? skip(found.end) : at;
    if (found && (isArrow(next) || !continuesAt(text, next))) {
      const { value, end } = found;
      if (isArrow(next) || !",)]};".includes(text[next] ?? ","))
        throw wrong(next, "A comma or the closing bracket is expected");
      return value === undefined ? { type: "null", end, itemEnd: end } : { type: "string", value, end, itemEnd: end };
    }
    const end = expressionEnd(at);
    if (end === at) throw wrong(at, "A value is expected");
    return { type: "other", end, itemEnd: end };
  };

  const open: LiteralSyntax["open"] = (at) => {
    if (text[at] === "[") return { bracket: at, close: "]", type: "array" };
    const word = matchAt(ARRAY, at);
    return word === undefined ? undefined : { bracket: at + word.length - 1, close: ")", type: "array" };
  };
  const head = (at: number): ItemHead => {
    const element = { name: undefined, nameEnd: at, valueAt: at };
    if (open(at)) return element;
    const integer = matchAt(INTEGER, at);
    const quoted = integer === undefined ? decodePhpString(text, at) : undefined;
    const nameEnd = quoted?.end ?? at + (integer ?? "").length;
    const next = skip(nameEnd);
    const name = quoted?.value ?? (integer === undefined ? undefined : String(Number(integer)));
    if (name !== undefined && isArrow(next)) return { name, nameEnd, valueAt: skip(next + 2) };
    if (name !== undefined && ",)]".includes(text[next] ?? "")) return element;
    // A computed key, such as a constant, or a spread.
    const code = codeEnd(at);
    if (isArrow(code.next)) {
      const end = expressionEnd(code.next + 2);
      return { name: text.slice(at, end), nameEnd: code.end, valueAt: undefined, end };
    }
    if (!text.startsWith("...", at)) return element;
    return { name: text.slice(at, code.end), nameEnd: code.end, valueAt: undefined, end: code.end };
  };

  return { skip, open, head, scalar, suffix: (at) => at, expressionEnd, complete: giveKeys };
}

/** An array with any key counts as an object; elements without one continue after the highest index. */
function giveKeys(container: LiteralNode): void {
  if (!container.children.some(({ isNamed }) => isNamed)) return;
  container.type = "object";
  let next = 0;
  for (const child of container.children) {
    if (!child.isNamed) child.key = String(next++);
    else if (/^\d{1,15}$/.test(String(child.key))) next = Math.max(next, Number(child.key) + 1);
  }
}

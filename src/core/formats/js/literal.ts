import { malformedAt } from "#core/text/splice.js";
import { continuesAt, type ItemHead, type LiteralNode, type LiteralSyntax, type Scalar } from "../literals/tree.js";
import { endsOperand, skipJsBlanks, skipJsToken } from "./lexer.js";
import { decodeJsString } from "./string.js";

/** A name without quotes. */
const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /\d[\w.]*/y;
const NULL = /null(?![\w$])/y;
const TYPE_BEHIND = /(?:as|satisfies)(?![\w$])/y;

/** Object and array literals of JavaScript and TypeScript. */
export function jsLiterals(text: string): LiteralSyntax {
  const skip = (at: number): number => skipJsBlanks(text, at);
  const wrong = (at: number, reason: string): Error => malformedAt(text, at, reason);
  const matchAt = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };

  /** Skips code, up to whatever `stops` matches at its outermost level, a comma, a bracket or a semicolon. */
  const codeEnd = (
    start: number,
    isRest: boolean,
    stops: (at: number, end: number) => boolean,
    types = true,
  ): number => {
    const open: string[] = [];
    let isOperand = isRest;
    for (let [at, end] = [skip(start), start]; ; at = skip(end)) {
      const char = text[at];
      if (char === undefined && open.length > 0) throw wrong(at, "The file ends early: a bracket is not closed");
      if (char === undefined || (open.length === 0 && (",)]};".includes(char) || stops(at, end)))) return end;
      const word = types && isOperand && open.length === 0 ? matchAt(TYPE_BEHIND, at) : undefined;
      end = word === undefined ? skipJsToken(text, at, open, isOperand) : typeEnd(at + word.length);
      isOperand = endsOperand(text, end);
    }
  };
  const expressionEnd = (start: number, isRest = false): number => {
    let choices = 0;
    return codeEnd(start, isRest, (at, end) => {
      const char = text[at];
      if (char === "?" && text[at + 1] !== "." && text[at + 1] !== "?" && text[at - 1] !== "?") choices++;
      // Otherwise it belongs to a conditional, or precedes the return type of a function.
      if (char === ":" && choices-- <= 0 && text[end - 1] !== ")")
        throw wrong(at, "A comma is missing before this key");
      return false;
    });
  };
  const typeEnd = (start: number): number => {
    let angles = 0;
    const isInside = (at: number): boolean => {
      if (text[at] === "<") angles++;
      else if (text[at] === ">" && text[at - 1] !== "=") angles--;
      return false;
    };
    let end = codeEnd(start, true, isInside, false);
    while (angles > 0 && text[skip(end)] === ",") end = codeEnd(skip(end) + 1, true, isInside, false);
    return end;
  };
  const suffix = (at: number): number => {
    const next = skip(at);
    const word = matchAt(TYPE_BEHIND, next);
    return word === undefined ? at : typeEnd(next + word.length);
  };

  /** Strings joined by `+`, with nothing else between them. */
  const strings = (start: number): { value: string; end: number } | undefined => {
    const parts: string[] = [];
    for (let at = start; ; ) {
      const decoded = "'\"`".includes(text[at] ?? "-") ? decodeJsString(text, at) : undefined;
      if (!decoded) return undefined;
      parts.push(decoded.value);
      const plus = skip(decoded.end);
      if (text[plus] !== "+") return { value: parts.join(""), end: decoded.end };
      at = skip(plus + 1);
      if (text.slice(decoded.end, at).includes("/")) return undefined;
    }
  };
  const scalar = (at: number): Scalar => {
    const word = matchAt(NULL, at);
    const found = word === undefined ? strings(at) : { value: undefined, end: at + word.length };
    if (found) {
      const { value, end } = found;
      const itemEnd = suffix(end);
      const next = skip(itemEnd);
      if (!continuesAt(text, next)) {
        if (!",)]}".includes(text[next] ?? ",")) throw wrong(next, "A comma or the closing bracket is expected");
        return value === undefined ? { type: "null", end, itemEnd } : { type: "string", value, end, itemEnd };
      }
    }
    const end = expressionEnd(at);
    if (end === at) throw wrong(at, "A value is expected");
    return { type: "other", end, itemEnd: end };
  };

  /** An item with a computed name, such as `[key]: …`. */
  const code = (at: number, known?: string): ItemHead => {
    const end = codeEnd(at, false, () => false);
    return { name: known ?? text.slice(at, end), nameEnd: end, valueAt: undefined, end };
  };
  const head = (at: number, { type }: LiteralNode): ItemHead => {
    if (type === "array") return { name: undefined, nameEnd: at, valueAt: at };
    const char = text[at] ?? "";
    const name = matchAt(NAME, at);
    const digits = name === undefined ? matchAt(NUMBER, at) : undefined;
    const quoted = char === '"' || char === "'" ? decodeJsString(text, at) : undefined;
    const nameEnd = quoted?.end ?? at + (name ?? digits ?? "").length;
    if (nameEnd === at) {
      if (char === "." || char === "[" || char === "*" || char === "#") return code(at);
      throw wrong(at, "A key or the closing bracket is expected");
    }
    const known = quoted?.value ?? name ?? String(Number(digits));
    const next = skip(nameEnd);
    if (text[next] === ":") return { name: known, nameEnd, valueAt: skip(next + 1) };
    if (name === undefined && text[next] !== "(") throw wrong(next, "A colon is expected after the key");
    if (text[next] === "(" || text[next] === "," || text[next] === "}") return code(at, known);
    if (matchAt(NAME, next) === undefined && !"[*'\"<=".includes(text[next] ?? "-"))
      throw wrong(next, "A colon is expected after the key");
    return code(at);
  };

  return {
    skip,
    open: (at) =>
      text[at] === "{"
        ? { bracket: at, close: "}", type: "object" }
        : text[at] === "["
          ? { bracket: at, close: "]", type: "array" }
          : undefined,
    head,
    scalar,
    suffix,
    expressionEnd,
  };
}

import { said } from "../../errors.js";
import type { DecodedString } from "../literals/decoded-string.js";
import {
  continuesAt,
  type ItemHead,
  type Joining,
  type LiteralNode,
  type LiteralScalar,
  LiteralSyntax,
  type Opening,
} from "../literals/syntax.js";
import { endsOperand, skipJsBlanks, skipJsToken } from "./lexer.js";
import { decodeJsString } from "./string.js";

/** A name without quotes. */
const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /\d[\w.]*/y;
const NULL = /null(?![\w$])/y;
const TYPE_AFTER = /(?:as|satisfies)(?![\w$])/y;
/** A type that ends where the statement does, also without a semicolon. */
const CONSTANT = /[ \t]+as[ \t]+const(?![\w$])/y;
const JOINING: Joining = { operator: "+", comment: /\// };

/** Object and array literals of JavaScript and TypeScript. */
export class JsLiterals extends LiteralSyntax {
  skip(at: number): number {
    return skipJsBlanks(this.text, at);
  }

  open(at: number): Opening | undefined {
    const char = this.text[at];
    if (char === "{") return { bracket: at, close: "}", type: "object" };
    return char === "[" ? { bracket: at, close: "]", type: "array" } : undefined;
  }

  head(at: number, { type }: LiteralNode): ItemHead {
    if (type === "array") return { name: undefined, nameEnd: at, valueAt: at };
    const text = this.text;
    const char = text[at] ?? "";
    const name = this.matchAt(NAME, at);
    const digits = name === undefined ? this.matchAt(NUMBER, at) : undefined;
    const quoted = char === '"' || char === "'" ? decodeJsString(text, at) : undefined;
    const nameEnd = quoted?.end ?? at + (name ?? digits ?? "").length;
    if (nameEnd === at) {
      if (char === "." || char === "[" || char === "*" || char === "#") return this.#computed(at);
      throw this.wrong(at, said`A key or the closing bracket is expected`);
    }
    const known = quoted?.value ?? name ?? String(Number(digits));
    const next = this.skip(nameEnd);
    const after = text[next];
    if (after === ":") return { name: known, nameEnd, valueAt: this.skip(next + 1) };
    if (name === undefined && after !== "(") throw this.wrong(next, said`A colon is expected after the key`);
    if (after === "(" || after === "," || after === "}") return this.#computed(at, known);
    if (this.matchAt(NAME, next) === undefined && !"[*'\"<=".includes(after ?? "-"))
      throw this.wrong(next, said`A colon is expected after the key`);
    return this.#computed(at);
  }

  scalar(at: number): LiteralScalar {
    const found = this.plainValue(at, NULL, JOINING);
    if (found) {
      const { value, end } = found;
      const itemEnd = this.suffix(end);
      const next = this.skip(itemEnd);
      if (!continuesAt(this.text, next)) {
        if (!",)]}".includes(this.text[next] ?? ","))
          throw this.wrong(next, said`A comma or the closing bracket is expected`);
        return value === undefined ? { type: "null", end, itemEnd } : { type: "string", value, end, itemEnd };
      }
    }
    return this.code(at);
  }

  /**
   * A text that is all of the value of a statement, and the offset of what follows.
   *
   * @returns undefined for other values
   */
  statementText(at: number): (LiteralScalar & { readonly next: number }) | undefined {
    if (!"'\"`".includes(this.text[at] ?? "-")) return undefined;
    const found = this.plainValue(at, NULL, JOINING);
    if (found?.value === undefined) return undefined;
    const constant = this.matchAt(CONSTANT, found.end);
    const itemEnd = constant === undefined ? this.suffix(found.end) : found.end + constant.length;
    const next = this.skip(itemEnd);
    const isEnd = next >= this.text.length || ";}".includes(this.text[next] ?? "");
    const isLineEnd = /[\n\r]/.test(this.text.slice(itemEnd, next)) && !continuesAt(this.text, next);
    return isEnd || isLineEnd ? { type: "string", value: found.value, end: found.end, itemEnd, next } : undefined;
  }

  override suffix(at: number): number {
    const next = this.skip(at);
    const word = this.matchAt(TYPE_AFTER, next);
    return word === undefined ? at : this.#typeEnd(next + word.length);
  }

  expressionEnd(start: number, isRest = false): number {
    let choices = 0;
    return this.#codeEnd(start, isRest, (at, end) => {
      const text = this.text;
      const char = text[at];
      if (char === "?" && text[at + 1] !== "." && text[at + 1] !== "?" && text[at - 1] !== "?") choices++;
      // Otherwise it belongs to a conditional, or precedes the return type of a function.
      if (char === ":" && choices-- <= 0 && text[end - 1] !== ")")
        throw this.wrong(at, said`A comma is missing before this key`);
      return false;
    });
  }

  protected stringAt(at: number): DecodedString | undefined {
    return "'\"`".includes(this.text[at] ?? "-") ? decodeJsString(this.text, at) : undefined;
  }

  /** An item with a computed name, such as `[key]: …`. */
  #computed(at: number, known?: string): ItemHead {
    const end = this.#codeEnd(at, false, () => false);
    return { name: known ?? this.text.slice(at, end), nameEnd: end, valueAt: undefined, end };
  }

  /** Skips code, up to whatever `stops` matches at its outermost level, a comma, a bracket or a semicolon. */
  #codeEnd(start: number, isRest: boolean, stops: (at: number, end: number) => boolean, types = true): number {
    const text = this.text;
    const open: string[] = [];
    let isOperand = isRest;
    for (let [at, end] = [this.skip(start), start]; ; at = this.skip(end)) {
      const char = text[at];
      if (char === undefined && open.length > 0)
        throw this.wrong(at, said`The file ends early: a bracket is not closed`);
      if (char === undefined || (open.length === 0 && (",)]};".includes(char) || stops(at, end)))) return end;
      const word = types && isOperand && open.length === 0 ? this.matchAt(TYPE_AFTER, at) : undefined;
      end = word === undefined ? skipJsToken(text, at, open, isOperand) : this.#typeEnd(at + word.length);
      isOperand = endsOperand(text, end);
    }
  }

  #typeEnd(start: number): number {
    const text = this.text;
    let angles = 0;
    const isInside = (at: number): boolean => {
      if (text[at] === "<") angles++;
      else if (text[at] === ">" && text[at - 1] !== "=") angles--;
      return false;
    };
    let end = this.#codeEnd(start, true, isInside, false);
    while (angles > 0 && text[this.skip(end)] === ",") end = this.#codeEnd(this.skip(end) + 1, true, isInside, false);
    return end;
  }
}

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
import { skipPhpBlanks, skipPhpToken } from "./lexer.js";
import { decodePhpString } from "./string.js";

const ARRAY = /array\s*\(/iy;
const NULL = /null(?![\w\\(:])/iy;
const INTEGER = /-?\d+(?![\w.])/y;
const ARROW_FUNCTION = /fn\b/iy;
const JOINING: Joining = { operator: ".", comment: /[/#]/ };

/** Array literals of PHP, `[…]` and `array(…)`. */
export class PhpLiterals extends LiteralSyntax {
  skip(at: number): number {
    return skipPhpBlanks(this.text, at);
  }

  open(at: number): Opening | undefined {
    if (this.text[at] === "[") return { bracket: at, close: "]", type: "array" };
    const word = this.matchAt(ARRAY, at);
    return word === undefined ? undefined : { bracket: at + word.length - 1, close: ")", type: "array" };
  }

  head(at: number): ItemHead {
    const text = this.text;
    const element = { name: undefined, nameEnd: at, valueAt: at };
    if (this.open(at)) return element;
    const integer = this.matchAt(INTEGER, at);
    const quoted = integer === undefined ? decodePhpString(text, at) : undefined;
    const nameEnd = quoted?.end ?? at + (integer ?? "").length;
    const next = this.skip(nameEnd);
    const name = quoted?.value ?? (integer === undefined ? undefined : String(Number(integer)));
    if (name !== undefined && this.#isArrow(next)) return { name, nameEnd, valueAt: this.skip(next + 2) };
    if (name !== undefined && ",)]".includes(text[next] ?? "")) return element;
    // A computed key, such as a constant, or a spread.
    const code = this.#codeEnd(at);
    if (this.#isArrow(code.next)) {
      const end = this.expressionEnd(code.next + 2);
      return { name: text.slice(at, end), nameEnd: code.end, valueAt: undefined, end };
    }
    if (!text.startsWith("...", at)) return element;
    return { name: text.slice(at, code.end), nameEnd: code.end, valueAt: undefined, end: code.end };
  }

  scalar(at: number): LiteralScalar {
    const text = this.text;
    const found = this.plainValue(at, NULL, JOINING);
    const next = found ? this.skip(found.end) : at;
    if (found && (this.#isArrow(next) || this.#isEnd(next) || !continuesAt(text, next))) {
      const { value, end } = found;
      if (!this.#isEnd(next)) throw this.wrong(next, said`A comma or the closing bracket is expected`);
      return value === undefined ? { type: "null", end, itemEnd: end } : { type: "string", value, end, itemEnd: end };
    }
    return this.code(at);
  }

  expressionEnd(start: number): number {
    const { end, next } = this.#codeEnd(start);
    if (this.#isArrow(next)) throw this.wrong(next, said`A comma is missing before this key`);
    return end;
  }

  override complete(container: LiteralNode): void {
    giveKeys(container);
  }

  /** Skips code, up to its end or the arrow of a key. */
  #codeEnd(start: number): { readonly end: number; readonly next: number } {
    const text = this.text;
    const open: string[] = [];
    let functions = 0;
    for (let [at, end] = [this.skip(start), start]; ; at = this.skip(end)) {
      const char = text[at];
      if (char === undefined && open.length > 0)
        throw this.wrong(at, said`The file ends early: a bracket is not closed`);
      if (open.length === 0 && this.#isEnd(at)) return { end, next: at };
      if (open.length === 0 && this.matchAt(ARROW_FUNCTION, at) !== undefined) functions++;
      if (open.length > 0 || !this.#isArrow(at)) end = skipPhpToken(text, at, open);
      else if (functions-- > 0) end = at + 2;
      else return { end, next: at };
    }
  }

  protected stringAt(at: number): DecodedString | undefined {
    return decodePhpString(this.text, at);
  }

  /** Whether an expression ends here: at a comma, a bracket, a semicolon, the end of the code or of the file. */
  #isEnd(at: number): boolean {
    return ",)]};".includes(this.text[at] ?? ",") || this.text.startsWith("?>", at);
  }

  #isArrow(at: number): boolean {
    return this.text.startsWith("=>", at);
  }
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

import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import { endsOperand, skipJsBlanks, skipJsToken } from "./lexer.js";
import { ABOUT_TEXTS, FUNCTION, IDENTIFIER, TAKES_FACTORY } from "./patterns.js";

/** An identifier. */
export interface JsName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Tokens that are passed in one step. */
export const TOKENS_IN_STEP = 2000;

/** The most nested functions around a module. */
const MAX_WRAPPERS = 8;

/** Walks through the tokens of a module, and distinguishes its own statements from those of functions in it. */
export class TokenWalk {
  readonly text: string;
  /** The identifiers passed so far. */
  readonly names: JsName[] = [];
  readonly #open: string[] = [];
  /** How many brackets are open at the beginning of each function around the module. */
  readonly #wrappers: number[] = [];
  /** Open brackets in which a function would be one around the module. */
  readonly #wrapping = new Set<number>();
  #at: number;
  #isOperand = false;
  /** The last token if it was a name, and its last character. */
  #word = "";
  #last = " ";

  constructor(text: string) {
    this.text = text;
    this.#at = skipJsBlanks(text, startOf(text));
  }

  get at(): number {
    return this.#at;
  }

  get char(): string | undefined {
    return this.text[this.#at];
  }

  /** The offset after a match at the cursor. */
  charAfter(match: string): string | undefined {
    return this.text[this.#at + match.length];
  }

  get isDone(): boolean {
    return this.#at >= this.text.length;
  }

  /** How many brackets are open. */
  get depth(): number {
    return this.#open.length;
  }

  /** Whether the cursor is within a function around the module. */
  get isWrapped(): boolean {
    return this.#wrappers.length > 0;
  }

  /** Whether a statement of the module may begin here. */
  get isStatement(): boolean {
    return this.depth === (this.#wrappers.at(-1) ?? 0) && this.text[this.#at - 1] !== ".";
  }

  /** @throws {MalformedFileError} if a bracket is open */
  refuseOpen(): void {
    if (this.depth > 0)
      throw malformedAt(this.text, this.text.length, said`The file ends early: a bracket is not closed`);
  }

  match(pattern: RegExp, at = this.#at): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.text) ?? undefined;
  }

  goTo(offset: number): void {
    this.#isOperand = false;
    this.#at = skipJsBlanks(this.text, offset);
  }

  /** Moves to the end of a match at the cursor. */
  skip(match: string): void {
    this.goTo(this.#at + match.length);
  }

  /** Marks the end of an operand. */
  endOperand(): void {
    this.#isOperand = true;
  }

  skipTo(char: string): void {
    while (this.char !== char) this.step();
  }

  /** Moves into the parentheses of the call that begins here. */
  enterCall(): void {
    this.skipTo("(");
    this.step();
  }

  /** Skips a bracket with everything in it, in short steps. */
  *skipObject(): Generator<void, void> {
    const { depth } = this;
    for (let done = 1; done === 1 || (this.depth > depth && !this.isDone); done++) {
      if (done % TOKENS_IN_STEP === 0) yield;
      this.step(false);
    }
  }

  /** Skips the type of a constant. */
  skipType(): void {
    const { depth } = this;
    const ends = (): boolean => this.char === ";" || isAssignment(this.text, this.#at);
    while (!this.isDone && !(this.depth === depth && ends())) this.step();
  }

  /** Moves to the next token. */
  step(isAround = true): void {
    const [name] = isAround && this.text[this.#at - 1] !== "." ? (this.match(IDENTIFIER) ?? []) : [];
    const start = this.#at;
    if (this.text[start] === "(") this.#openParenthesis();
    this.#word = name ?? "";
    const end = skipJsToken(this.text, start, this.#open, this.#isOperand);
    while (this.depth < (this.#wrappers.at(-1) ?? 0)) this.#wrappers.pop();
    this.#isOperand = endsOperand(this.text, end);
    this.#last = this.text[end - 1] ?? " ";
    this.#at = skipJsBlanks(this.text, end);
    const isKey = this.depth > 0 && this.char === ":";
    if (name !== undefined && !isKey) this.names.push({ name, start, end: start + name.length });
  }

  /** Records whether a function in the parentheses is around the module: it is called at once, or defines the module. */
  #openParenthesis(): void {
    const isCalled = !this.#isOperand || ")}".includes(this.#last);
    if (isCalled || TAKES_FACTORY.test(this.#word) || ABOUT_TEXTS.test(this.#word)) this.#wrapping.add(this.depth);
    else this.#wrapping.delete(this.depth);
  }

  /** Enters a function around the module, as {@link enterFunction} does. */
  enterWrapper(): "body" | "object" | undefined {
    return !this.#isOperand && this.#isWrapperPlace() ? this.enterFunction() : undefined;
  }

  /** Enters the function that begins here, up to its first statement or the object that it returns. */
  enterFunction(): "body" | "object" | undefined {
    if (this.#wrappers.length >= MAX_WRAPPERS) return undefined;
    const [head] = this.match(FUNCTION) ?? [];
    if (head === undefined) return undefined;
    const isBody = head.endsWith("{");
    if (isBody) this.#wrappers.push(this.#open.push("}"));
    this.skip(head);
    return isBody ? "body" : "object";
  }

  #isWrapperPlace(): boolean {
    const outer = this.#wrappers.at(-1) ?? 0;
    const around = this.depth - outer;
    if (around > MAX_WRAPPERS) return false;
    if (around === 0) return "!+-~".includes(this.text[this.#at - 1] ?? " ");
    for (let index = outer; index < this.depth; index++) if (!this.#wrapping.has(index)) return false;
    return true;
  }
}

/** Skips the byte order mark and the shebang line. */
function startOf(text: string): number {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  if (!text.startsWith("#!", start)) return start;
  return /[\r\n]/.exec(text)?.index ?? text.length;
}

/** Whether a value is assigned at an offset. */
export function isAssignment(text: string, at: number): boolean {
  return text[at] === "=" && text[at + 1] !== "=" && text[at + 1] !== ">";
}

import { malformedAt } from "#core/text/splice.js";
import { type Said, said } from "../../errors.js";
import { markShadowed } from "../tree/node.js";
import {
  afterBlanks,
  afterLineBreak,
  isBlankAt,
  isFlowIndicatorAt,
  isGapAt,
  isLineEndAt,
  isMarkerAt,
  lineEndAt,
} from "./chars.js";
import { fillSlot, leaveEmpty, type Slot, typeOfPlain, typeOfTagged, type YamlNode } from "./node.js";
import { isKeyEndAt, scanPlain, scanQuoted } from "./scalar.js";

/** A reading position: an offset, and the start of its line. */
export interface ReadingPoint {
  readonly at: number;
  readonly lineStart: number;
}

/** A key that a value may follow. */
interface Pending {
  readonly slot: Slot;
  readonly quoted: boolean;
  colon: boolean;
}

/** Skips a tag, anchor or alias. */
export function propertyEnd(text: string, start: number, flow: boolean): number {
  let at = start + 1;
  if (text[at] === "<" && text[start] === "!") {
    const close = text.indexOf(">", at);
    return close < 0 ? text.length : close + 1;
  }
  while (!isGapAt(text, at) && !(flow && isFlowIndicatorAt(text, at))) at++;
  return at;
}

/**
 * Reads a flow collection, `{…}` or `[…]`, and everything in it; iterative, so that depth costs no stack.
 *
 * @param place of the opening bracket
 * @throws {MalformedFileError} at the first error, and for keys that are not scalars, which are valid but not supported
 */
export function readFlow(text: string, outer: Slot, place: ReadingPoint): ReadingPoint & { readonly node: YamlNode } {
  return new FlowReader(text, outer, place).read();
}

class FlowReader {
  readonly #text: string;
  readonly #indent: number;
  readonly #root: YamlNode;
  #container: YamlNode;
  #at: number;
  #lineStart: number;
  #pending: Pending | undefined;
  /** Whether there was a value since the last comma. */
  #isComplete = false;

  constructor(text: string, outer: Slot, { at, lineStart }: ReadingPoint) {
    this.#text = text;
    this.#indent = outer.indent;
    this.#at = at;
    this.#lineStart = lineStart;
    this.#root = this.#open(outer);
    this.#container = this.#root;
  }

  read(): ReadingPoint & { readonly node: YamlNode } {
    for (;;) {
      this.#skip();
      const char = this.#text[this.#at];
      if (char === undefined) throw this.#wrong(said`The collection is not closed`);
      if (char === ",") this.#comma();
      else if (char === "}" || char === "]") {
        if (this.#close(char)) return { at: this.#at, lineStart: this.#lineStart, node: this.#root };
      } else if (this.#isComplete) {
        throw this.#wrong(
          char === ":"
            ? said`A pair in a sequence needs braces of its own`
            : said`A comma or the closing bracket is expected`,
        );
      } else this.#item(char);
    }
  }

  #comma(): void {
    this.#finishPair();
    const last = this.#container.children.at(-1);
    if (!this.#isComplete || !last) throw this.#wrong(said`A value is expected before the comma`);
    last.commaEnd = ++this.#at;
    this.#isComplete = false;
  }

  /** Closes a collection; returns whether it was the outermost one. */
  #close(bracket: "}" | "]"): boolean {
    const container = this.#container;
    if ((bracket === "}") !== (container.type === "object")) throw this.#wrong(said`This bracket closes nothing`);
    this.#finishPair();
    container.end = ++this.#at;
    if (container.type === "object") markShadowed(container.children);
    if (container === this.#root || !container.parent) return true;
    this.#container = container.parent;
    this.#isComplete = true;
    return false;
  }

  /** An item of a sequence; of a mapping a key, the colon after it, or a value. */
  #item(char: string): void {
    const pending = this.#pending;
    if (this.#container.type === "array")
      this.#readValue(pending?.slot ?? this.#slotFor(this.#container.children.length, this.#at, this.#at));
    else if (!pending) this.#readKey();
    else if (pending.colon) this.#readValue(pending.slot);
    else if (char === ":" && (pending.quoted || isKeyEndAt(this.#text, this.#at, true))) {
      pending.colon = true;
      pending.slot.valueAt = ++this.#at;
    } else throw this.#wrong(said`A colon is expected after the key`);
  }

  #open(slot: Slot): YamlNode {
    const at = this.#at++;
    const type = this.#text[at] === "{" ? "object" : "array";
    const node = fillSlot(slot, { type, style: "flow", start: at, end: at + 1 });
    this.#pending = undefined;
    this.#isComplete = false;
    return node;
  }

  #skip(): void {
    const text = this.#text;
    for (;;) {
      if (isBlankAt(text, this.#at)) this.#at++;
      else if (text[this.#at] === "#" && (isGapAt(text, this.#at - 1) || this.#at === this.#lineStart))
        this.#at = lineEndAt(text, this.#at);
      else if (this.#at < text.length && isLineEndAt(text, this.#at)) {
        this.#at = afterLineBreak(text, this.#at);
        this.#lineStart = this.#at;
        if (isMarkerAt(text, this.#at)) throw this.#wrong(said`The collection is not closed`);
      } else return;
    }
  }

  #slotFor(key: string | number, propertyStart: number, nameEnd: number): Slot {
    return {
      parent: this.#container,
      key,
      propertyStart,
      nameEnd,
      lineStart: this.#lineStart,
      indent: this.#indent,
      commentStart: -1,
      compact: false,
      valueAt: nameEnd,
      tag: undefined,
    };
  }

  #finishPair(): void {
    if (!this.#pending) return;
    leaveEmpty(this.#pending.slot);
    this.#endValue();
  }

  #endValue(): void {
    this.#pending = undefined;
    this.#isComplete = true;
  }

  #scalar(): { value: string; from: number; style: "single" | "double" | "plain" } {
    const from = this.#at;
    const char = this.#text[from];
    const isQuoted = char === "'" || char === '"';
    if (!isQuoted && !canBeginPlain(this.#text, from, true)) throw this.#wrong(said`A value is expected`);
    const { end, value, lastLine } = isQuoted
      ? scanQuoted(this.#text, from, this.#indent)
      : scanPlain(this.#text, from, this.#indent, true);
    this.#at = end;
    this.#lineStart = lastLine ?? this.#lineStart;
    return { value, from, style: char === "'" ? "single" : isQuoted ? "double" : "plain" };
  }

  #readKey(): void {
    const text = this.#text;
    const lineStart = this.#lineStart;
    if (this.#isAtProperty()) this.#at = afterBlanks(text, propertyEnd(text, this.#at, true));
    const char = text[this.#at] ?? "";
    if ((char === "?" && isGapAt(text, this.#at + 1)) || /[[{*:]/.test(char))
      throw this.#wrong(said`A key that is not a text is not supported`);
    const { value, from, style } = this.#scalar();
    const slot = { ...this.#slotFor(value, from, this.#at), lineStart };
    this.#pending = { slot, quoted: style !== "plain", colon: false };
  }

  #readValue(slot: Slot): void {
    const text = this.#text;
    const from = this.#at;
    const char = text[from];
    if (this.#isAtProperty()) this.#property(slot);
    else if (char === "{" || char === "[") this.#container = this.#open(slot);
    else if (char === "*") {
      this.#at = propertyEnd(text, from, true);
      fillSlot(slot, { type: "other", style: "alias", start: from, end: this.#at });
      this.#endValue();
    } else {
      const { value, style } = this.#scalar();
      const type = slot.tag ? typeOfTagged(slot.tag, style) : style === "plain" ? typeOfPlain(value) : "string";
      fillSlot(slot, { type, style, start: from, end: this.#at, value });
      this.#endValue();
    }
  }

  /** A tag or an anchor before a value. */
  #property(slot: Slot): void {
    const end = propertyEnd(this.#text, this.#at, true);
    if (this.#text[this.#at] === "!") slot.tag = this.#text.slice(this.#at, end);
    else slot.anchor = this.#text.slice(this.#at + 1, end);
    this.#at = end;
    slot.valueAt = end;
    if (this.#container.type === "array") this.#pending ??= { slot, quoted: false, colon: true };
  }

  #isAtProperty(): boolean {
    return this.#text[this.#at] === "&" || this.#text[this.#at] === "!";
  }

  #wrong(reason: Said): Error {
    return malformedAt(this.#text, this.#at, reason);
  }
}

/** Whether a plain scalar may begin at an offset. */
export function canBeginPlain(text: string, at: number, flow: boolean): boolean {
  const char = text[at] ?? "";
  if (char === "-" || char === "?" || char === ":")
    return !isGapAt(text, at + 1) && !(flow && isFlowIndicatorAt(text, at + 1));
  return char !== "" && !",[]{}#&*!|>'\"%@`".includes(char);
}

import { malformedAt } from "#core/text/splice.js";
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
import { fillSlot, type Slot, typeOfPlain, typeOfTagged, type YamlNode } from "./node.js";
import { isKeyEndAt, scanPlain, scanQuoted } from "./scalar.js";

/** A reading position: an offset, and the start of its line. */
export interface Place {
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
 * @throws {MalformedFileError} at the first error, and for keys that are not scalars, which are valid but not supported
 */
export function readFlow(
  text: string,
  outer: Slot,
  start: number,
  lineStartOfStart: number,
): Place & { node: YamlNode } {
  let at = start;
  let lineStart = lineStartOfStart;
  let pending: Pending | undefined;
  /** Whether there was a value since the last comma. */
  let complete = false;

  const wrong = (reason: string): Error => malformedAt(text, at, reason);
  const open = (slot: Slot): YamlNode => {
    const node = fillSlot(slot, text[at] === "{" ? "object" : "array", "flow", { start: at, end: at + 1 }, undefined);
    at++;
    pending = undefined;
    complete = false;
    return node;
  };
  const root = open(outer);
  let container: YamlNode = root;

  const skip = (): void => {
    for (;;) {
      if (isBlankAt(text, at)) at++;
      else if (text[at] === "#" && (isGapAt(text, at - 1) || at === lineStart)) at = lineEndAt(text, at);
      else if (at < text.length && isLineEndAt(text, at)) {
        at = afterLineBreak(text, at);
        lineStart = at;
        if (isMarkerAt(text, at)) throw wrong("The collection is not closed");
      } else return;
    }
  };
  const slotFor = (key: string | number, propertyStart: number, nameEnd: number): Slot => ({
    parent: container,
    key,
    propertyStart,
    nameEnd,
    lineStart,
    indent: outer.indent,
    commentStart: -1,
    compact: false,
    valueAt: nameEnd,
    tag: undefined,
  });
  const finishPair = (): void => {
    if (!pending) return;
    fillSlot(pending.slot, "null", "empty", { start: pending.slot.valueAt, end: pending.slot.valueAt }, undefined);
    pending = undefined;
    complete = true;
  };
  const scalar = (): { value: string; from: number; style: "single" | "double" | "plain" } => {
    const from = at;
    const char = text[at];
    const quoted = char === "'" || char === '"';
    if (!quoted && !canBeginPlain(text, at, true)) throw wrong("A value is expected");
    const { end, value, lastLine } = quoted
      ? scanQuoted(text, at, outer.indent)
      : scanPlain(text, at, outer.indent, true);
    at = end;
    lineStart = lastLine ?? lineStart;
    return { value, from, style: char === "'" ? "single" : quoted ? "double" : "plain" };
  };
  const readKey = (): void => {
    const before = lineStart;
    if (text[at] === "&" || text[at] === "!") {
      at = afterBlanks(text, propertyEnd(text, at, true));
    }
    if ((text[at] === "?" && isGapAt(text, at + 1)) || /[[{*:]/.test(text[at] ?? ""))
      throw wrong("A key that is no text is not supported");
    const { value, from, style } = scalar();
    const slot = { ...slotFor(value, from, at), lineStart: before };
    pending = { slot, quoted: style !== "plain", colon: false };
  };
  const readValue = (slot: Slot): void => {
    if (text[at] === "&" || text[at] === "!") {
      const end = propertyEnd(text, at, true);
      if (text[at] === "!") slot.tag = text.slice(at, end);
      else slot.anchor = text.slice(at + 1, end);
      at = end;
      slot.valueAt = end;
      if (container.type === "array" && !pending) pending = { slot, quoted: false, colon: true };
      return;
    }
    if (text[at] === "{" || text[at] === "[") {
      container = open(slot);
      return;
    }
    if (text[at] === "*") {
      const from = at;
      at = propertyEnd(text, at, true);
      fillSlot(slot, "other", "alias", { start: from, end: at }, undefined);
    } else {
      const { value, from, style } = scalar();
      const type = slot.tag ? typeOfTagged(slot.tag, style) : style === "plain" ? typeOfPlain(value) : "string";
      fillSlot(slot, type, style, { start: from, end: at }, value);
    }
    pending = undefined;
    complete = true;
  };

  for (;;) {
    skip();
    const char = text[at];
    if (char === undefined) throw wrong("The collection is not closed");
    if (char === ",") {
      finishPair();
      const last = container.children.at(-1);
      if (!complete || !last) throw wrong("A value is expected before the comma");
      last.commaEnd = ++at;
      complete = false;
    } else if (char === "}" || char === "]") {
      if ((char === "}") !== (container.type === "object")) throw wrong("This bracket closes nothing");
      finishPair();
      container.end = ++at;
      if (container.type === "object") markShadowed(container.children);
      if (container === root || !container.parent) return { at, lineStart, node: root };
      container = container.parent;
      complete = true;
    } else if (complete) {
      throw wrong(
        char === ":" ? "A pair in a sequence needs braces of its own" : "A comma or the closing bracket is expected",
      );
    } else if (container.type === "array") {
      readValue(pending?.slot ?? slotFor(container.children.length, at, at));
    } else if (!pending) {
      readKey();
    } else if (pending.colon) {
      readValue(pending.slot);
    } else if (char === ":" && (pending.quoted || isKeyEndAt(text, at, true))) {
      pending.colon = true;
      pending.slot.valueAt = ++at;
    } else throw wrong("A colon is expected after the key");
  }
}

/** Whether a plain scalar may begin at an offset. */
export function canBeginPlain(text: string, at: number, flow: boolean): boolean {
  const char = text[at] ?? "";
  if (char === "-" || char === "?" || char === ":")
    return !isGapAt(text, at + 1) && !(flow && isFlowIndicatorAt(text, at + 1));
  return char !== "" && !",[]{}#&*!|>'\"%@`".includes(char);
}

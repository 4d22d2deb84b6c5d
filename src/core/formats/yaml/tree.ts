import { malformedAt } from "#core/text/splice.js";
import { markShadowed } from "../tree/node.js";
import { scanBlock } from "./block.js";
import { afterBlanks, afterLineBreak, isBlankAt, isGapAt, isLineEndAt, isMarkerAt, lineEndAt } from "./chars.js";
import { canBeginPlain, propertyEnd, readFlow } from "./flow.js";
import { fillSlot, type Slot, typeOfPlain, typeOfTagged, type YamlNode, type YamlStyle } from "./node.js";
import { isKeyEndAt, scanPlain, scanQuoted } from "./scalar.js";

/**
 * Parses a YAML text into nodes with offsets; YAML 1.2.2, except for several documents and keys that are not scalars,
 * which translation files do not have. Iterative, so that depth costs no stack; linear in the text. The root of an
 * empty text is `empty`, at its end.
 *
 * @throws {MalformedFileError} at the first error
 */
export function parseYamlTree(text: string): YamlNode {
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let lineStart = at;
  /** Whether only blanks precede `at` on its line. */
  let fresh = true;
  /** Offset of a tab among them; -1 for none. */
  let tab = -1;
  /** Start of the comment lines directly above; -1 for none. */
  let commentStart = -1;
  let inDocument = false;
  /** Offset of `...`. */
  let documentEnd = text.length;
  let root: YamlNode | undefined;
  /** Open block collections. */
  const open: YamlNode[] = [];
  const first: Slot = {
    parent: undefined,
    key: "",
    propertyStart: at,
    nameEnd: at,
    lineStart: at,
    indent: -1,
    commentStart: -1,
    compact: false,
    valueAt: at,
    tag: undefined,
  };
  let slot: Slot | undefined = first;

  const wrong = (reason: string): Error => malformedAt(text, at, reason);

  const skip = (): void => {
    let comment = false;
    for (;;) {
      if (isBlankAt(text, at)) {
        if (fresh && tab < 0 && text[at] === "\t") tab = at;
        at++;
      } else if (text[at] === "#" && (fresh || isBlankAt(text, at - 1))) {
        if (fresh && commentStart < 0) commentStart = at;
        comment = fresh;
        at = lineEndAt(text, at);
      } else if (at < text.length && isLineEndAt(text, at)) {
        if (fresh && !comment) commentStart = -1;
        at = afterLineBreak(text, at);
        lineStart = at;
        fresh = true;
        tab = -1;
        comment = false;
      } else return;
    }
  };

  const put = (type: YamlNode["type"], style: YamlStyle, end: number, value: string | undefined): void => {
    if (!slot) throw wrong("A key with ':' is expected");
    const node = fillSlot(slot, type, style, { start: at, end }, value);
    root ??= node;
    slot = undefined;
    at = end;
  };
  const leaveEmpty = (empty: Slot): void => {
    fillSlot(empty, "null", "empty", { start: empty.valueAt, end: empty.valueAt }, undefined);
    slot = undefined;
  };
  const begin = (type: "object" | "array", target: Slot, start: number, indent: number): YamlNode => {
    const node = fillSlot(target, type, "block", { start, end: start }, undefined, indent);
    root ??= node;
    open.push(node);
    return node;
  };
  const closeLast = (): void => {
    const node = open.pop();
    if (!node) return;
    node.end = node.children.at(-1)?.end ?? node.start;
    if (node.type === "object") markShadowed(node.children);
  };
  const slotIn = (parent: YamlNode, key: string | number, start: number, nameEnd: number, valueAt: number): Slot => ({
    parent,
    key,
    propertyStart: start,
    nameEnd,
    lineStart,
    indent: parent.indent,
    commentStart,
    compact: parent.type === "array",
    valueAt,
    tag: undefined,
  });

  /** Finds the collection of an entry that begins a line at a column. */
  const leaveDeeper = (column: number): void => {
    const isDash = text[at] === "-" && isGapAt(text, at + 1);
    if (slot) {
      const sequenceOfKey = isDash && slot.parent?.type === "object" && column === slot.indent;
      if (column > slot.indent || sequenceOfKey) return;
      leaveEmpty(slot);
    }
    for (let last = open.at(-1); last; last = open.at(-1)) {
      if (last.indent < column || (last.indent === column && (last.type === "object" || isDash))) break;
      closeLast();
    }
    if (open.at(-1)?.indent !== column) throw wrong("The indentation fits no line above");
  };

  const entry = (name: string, start: number, column: number, nameEnd: number, colon: number): void => {
    if (slot && !(fresh || slot.compact))
      throw malformedAt(text, colon, "A second ':' on this line: the value needs quotes");
    const map = slot ? begin("object", slot, start, column) : open.at(-1);
    if (map?.type !== "object") throw malformedAt(text, start, "A '-' is expected");
    slot = slotIn(map, name, start, nameEnd, colon + 1);
    at = colon + 1;
  };

  /** A key that is marked by `?`, as emitters write those of more than 128 characters, and the `:` of its value. */
  const explicitKey = (start: number, column: number): void => {
    const keyLine = lineStart;
    at = afterBlanks(text, at + 1);
    const char = text[at] ?? "";
    const isBlock = char === "|" || char === ">";
    const isQuoted = char === "'" || char === '"';
    if (!isBlock && !isQuoted && !canBeginPlain(text, at, false)) throw wrong("A key that is no text is not supported");
    const read = isBlock
      ? { ...scanBlock(text, at, column), lastLine: undefined }
      : isQuoted
        ? scanQuoted(text, at, column)
        : scanPlain(text, at, column, false);
    at = read.end;
    lineStart = read.lastLine ?? lineStart;
    if (isKeyEndAt(text, afterBlanks(text, at), false)) throw wrong("A key that is no text is not supported");
    fresh = isBlock;
    if (isBlock) lineStart = Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
    skip();
    if (!fresh || at - lineStart !== column || text[at] !== ":" || !isGapAt(text, at + 1))
      throw wrong("A ':' with the value of this key is expected");
    const colon = at;
    const valueLine = lineStart;
    lineStart = keyLine;
    fresh = true;
    entry(read.value, start, column, read.end, colon);
    lineStart = valueLine;
  };

  const dash = (column: number): void => {
    if (slot && !(fresh || slot.compact)) throw wrong("A sequence begins on a line of its own");
    const list = slot ? begin("array", slot, at, column) : open.at(-1);
    if (list?.type !== "array") throw wrong("A key with ':' is expected");
    slot = slotIn(list, list.children.length, at, at + 1, at + 1);
    at++;
  };

  /** Reads tags and anchors; returns whether their node follows on the same line. */
  const properties = (): boolean => {
    while (text[at] === "&" || text[at] === "!") {
      const end = propertyEnd(text, at, false);
      if (slot && text[at] === "!") slot.tag = text.slice(at, end);
      else if (slot) slot.anchor = text.slice(at + 1, end);
      at = afterBlanks(text, end);
      if (!isLineEndAt(text, at) && text[at] !== "#") continue;
      if (!slot) throw wrong("A key with ':' is expected");
      slot.valueAt = end;
      return false;
    }
    return true;
  };

  const alias = (): void => {
    const end = propertyEnd(text, at, false);
    if (isKeyEndAt(text, afterBlanks(text, end), false)) throw wrong("An alias as a key is not supported");
    put("other", "alias", end, undefined);
  };

  const flow = (target: Slot): void => {
    const { at: end, lineStart: last, node } = readFlow(text, target, at, lineStart);
    root ??= node;
    slot = undefined;
    at = end;
    lineStart = last;
    if (isKeyEndAt(text, afterBlanks(text, at), false)) throw wrong("A key that is no text is not supported");
  };

  /** Reads a scalar that begins a line, which may be a key. */
  const scalar = (start: number, column: number): void => {
    const char = text[at];
    const quoted = char === "'" || char === '"';
    if (!quoted && !canBeginPlain(text, at, false))
      throw wrong(slot ? "A value cannot begin with this character: it needs quotes" : "A key with ':' is expected");
    const indent = slot?.indent ?? column;
    const { end, value, lastLine } = quoted ? scanQuoted(text, at, indent) : scanPlain(text, at, indent, false);
    const colon = afterBlanks(text, end);
    if (isKeyEndAt(text, colon, false)) {
      if (lastLine !== undefined) throw malformedAt(text, colon, "A key is on one line");
      entry(value, start, column, end, colon);
      return;
    }
    const style = char === "'" ? "single" : quoted ? "double" : "plain";
    const type = slot?.tag ? typeOfTagged(slot.tag, style) : quoted ? "string" : typeOfPlain(value);
    put(type, style, end, value);
    lineStart = lastLine ?? lineStart;
  };

  /** Reads a key or a value, with its tag and anchor. */
  const token = (): void => {
    const column = at - lineStart;
    const start = at;
    if (text[at] === "-" && isGapAt(text, at + 1)) {
      dash(column);
      return;
    }
    if (!properties()) return;
    const char = text[at];
    if (char === "?" && isGapAt(text, at + 1)) explicitKey(start, column);
    else if (char === "*") alias();
    else if (slot && (char === "|" || char === ">")) {
      const { value, end } = scanBlock(text, at, slot.indent);
      const style = char === "|" ? "literal" : "folded";
      put(slot.tag ? typeOfTagged(slot.tag, style) : "string", style, end, value);
    } else if (slot && (char === "[" || char === "{")) flow(slot);
    else scalar(start, column);
  };

  /** `---`, `...`, and directives before them. */
  const marker = (): void => {
    if (text[at] === "%") {
      at = lineEndAt(text, at);
      return;
    }
    if (text[at] === "." || inDocument || root || !slot) {
      if (text[at] === "-") throw wrong("A second document is not supported");
      documentEnd = at;
      at += 3;
      skip();
      if (at < text.length) throw wrong("A second document is not supported");
      return;
    }
    inDocument = true;
    at += 3;
    fresh = false;
    slot.valueAt = at;
  };

  for (;;) {
    skip();
    if (at >= text.length) break;
    if (fresh && at === lineStart && (isMarkerAt(text, at) || (text[at] === "%" && !inDocument && !root && slot))) {
      marker();
      continue;
    }
    if (fresh) {
      if (tab >= 0) throw malformedAt(text, tab, "YAML is indented with spaces, not with tabs");
      leaveDeeper(at - lineStart);
    } else if (!slot) throw wrong("Nothing more is expected on this line: the value needs quotes");
    token();
    fresh = false;
    commentStart = -1;
  }
  if (slot?.parent) leaveEmpty(slot);
  while (open.length > 0) closeLast();
  return root ?? fillSlot(first, "null", "empty", { start: documentEnd, end: documentEnd }, undefined);
}

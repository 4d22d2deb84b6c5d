import { atOnce } from "#core/text/at-once.js";
import { malformedAt } from "#core/text/splice.js";
import { type Said, said } from "../../errors.js";
import { scanBlock } from "./block.js";
import { afterBlanks, isGapAt, isLineEndAt, isMarkerAt, lineEndAt } from "./chars.js";
import { Collections } from "./collections.js";
import { Cursor } from "./cursor.js";
import { canBeginPlain, propertyEnd, readFlow } from "./flow.js";
import { type Slot, typeOfPlain, typeOfTagged, type YamlNode } from "./node.js";
import { isKeyEndAt, scanPlain, scanQuoted } from "./scalar.js";

/**
 * Parses a YAML text into nodes with offsets; YAML 1.2.2, except for several documents and keys that are not scalars,
 * which translation files do not have. Iterative, so that depth costs no stack; linear in the text. The root of an
 * empty text is `empty`, at its end.
 *
 * @throws {MalformedFileError} at the first error
 */
export function parseYamlTree(text: string): YamlNode {
  return atOnce(yamlTreeSteps(text));
}

/** {@link parseYamlTree} in short steps, for large files. */
export function yamlTreeSteps(text: string): Generator<void, YamlNode> {
  return new TreeParser(text).steps();
}

/** Keys and values that are read in one step. */
const TOKENS_IN_STEP = 1000;

class TreeParser {
  readonly #text: string;
  readonly #cursor: Cursor;
  readonly #tree: Collections;
  #isInDocument = false;
  /** Offset of `...`. */
  #documentEnd: number;

  constructor(text: string) {
    this.#text = text;
    this.#cursor = new Cursor(text);
    this.#tree = new Collections(this.#cursor);
    this.#documentEnd = text.length;
  }

  *steps(): Generator<void, YamlNode> {
    const cursor = this.#cursor;
    for (let done = 1; ; done++) {
      if (done % TOKENS_IN_STEP === 0) yield;
      cursor.skip();
      if (cursor.isAtEnd) break;
      if (this.#isAtMarker()) {
        this.#marker();
        continue;
      }
      if (cursor.isFresh) {
        if (cursor.tab >= 0)
          throw malformedAt(this.#text, cursor.tab, said`YAML is indented with spaces, not with tabs`);
        this.#tree.leaveDeeper(cursor.column);
      } else if (!this.#tree.slot)
        throw cursor.wrong(said`Nothing more is expected on this line: the value needs quotes`);
      this.#token();
      cursor.isFresh = false;
      cursor.commentStart = -1;
    }
    return this.#tree.finish(this.#documentEnd);
  }

  #isAtMarker(): boolean {
    const { isFresh, column, char, at } = this.#cursor;
    if (!isFresh || column > 0) return false;
    return isMarkerAt(this.#text, at) || (char === "%" && this.#isBeforeDocument());
  }

  #isBeforeDocument(): boolean {
    return !this.#isInDocument && !this.#tree.root && this.#tree.slot !== undefined;
  }

  /** `---`, `...`, and directives before them. */
  #marker(): void {
    const cursor = this.#cursor;
    const { slot } = this.#tree;
    if (cursor.char === "%") {
      cursor.at = lineEndAt(this.#text, cursor.at);
      return;
    }
    if (cursor.char === "." || !this.#isBeforeDocument() || !slot) {
      if (cursor.char === "-") throw cursor.wrong(said`A second document is not supported`);
      this.#documentEnd = cursor.at;
      cursor.at += 3;
      cursor.skip();
      if (!cursor.isAtEnd) throw cursor.wrong(said`A second document is not supported`);
      return;
    }
    this.#isInDocument = true;
    cursor.at += 3;
    cursor.isFresh = false;
    slot.valueAt = cursor.at;
  }

  /** Reads a key or a value, with its tag and anchor. */
  #token(): void {
    const text = this.#text;
    const cursor = this.#cursor;
    const { column, at: start } = cursor;
    if (cursor.char === "-" && isGapAt(text, start + 1)) {
      this.#dash(column);
      return;
    }
    if (!this.#properties()) return;
    const { char } = cursor;
    const { slot } = this.#tree;
    if (char === "?" && isGapAt(text, cursor.at + 1)) this.#explicitKey(start, column);
    else if (char === "*") this.#alias();
    else if (slot && (char === "|" || char === ">")) {
      const { value, end } = scanBlock(text, cursor.at, slot.indent);
      const style = char === "|" ? "literal" : "folded";
      this.#tree.put(slot.tag ? typeOfTagged(slot.tag, style) : "string", style, end, value);
    } else if (slot && (char === "[" || char === "{")) this.#flow(slot);
    else this.#scalar(start, column);
  }

  #dash(column: number): void {
    const cursor = this.#cursor;
    const { slot } = this.#tree;
    if (slot && !(cursor.isFresh || slot.compact)) throw cursor.wrong(said`A sequence begins on a line of its own`);
    if (!this.#tree.beginItem(column)) throw cursor.wrong(said`A key with ':' is expected`);
    cursor.at++;
  }

  #entry(name: string, start: number, column: number, nameEnd: number, colon: number): void {
    const { slot } = this.#tree;
    if (slot && !(this.#cursor.isFresh || slot.compact))
      throw malformedAt(this.#text, colon, said`A second ':' on this line: the value needs quotes`);
    const entry = this.#tree.beginEntry(name, start, column, nameEnd);
    if (!entry) throw malformedAt(this.#text, start, said`${"'-'"} is expected`);
    entry.valueAt = colon + 1;
    this.#cursor.at = colon + 1;
  }

  /** A key marked by `?`, as emitters write keys of more than 128 characters, and the `:` of its value. */
  #explicitKey(start: number, column: number): void {
    const text = this.#text;
    const cursor = this.#cursor;
    const keyLine = cursor.lineStart;
    cursor.at = afterBlanks(text, cursor.at + 1);
    const char = cursor.char ?? "";
    const isBlock = char === "|" || char === ">";
    const isQuoted = char === "'" || char === '"';
    if (!isBlock && !isQuoted && !canBeginPlain(text, cursor.at, false))
      throw cursor.wrong(said`A key that is not a text is not supported`);
    const read = isBlock
      ? { ...scanBlock(text, cursor.at, column), lastLine: undefined }
      : isQuoted
        ? scanQuoted(text, cursor.at, column)
        : scanPlain(text, cursor.at, column, false);
    cursor.at = read.end;
    cursor.lineStart = read.lastLine ?? cursor.lineStart;
    this.#refuseKeyEnd(said`A key that is not a text is not supported`, cursor.at);
    cursor.isFresh = isBlock;
    if (isBlock)
      cursor.lineStart = Math.max(text.lastIndexOf("\n", cursor.at - 1), text.lastIndexOf("\r", cursor.at - 1)) + 1;
    cursor.skip();
    const colon = cursor.at;
    if (!cursor.isFresh || cursor.column !== column || cursor.char !== ":" || !isGapAt(text, colon + 1))
      throw cursor.wrong(said`A ':' with the value of this key is expected`);
    const valueLine = cursor.lineStart;
    cursor.lineStart = keyLine;
    cursor.isFresh = true;
    this.#entry(read.value, start, column, read.end, colon);
    cursor.lineStart = valueLine;
  }

  /** Reads tags and anchors; returns whether their node follows on the same line. */
  #properties(): boolean {
    const text = this.#text;
    const cursor = this.#cursor;
    while (cursor.char === "&" || cursor.char === "!") {
      const { slot } = this.#tree;
      const end = propertyEnd(text, cursor.at, false);
      if (slot && cursor.char === "!") slot.tag = text.slice(cursor.at, end);
      else if (slot) slot.anchor = text.slice(cursor.at + 1, end);
      cursor.at = afterBlanks(text, end);
      if (!isLineEndAt(text, cursor.at) && text[cursor.at] !== "#") continue;
      if (!slot) throw cursor.wrong(said`A key with ':' is expected`);
      slot.valueAt = end;
      return false;
    }
    return true;
  }

  #alias(): void {
    const end = propertyEnd(this.#text, this.#cursor.at, false);
    this.#refuseKeyEnd(said`An alias as a key is not supported`, end);
    this.#tree.put("other", "alias", end, undefined);
  }

  #flow(target: Slot): void {
    const cursor = this.#cursor;
    const { at, lineStart, node } = readFlow(this.#text, target, cursor);
    this.#tree.filled(node);
    cursor.at = at;
    cursor.lineStart = lineStart;
    this.#refuseKeyEnd(said`A key that is not a text is not supported`, at);
  }

  /** Reads a scalar that begins a line, which may be a key. */
  #scalar(start: number, column: number): void {
    const text = this.#text;
    const cursor = this.#cursor;
    const { at, char } = cursor;
    const { slot } = this.#tree;
    const isQuoted = char === "'" || char === '"';
    if (!isQuoted && !canBeginPlain(text, at, false))
      throw cursor.wrong(
        slot ? said`A value cannot begin with this character: it needs quotes` : said`A key with ':' is expected`,
      );
    const indent = slot?.indent ?? column;
    const { end, value, lastLine } = isQuoted ? scanQuoted(text, at, indent) : scanPlain(text, at, indent, false);
    const colon = afterBlanks(text, end);
    if (isKeyEndAt(text, colon, false)) {
      if (lastLine !== undefined) throw malformedAt(text, colon, said`A key is on one line`);
      this.#entry(value, start, column, end, colon);
      return;
    }
    const style = char === "'" ? "single" : isQuoted ? "double" : "plain";
    const type = slot?.tag ? typeOfTagged(slot.tag, style) : isQuoted ? "string" : typeOfPlain(value);
    this.#tree.put(type, style, end, value);
    cursor.lineStart = lastLine ?? cursor.lineStart;
  }

  /** A value that ended here cannot be a key. */
  #refuseKeyEnd(reason: Said, end: number): void {
    if (isKeyEndAt(this.#text, afterBlanks(this.#text, end), false)) throw this.#cursor.wrong(reason);
  }
}

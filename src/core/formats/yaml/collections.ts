import { said } from "../../errors.js";
import { markShadowed } from "../tree/node.js";
import { isGapAt } from "./chars.js";
import type { Cursor } from "./cursor.js";
import { fillSlot, leaveEmpty, type Slot, type YamlNode, type YamlStyle } from "./node.js";

/** The tree read so far: the open block collections, and the slot of the next value. */
export class Collections {
  root: YamlNode | undefined;
  /** The slot of the next value; undefined where a key is expected. */
  slot: Slot | undefined;
  readonly #cursor: Cursor;
  readonly #first: Slot;
  readonly #open: YamlNode[] = [];

  constructor(cursor: Cursor) {
    const { at } = cursor;
    this.#cursor = cursor;
    this.#first = {
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
    this.slot = this.#first;
  }

  /** Fills the slot with the scalar or alias that begins at the cursor, and moves after it. */
  put(type: YamlNode["type"], style: YamlStyle, end: number, value: string | undefined): void {
    if (!this.slot) throw this.#cursor.wrong(said`A key with ':' is expected`);
    this.filled(fillSlot(this.slot, { type, style, start: this.#cursor.at, end, value }));
    this.#cursor.at = end;
  }

  /** Records that the slot was filled with a node. */
  filled(node: YamlNode): void {
    this.root ??= node;
    this.slot = undefined;
  }

  /** Begins an entry of a mapping: the one that is open here, or a new one in the slot. */
  beginEntry(key: string, start: number, column: number, nameEnd: number): Slot | undefined {
    const map = this.slot ? this.#begin("object", this.slot, start, column) : this.#open.at(-1);
    if (map?.type !== "object") return undefined;
    this.slot = this.#slotIn(map, key, start, nameEnd);
    return this.slot;
  }

  /** Begins an item of a sequence, whose dash is at the cursor. */
  beginItem(column: number): Slot | undefined {
    const { at } = this.#cursor;
    const list = this.slot ? this.#begin("array", this.slot, at, column) : this.#open.at(-1);
    if (list?.type !== "array") return undefined;
    this.slot = this.#slotIn(list, list.children.length, at, at + 1);
    return this.slot;
  }

  /**
   * Finds the collection of an entry that begins a line at a column, and closes deeper ones.
   *
   * @throws {MalformedFileError} where there is none
   */
  leaveDeeper(column: number): void {
    const cursor = this.#cursor;
    const isDash = cursor.char === "-" && isGapAt(cursor.text, cursor.at + 1);
    const { slot } = this;
    if (slot) {
      const isSequenceOfKey = isDash && slot.parent?.type === "object" && column === slot.indent;
      if (column > slot.indent || isSequenceOfKey) return;
      this.#leaveEmpty(slot);
    }
    for (let last = this.#open.at(-1); last; last = this.#open.at(-1)) {
      if (last.indent < column || (last.indent === column && (last.type === "object" || isDash))) break;
      this.#closeLast();
    }
    if (this.#open.at(-1)?.indent !== column) throw cursor.wrong(said`The indentation matches no line above`);
  }

  /** Closes everything at the end of the document. */
  finish(documentEnd: number): YamlNode {
    if (this.slot?.parent) this.#leaveEmpty(this.slot);
    while (this.#open.length > 0) this.#closeLast();
    return this.root ?? leaveEmpty(this.#first, documentEnd);
  }

  #leaveEmpty(empty: Slot): void {
    leaveEmpty(empty);
    this.slot = undefined;
  }

  #begin(type: "object" | "array", target: Slot, start: number, indent: number): YamlNode {
    const node = fillSlot(target, { type, style: "block", start, end: start, indent });
    this.root ??= node;
    this.#open.push(node);
    return node;
  }

  #closeLast(): void {
    const node = this.#open.pop();
    if (!node) return;
    node.end = node.children.at(-1)?.end ?? node.start;
    if (node.type === "object") markShadowed(node.children);
  }

  #slotIn(parent: YamlNode, key: string | number, start: number, nameEnd: number): Slot {
    const { lineStart, commentStart } = this.#cursor;
    const compact = parent.type === "array";
    const { indent } = parent;
    return {
      parent,
      key,
      propertyStart: start,
      nameEnd,
      lineStart,
      indent,
      commentStart,
      compact,
      valueAt: nameEnd,
      tag: undefined,
    };
  }
}

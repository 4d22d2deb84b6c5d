import { atOnce } from "#core/text/at-once.js";
import { said } from "../../errors.js";
import { markShadowed } from "../tree/node.js";
import {
  continuesAt,
  type ItemHead,
  type LiteralNode,
  type LiteralScalar,
  type LiteralSyntax,
  type Opening,
} from "./syntax.js";

/** Most nodes are leaves: they share one empty list of children. */
const NO_CHILDREN: LiteralNode[] = [];

/** A node without a container. */
export function looseNode(start: number, { type, value, end, itemEnd }: LiteralScalar): LiteralNode {
  const place = { key: "", parent: undefined, propertyStart: start, nameEnd: start, lineStart: start };
  const state = { commaEnd: -1, shadowed: false, isNamed: true };
  return { type, start, end, itemEnd, value, children: NO_CHILDREN, ...place, ...state };
}

/**
 * Reads a literal and everything in it. Iterative, so that depth costs no stack; linear in the text.
 *
 * @param lineStartAt finds line starts; called with ascending offsets
 * @returns undefined if no literal begins here
 * @throws {MalformedFileError} at the first error
 */
export function readLiteral(
  syntax: LiteralSyntax,
  start: number,
  lineStartAt: (offset: number) => number,
): LiteralNode | undefined {
  return atOnce(readLiteralSteps(syntax, start, lineStartAt));
}

/** {@link readLiteral} in short steps, for large files. */
export function* readLiteralSteps(
  syntax: LiteralSyntax,
  start: number,
  lineStartAt: (offset: number) => number,
): Generator<void, LiteralNode | undefined> {
  const opening = syntax.open(start);
  return opening && (yield* new LiteralReader(syntax, start, lineStartAt).read(opening));
}

/** Items, commas and brackets that are read in one step. */
const TOKENS_IN_STEP = 1000;

/** A literal as far as it is read. */
class LiteralReader {
  readonly #syntax: LiteralSyntax;
  readonly #lineStartAt: (offset: number) => number;
  /** The closing brackets of the open containers. */
  readonly #closers: string[] = [];
  /** The innermost open container. */
  #container: LiteralNode | undefined;
  #at: number;
  /** Whether there was a value since the last comma. */
  #isComplete = false;

  constructor(syntax: LiteralSyntax, start: number, lineStartAt: (offset: number) => number) {
    this.#syntax = syntax;
    this.#at = start;
    this.#lineStartAt = lineStartAt;
  }

  *read(opening: Opening): Generator<void, LiteralNode> {
    const syntax = this.#syntax;
    const start = this.#at;
    const root = this.#add({ name: undefined, nameEnd: start, valueAt: start }, start, opening);
    let done = 0;
    for (let container = this.#container; container; container = this.#container) {
      if (++done % TOKENS_IN_STEP === 0) yield;
      this.#at = syntax.skip(this.#at);
      const char = syntax.text[this.#at];
      if (char === undefined) throw syntax.wrong(this.#at, said`The file ends early: a bracket is not closed`);
      if (char === ",") this.#comma(container);
      else if (char === this.#closers.at(-1)) this.#close(container);
      else if (this.#isComplete) throw syntax.wrong(this.#at, said`A comma or the closing bracket is expected`);
      else this.#addItem(container);
    }
    return root;
  }

  #comma(container: LiteralNode): void {
    const last = container.children.at(-1);
    if (!this.#isComplete || !last) throw this.#syntax.wrong(this.#at, said`A value is expected before the comma`);
    last.commaEnd = ++this.#at;
    this.#isComplete = false;
  }

  #addItem(container: LiteralNode): void {
    const syntax = this.#syntax;
    const head = syntax.head(this.#at, container);
    if (head.valueAt === undefined) {
      const { nameEnd, end = nameEnd } = head;
      this.#add(head, nameEnd, { type: "other", end, itemEnd: end });
    } else this.#add(head, head.valueAt, syntax.open(head.valueAt) ?? syntax.scalar(head.valueAt));
  }

  /** Adds an item that begins at the cursor, and moves after it, or into it if it is a container. */
  #add({ name, nameEnd }: ItemHead, valueStart: number, value: LiteralScalar | Opening): LiteralNode {
    const isContainer = "bracket" in value;
    const node: LiteralNode = {
      type: value.type,
      start: isContainer ? value.bracket : valueStart,
      end: isContainer ? value.bracket + 1 : value.end,
      itemEnd: isContainer ? value.bracket + 1 : value.itemEnd,
      value: isContainer ? undefined : value.value,
      key: name ?? this.#container?.children.length ?? 0,
      parent: this.#container,
      children: isContainer ? [] : NO_CHILDREN,
      propertyStart: this.#at,
      nameEnd,
      lineStart: this.#lineStartAt(this.#at),
      commaEnd: -1,
      shadowed: false,
      isNamed: name !== undefined,
    };
    this.#container?.children.push(node);
    this.#at = node.itemEnd;
    this.#isComplete = !isContainer;
    if (isContainer) {
      this.#closers.push(value.close);
      this.#container = node;
    }
    return node;
  }

  /** Closes a container. If an operator follows, it is code: `[…].join(" ")`. */
  #close(node: LiteralNode): void {
    const syntax = this.#syntax;
    node.end = ++this.#at;
    syntax.complete(node);
    if (node.type === "object") markShadowed(node.children);
    this.#closers.pop();
    this.#container = node.parent;
    this.#isComplete = true;
    node.itemEnd = this.#at;
    if (!node.parent) return;
    node.itemEnd = syntax.suffix(this.#at);
    if (continuesAt(syntax.text, syntax.skip(node.itemEnd))) {
      node.itemEnd = syntax.expressionEnd(node.itemEnd, true);
      node.end = node.itemEnd;
      node.type = "other";
      node.children = NO_CHILDREN;
    }
    this.#at = node.itemEnd;
  }
}

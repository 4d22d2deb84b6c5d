import { malformedAt } from "#core/text/splice.js";
import { type JsonNode, markShadowed } from "../tree/node.js";

/** A value of an array or object literal in code, with its position. Other code has the type `other`. */
export interface LiteralNode extends JsonNode {
  type: JsonNode["type"];
  key: string | number;
  readonly parent: LiteralNode | undefined;
  children: LiteralNode[];
  itemEnd: number;
  /** Whether its key is written in the file; otherwise it is the index. */
  readonly isNamed: boolean;
}

/** The part of an item before its value. */
export interface ItemHead {
  /** Undefined for an element without a key. */
  readonly name: string | undefined;
  readonly nameEnd: number;
  /** Start of the value; undefined for code without one, such as a spread or a method. */
  readonly valueAt: number | undefined;
  /** End of such an item. */
  readonly end?: number;
}

/** A value that is not a container. */
export interface Scalar {
  readonly type: "string" | "null" | "other";
  readonly value?: string;
  readonly end: number;
  /** End of what belongs to the value, such as `as const`. */
  readonly itemEnd: number;
}

/** The opening and closing brackets of a container. */
export interface Opening {
  readonly bracket: number;
  readonly close: ")" | "]" | "}";
  readonly type: "object" | "array";
}

/** How to read the literals of a language. All methods throw {@link MalformedFileError} at the first error. */
export interface LiteralSyntax {
  /** Skips blanks and comments: the offset after them. */
  skip(at: number): number;
  /** The container that begins at an offset; undefined if none does. */
  open(at: number): Opening | undefined;
  /** Reads an item up to its value. */
  head(at: number, container: LiteralNode): ItemHead;
  /** The value at an offset, with all code that belongs to it. */
  scalar(at: number): Scalar;
  /** Skips what belongs to the container that ends at an offset; the offset itself if nothing does. */
  suffix(at: number): number;
  /**
   * Skips code, up to a comma or a bracket that it did not open.
   *
   * @param isRest whether an operand precedes it, so that a slash is a division
   */
  expressionEnd(at: number, isRest?: boolean): number;
  /** Called after the last item of a container. */
  complete?(container: LiteralNode): void;
}

/** Most nodes are leaves: they share one empty list of children. */
const NO_CHILDREN: LiteralNode[] = [];

/** A node without a container. */
export function looseNode(start: number, { type, value, end, itemEnd }: Scalar): LiteralNode {
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
  text: string,
  start: number,
  syntax: LiteralSyntax,
  lineStartAt: (offset: number) => number,
): LiteralNode | undefined {
  const opening = syntax.open(start);
  if (!opening) return undefined;
  const wrong = (at: number, reason: string): Error => malformedAt(text, at, reason);
  const closers: string[] = [];
  let container: LiteralNode | undefined;
  let at = start;
  /** Whether there was a value since the last comma. */
  let complete = false;

  const add = (propertyStart: number, head: ItemHead, valueStart: number, scalar: Scalar | Opening): LiteralNode => {
    const isContainer = "bracket" in scalar;
    const isNamed = head.name !== undefined;
    const node: LiteralNode = {
      type: scalar.type,
      start: isContainer ? scalar.bracket : valueStart,
      end: isContainer ? scalar.bracket + 1 : scalar.end,
      itemEnd: isContainer ? scalar.bracket + 1 : scalar.itemEnd,
      value: isContainer ? undefined : scalar.value,
      key: head.name ?? container?.children.length ?? 0,
      parent: container,
      children: isContainer ? [] : NO_CHILDREN,
      propertyStart,
      nameEnd: head.nameEnd,
      lineStart: lineStartAt(propertyStart),
      commaEnd: -1,
      shadowed: false,
      isNamed,
    };
    container?.children.push(node);
    at = node.itemEnd;
    complete = !isContainer;
    if (isContainer) {
      closers.push(scalar.close);
      container = node;
    }
    return node;
  };
  const addItem = (into: LiteralNode): void => {
    const head = syntax.head(at, into);
    if (head.valueAt === undefined) {
      const { nameEnd, end = nameEnd } = head;
      add(at, head, nameEnd, { type: "other", end, itemEnd: end });
    } else add(at, head, head.valueAt, syntax.open(head.valueAt) ?? syntax.scalar(head.valueAt));
  };
  /** A container followed by an operator is code: `[…].join(" ")`. */
  const close = (node: LiteralNode): void => {
    node.end = ++at;
    syntax.complete?.(node);
    if (node.type === "object") markShadowed(node.children);
    closers.pop();
    container = node.parent;
    complete = true;
    node.itemEnd = at;
    if (!container) return;
    node.itemEnd = syntax.suffix(at);
    if (continuesAt(text, syntax.skip(node.itemEnd))) {
      node.itemEnd = syntax.expressionEnd(node.itemEnd, true);
      node.end = node.itemEnd;
      node.type = "other";
      node.children = NO_CHILDREN;
    }
    at = node.itemEnd;
  };

  const root = add(start, { name: undefined, nameEnd: start, valueAt: start }, start, opening);
  while (container) {
    at = syntax.skip(at);
    const char = text[at];
    if (char === undefined) throw wrong(at, "The file ends early: a bracket is not closed");
    if (char === ",") {
      const last: LiteralNode | undefined = container.children.at(-1);
      if (!complete || !last) throw wrong(at, "A value is expected before the comma");
      last.commaEnd = ++at;
      complete = false;
    } else if (char === closers.at(-1)) close(container);
    else if (complete) throw wrong(at, "A comma or the closing bracket is expected");
    else addItem(container);
  }
  return root;
}

/** Whether an operator follows, so that the value is part of an expression. */
export function continuesAt(text: string, at: number): boolean {
  const char = text[at];
  return char !== undefined && "+-*/%.<>=!&|^?([`~".includes(char);
}

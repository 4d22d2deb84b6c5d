import { malformedAt } from "#core/text/splice.js";
import { type JsonNode, markShadowed } from "../tree/node.js";

/** A value of an array or object literal in code, with its place. Code of any other kind is `other`. */
export interface LiteralNode extends JsonNode {
  type: JsonNode["type"];
  key: string | number;
  readonly parent: LiteralNode | undefined;
  children: LiteralNode[];
  itemEnd: number;
  /** Whether its key is in the file; else it is its number. */
  readonly isNamed: boolean;
}

/** What comes before a value in a container. */
export interface ItemHead {
  /** Undefined for an element without a key. */
  readonly name: string | undefined;
  readonly nameEnd: number;
  /** Where the value begins; undefined where the item is code without one, as a spread or a method. */
  readonly valueAt: number | undefined;
  /** Where such an item ends. */
  readonly end?: number;
}

/** A value that is no container. */
export interface Scalar {
  readonly type: "string" | "null" | "other";
  readonly value?: string;
  readonly end: number;
  /** After what belongs to the value, as `as const`. */
  readonly itemEnd: number;
}

/** The bracket that opens a container, and the one that closes it. */
export interface Opening {
  readonly bracket: number;
  readonly close: ")" | "]" | "}";
  readonly type: "object" | "array";
}

/** How a language writes literals. Everything throws {@link MalformedFileError} at the first error. */
export interface LiteralSyntax {
  /** After the blanks and comments that begin at an offset. */
  skip(at: number): number;
  /** The container that begins at an offset; undefined where none does. */
  open(at: number): Opening | undefined;
  /** What comes before the value of an item. */
  head(at: number, container: LiteralNode): ItemHead;
  /** The value at an offset, with all code that it is part of. */
  scalar(at: number): Scalar;
  /** After what may follow a container and belongs to it; the offset itself where nothing does. */
  suffix(at: number): number;
  /**
   * After the code that begins at an offset, before a comma or a bracket that it does not open.
   *
   * @param isRest whether an operand comes before it, so that a slash divides
   */
  expressionEnd(at: number, isRest?: boolean): number;
  /** Called when all items of a container are read. */
  complete?(container: LiteralNode): void;
}

/** Leaves are the many: they share one list of no children. */
const NO_CHILDREN: LiteralNode[] = [];

/** A node that is in no container. */
export function looseNode(start: number, { type, value, end, itemEnd }: Scalar): LiteralNode {
  const place = { key: "", parent: undefined, propertyStart: start, nameEnd: start, lineStart: start };
  const state = { commaEnd: -1, shadowed: false, isNamed: true };
  return { type, start, end, itemEnd, value, children: NO_CHILDREN, ...place, ...state };
}

/**
 * Reads a literal with all that is in it; iterative, so that depth costs memory and not stack, and
 * linear in the text.
 *
 * @param lineStartAt finds line starts; asked in ascending order
 * @returns undefined where no literal begins
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
  /** Whether a value has come since the last comma. */
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
  /** A container with an operator after it is code: `[…].join(" ")`. */
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

/** Whether an operator is here, so that what comes before it is part of an expression. */
export function continuesAt(text: string, at: number): boolean {
  const char = text[at];
  return char !== undefined && "+-*/%.<>=!&|^?([`~".includes(char);
}

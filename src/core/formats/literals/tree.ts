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
  const opening = syntax.open(start);
  if (!opening) return undefined;
  const { text } = syntax;
  const closers: string[] = [];
  let container: LiteralNode | undefined;
  let at = start;
  /** Whether there was a value since the last comma. */
  let complete = false;

  const add = (
    propertyStart: number,
    head: ItemHead,
    valueStart: number,
    scalar: LiteralScalar | Opening,
  ): LiteralNode => {
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
    syntax.complete(node);
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
    if (char === undefined) throw syntax.wrong(at, said`The file ends early: a bracket is not closed`);
    if (char === ",") {
      const last: LiteralNode | undefined = container.children.at(-1);
      if (!complete || !last) throw syntax.wrong(at, said`A value is expected before the comma`);
      last.commaEnd = ++at;
      complete = false;
    } else if (char === closers.at(-1)) close(container);
    else if (complete) throw syntax.wrong(at, said`A comma or the closing bracket is expected`);
    else addItem(container);
  }
  return root;
}

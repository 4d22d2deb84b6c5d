import type { Splice } from "#core/text/splice.js";
import { alignmentIn, type SignAfter } from "../keys/alignment.js";
import { groupByAnchor, type Ranked } from "../keys/anchors.js";
import type { Layout } from "./layout.js";
import type { JsonNode } from "./node.js";
import {
  below,
  byRank,
  type Order,
  rankIn,
  render,
  type TreeStyle,
  type TreeValue,
  type Values,
  withGaps,
} from "./render.js";

/**
 * Splices that insert properties or elements into a container: each after its predecessor in the source file, in the
 * layout of the container, which is that of the style.
 */
export function insertChildren(
  text: string,
  container: JsonNode,
  additions: readonly Values[],
  order: Order,
  style: TreeStyle,
): Splice[] {
  const named = container.type === "object";
  const signNear = alignmentOf(text, container);
  return [...groupByChild(container, additions, order)].flatMap(([anchor, group]) => {
    const signAfter = named && style.layout.multiline ? signNear(anchor) : undefined;
    const own = signAfter ? { ...style, layout: { ...style.layout, signAfter } } : style;
    const texts = group.map((one) => render(one, below(order, one), own, named));
    return placeGroup(text, container, anchor, texts, style);
  });
}

/** How the children of a container align their signs or values around one of them, or the first one. */
export function alignmentOf(
  text: string,
  { children }: JsonNode,
): (anchor: JsonNode | undefined) => SignAfter | undefined {
  const near = alignmentIn(text, children, ({ type, propertyStart, nameEnd, start, end, itemEnd, commaEnd }) => {
    if (type !== "string") return undefined;
    return { keyStart: propertyStart, keyEnd: nameEnd, valueStart: start, end: Math.max(itemEnd ?? end, commaEnd) };
  });
  return (anchor = children[0]) => near(anchor);
}

/** The additions by the child that they follow; undefined means the beginning. */
export function groupByChild(
  container: JsonNode,
  additions: readonly Values[],
  order: Order,
): Map<JsonNode | undefined, TreeValue[]> {
  const { children } = container;
  if (container.type === "array") return new Map([[children.at(-1), withGaps(additions, children.length)]]);
  const ranked = <Item extends JsonNode | Values>(item: Item): Ranked<Item> => ({
    item,
    rank: rankIn(order, item.key),
  });
  return groupByAnchor<JsonNode, TreeValue>(children.map(ranked), byRank(additions, order).map(ranked));
}

/** Splices that insert texts of children after one, or first. */
export function placeGroup(
  text: string,
  container: JsonNode,
  anchor: JsonNode | undefined,
  texts: readonly string[],
  { layout, notation: { comment } }: TreeStyle,
): Splice[] {
  const separator = layout.multiline ? layout.lineEnd + layout.childIndent : layout.gap;
  const joined = texts.join(`,${separator}`);
  if (anchor) {
    const end = anchor.itemEnd ?? anchor.end;
    const after = anchor.commaEnd >= 0 ? anchor.commaEnd : end;
    const at = layout.multiline ? after + commentLength(text, after, comment) : after;
    if (anchor.commaEnd >= 0) return [{ start: at, end: at, text: `${separator}${joined},` }];
    return [
      { start: end, end, text: "," },
      { start: at, end: at, text: `${separator}${joined}` },
    ];
  }
  const first = container.children[0];
  if (!first) return fillEmpty(text, container, joined, layout);
  if (!layout.multiline)
    return [{ start: first.propertyStart, end: first.propertyStart, text: `${joined},${separator}` }];
  const open = container.start + 1;
  const at = open + commentLength(text, open, comment);
  return [{ start: at, end: at, text: `${separator}${joined},` }];
}

/** Inserts properties into an empty container, after any comments. */
function fillEmpty(text: string, container: JsonNode, joined: string, layout: Layout): Splice[] {
  const open = container.start + 1;
  const close = container.end - 1;
  const comments = text.slice(open, close).trimEnd();
  if (!layout.multiline && comments === "")
    return [{ start: open, end: close, text: layout.padding + joined + layout.padding }];
  const start = open + comments.length;
  const inserted = layout.lineEnd + layout.childIndent + joined + (layout.trailingComma ? "," : "");
  if (comments !== "" && /[\r\n]/.test(text.slice(start, close))) return [{ start, end: start, text: inserted }];
  return [{ start, end: close, text: inserted + layout.lineEnd + layout.indent }];
}

/** Length of the comments on the rest of a line; they belong to what precedes them. */
export function commentLength(text: string, from: number, comment: RegExp): number {
  let done = from;
  for (let at = from; ; at++) {
    const char = text[at];
    if (char === " " || char === "\t") continue;
    comment.lastIndex = at;
    const [opening] = comment.exec(text) ?? [];
    if (opening === undefined) return done - from;
    const isLine = opening !== "/*";
    const end = isLine ? lineBreakAt(text, at) : text.indexOf("*/", at + 2) + 2;
    if (!isLine && /[\r\n]/.test(text.slice(at, end))) return done - from;
    done = end;
    at = end - 1;
  }
}

function lineBreakAt(text: string, from: number): number {
  const lineBreak = /[\r\n]/g;
  lineBreak.lastIndex = from;
  return lineBreak.exec(text)?.index ?? text.length;
}

import { lineEndOf, type Splice } from "#core/text/splice.js";
import { type Edit, type KeyPath, keyId } from "../format.js";
import { groupByAnchor } from "../keys/anchors.js";
import { commentLength } from "../tree/insert.js";
import type { Notation } from "../tree/render.js";
import type { Literal, LiteralFile } from "./file.js";

/** What to insert, and how it is spelled. */
export interface Statements {
  readonly additions: readonly Edit[];
  /** The keys of the source file. */
  readonly order: readonly KeyPath[];
  readonly comment: Notation["comment"];
  /** Where they go if the file has none. */
  readonly place: number;
  statement(edit: Edit): string;
}

/** Splices that insert statements, each after its predecessor in the source file. */
export function insertStatements(
  { text, literals }: LiteralFile,
  { additions, order, comment, place, statement }: Statements,
): Splice[] {
  const ranks = new Map<string, number>();
  for (const [rank, key] of order.entries()) {
    for (let length = key.length; length > 0; length--) {
      const id = keyId(key.slice(0, length));
      if (ranks.has(id)) break;
      // An array comes before the assignments to its elements.
      ranks.set(id, length === key.length ? rank : rank - 0.5);
    }
  }
  const rankOf = (key: KeyPath): number => ranks.get(keyId(key)) ?? Number.POSITIVE_INFINITY;
  const ranked = additions.map((item) => ({ item, rank: rankOf(item.key) }));
  ranked.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  const rankOfLiteral = ({ path, node: { children } }: Literal): number =>
    path.length > 0 || !children[0] ? rankOf(path) : rankOf([children[0].key]);
  const existing = literals.map((item) => ({ item, rank: rankOfLiteral(item) }));
  const lineEnd = lineEndOf(text);
  return [...groupByAnchor<Literal, Edit>(existing, ranked)].flatMap(([anchor, edits]): Splice[] => {
    const statements = edits.map(statement).join(lineEnd);
    if (anchor) {
      const at = anchor.end + commentLength(text, anchor.end, comment);
      const semicolon = { start: anchor.end, end: anchor.end, text: ";" };
      return [...(anchor.isOpen ? [semicolon] : []), { start: at, end: at, text: lineEnd + statements }];
    }
    const [first] = literals;
    if (first) return [{ start: first.start, end: first.start, text: statements + lineEnd }];
    const isOnNewLine = /(?:^|[\r\n])$/.test(text.slice(Math.max(0, place - 1), place));
    return [{ start: place, end: place, text: (isOnNewLine ? "" : lineEnd) + statements + lineEnd }];
  });
}

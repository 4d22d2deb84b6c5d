import { lineEndOf, type Splice } from "#core/text/splice.js";
import { type Edit, type KeyPath, keyId } from "../format.js";
import { groupByAnchor } from "../keys/anchors.js";
import type { Literal, LiteralFile } from "../literals/file.js";
import { commentLength } from "../tree/insert.js";
import { cannotInsert, type Notation } from "../tree/render.js";

const VARIABLE = /^\$[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*$/;

/**
 * Splices that insert assignments, `$lang['a'] = 'text';`, and definitions of constants, each after its predecessor in the source file.
 *
 * @param order the keys of the source file
 * @throws {RouteLmtError} `option-invalid` for a key that does not begin with a variable and is no constant
 */
export function insertAssignments(
  { text, literals }: LiteralFile,
  additions: readonly Edit[],
  order: readonly KeyPath[],
  notation: Notation,
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
  const existing = literals.map((item) => ({ item, rank: rankOf(item.path) }));
  const lineEnd = lineEndOf(text);
  return [...groupByAnchor<Literal, Edit>(existing, ranked)].map(([anchor, edits]) => {
    const statements = edits.map((edit) => statement(edit, notation)).join(lineEnd);
    if (anchor) {
      const at = anchor.end + commentLength(text, anchor.end, notation.comment);
      return { start: at, end: at, text: lineEnd + statements };
    }
    const [first] = literals;
    if (first) return { start: first.start, end: first.start, text: statements + lineEnd };
    return { start: text.length, end: text.length, text: (/[\r\n]$/.test(text) ? "" : lineEnd) + statements + lineEnd };
  });
}

function statement({ key, value }: Edit, notation: Notation): string {
  const [variable, ...rest] = key;
  if (typeof variable === "string" && /^[A-Z_]\w*$/i.test(variable) && rest.length === 0)
    return `define(${notation.value(variable)}, ${notation.value(value)});`;
  if (typeof variable !== "string" || !VARIABLE.test(variable)) throw cannotInsert(key);
  if (rest.some((one) => typeof one === "number" && !(Number.isSafeInteger(one) && one >= 0))) throw cannotInsert(key);
  return `${variable}${rest.map((one) => `[${notation.key(one)}]`).join("")} = ${notation.value(value)};`;
}

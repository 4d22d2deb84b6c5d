/**
 * Masks a corpus with the product's own protection code, so that the model is trained on exactly
 * what the engine will feed it. Reads rows `…\tsource\ttarget` (escapes \n \t \\) from standard
 * input and writes the rows whose items agree on both sides; counts go to standard error.
 *
 * usage: tsx models/training/mask-corpus.ts < pairs.tsv > masked.tsv
 */
import { createInterface } from "node:readline";
import { findProtectedItems, type ProtectedItem } from "#core/messages/mask.js";
import { FIRST_RESERVED, MAX_PROTECTED_ITEMS } from "#core/messages/syntaxes.js";
import { escapeCell, unescapeCell } from "./probe/tsv.js";

/** Replaces the items of `text` by the characters of the equal source items; undefined on a mismatch. */
function maskLike(text: string, items: readonly ProtectedItem[], source: readonly ProtectedItem[]): string | undefined {
  if (items.length !== source.length) return undefined;
  const used = new Set<number>();
  let masked = "";
  let done = 0;
  for (const item of items) {
    const same = (other: ProtectedItem, index: number): boolean =>
      !used.has(index) && (other.text === item.text || (item.kind === "newline" && other.kind === "newline"));
    const index = source.findIndex(same);
    if (index < 0) return undefined;
    used.add(index);
    masked += text.slice(done, item.start) + String.fromCharCode(FIRST_RESERVED + index);
    done = item.end;
  }
  return masked + text.slice(done);
}

function maskPair(source: string, target: string): [string, string] | undefined {
  const sourceItems = findProtectedItems(source);
  if (sourceItems.length > MAX_PROTECTED_ITEMS) return undefined;
  const maskedTarget = maskLike(target, findProtectedItems(target), sourceItems);
  if (maskedTarget === undefined) return undefined;
  return [maskLike(source, sourceItems, sourceItems) ?? source, maskedTarget];
}

const counts = { rows: 0, kept: 0, joined: 0, dropped: 0 };
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  const columns = line.split("\t");
  const [source, target] = columns.slice(-2).map(unescapeCell);
  if (source === undefined || target === undefined) continue;
  counts.rows++;
  let pair = maskPair(source, target);
  if (pair) counts.kept++;
  else {
    // Wrapped prose: translators wrap at other places, so compare the text as one line.
    const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ").trim();
    pair = maskPair(oneLine(source), oneLine(target));
    if (pair) counts.joined++;
    else counts.dropped++;
  }
  if (pair) process.stdout.write(`${[...columns.slice(0, -2), ...pair.map(escapeCell)].join("\t")}\n`);
}
process.stderr.write(`${JSON.stringify(counts)}\n`);

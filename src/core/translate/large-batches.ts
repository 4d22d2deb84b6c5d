import type { KeyPath } from "../formats/format.js";
import { estimateUsage } from "../routing/cost.js";
import { largeItems } from "./large-items.js";
import type { Brief } from "./models.js";
import type { PreparedSegment } from "./prepared-segment.js";

/** Output tokens of a request, by our high estimates: longer answers are cut more often, and a lost one costs more. */
const MAX_OUTPUT_TOKENS = 2000;
/** Segments of a request: with more, models begin to leave some out. DeepL takes no more than 50 texts. */
const MAX_SEGMENTS = 40;

/** The brief of a segment's requests. */
export function briefOf({ segment: { direction, formality } }: PreparedSegment): Brief {
  return { ...direction, ...(formality ? { formality } : {}) };
}

/**
 * Requests of one brief each, in the order of purchase. Forms of one plural and variants of one message are in one
 * request, at the place of the first, so that they are translated consistently.
 */
export function batchesOf(segments: readonly PreparedSegment[]): PreparedSegment[][] {
  const open = new Map<string, { batch: PreparedSegment[]; tokens: number }>();
  const batches: PreparedSegment[][] = [];
  for (const family of familiesOf(segments)) {
    const [first] = family as [PreparedSegment];
    const name = JSON.stringify(briefOf(first));
    for (const part of partsOf(family)) {
      let current = open.get(name);
      const isFull =
        current &&
        (current.batch.length + part.batch.length > MAX_SEGMENTS || current.tokens + part.tokens > MAX_OUTPUT_TOKENS);
      if (!current || isFull) {
        current = { batch: [], tokens: 0 };
        open.set(name, current);
        batches.push(current.batch);
      }
      current.batch.push(...part.batch);
      current.tokens += part.tokens;
    }
  }
  return batches;
}

/** A family, in parts if it is too large for one request. */
function partsOf(family: readonly PreparedSegment[]): { batch: PreparedSegment[]; tokens: number }[] {
  const parts: { batch: PreparedSegment[]; tokens: number }[] = [];
  for (const prepared of family) {
    const size = estimateUsage(largeItems(prepared, 0), "", prepared.segment.direction).outputTokens;
    const last = parts.at(-1);
    if (last && last.batch.length < MAX_SEGMENTS && last.tokens + size <= MAX_OUTPUT_TOKENS) {
      last.batch.push(prepared);
      last.tokens += size;
    } else parts.push({ batch: [prepared], tokens: size });
  }
  return parts;
}

function familiesOf(segments: readonly PreparedSegment[]): Iterable<PreparedSegment[]> {
  const families = new Map<string, PreparedSegment[]>();
  for (const prepared of segments) {
    // An id begins with the target file if there are several.
    const { id } = prepared.segment;
    const file = id.slice(0, id.length - JSON.stringify(prepared.key).length);
    const name = JSON.stringify([file, briefOf(prepared), familyKey(prepared.key)]);
    const family = families.get(name);
    if (family) family.push(prepared);
    else families.set(name, [prepared]);
  }
  return families.values();
}

const FORM = /^(?:zero|one|two|few|many|other|male|female|neutral|plural|singular|\d+)$/;

/** The key without the suffix of a plural form or variant: `files` for both `files_one` and `files.other`. */
export function familyKey(key: KeyPath): KeyPath {
  const last = String(key.at(-1) ?? "");
  if (FORM.test(last) && key.length > 1) return key.slice(0, -1);
  const stem = last.split(/[_.]/);
  while (stem.length > 1 && (FORM.test(stem.at(-1) ?? "") || stem.at(-1) === "ordinal")) stem.pop();
  return [...key.slice(0, -1), stem.join("_")];
}

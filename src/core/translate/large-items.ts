import { occurrencesOf } from "../memory/termbase.js";
import { estimateSegmentUsage, type Price, type Usage } from "../routing/cost.js";
import type { LargeRequest } from "./models.js";
import type { PreparedSegment } from "./prepared-segment.js";

/** How many segments share a request's instructions, for the price of one segment; requests have from one to about forty. */
const LARGE_BATCH = 20;
/** Maximum length of a key: its end says most, and every character is paid for. */
const MAX_KEY = 60;

/**
 * The texts of a segment as they are sent.
 *
 * @param index of the segment in its request: ids are echoed, and every character of them is paid for
 * @param problems of an earlier answer
 */
export function largeItems(
  { segment, parts, near }: PreparedSegment,
  index: number,
  problems: readonly string[] = [],
): LargeRequest[] {
  const { key, source, context, maxLength } = segment;
  // In many formats the context contains the key, and in some the key is the text itself.
  const isKeyNew = key !== "" && !context?.includes(key) && !key.includes(source);
  return parts.texts.map(({ text }, part) => {
    const terms = (segment.terms ?? []).flatMap(({ source, targets }) =>
      occurrencesOf(text, source).map((word) => [word, targets[0] ?? word] as const),
    );
    return {
      id: `${index}.${part}`,
      text,
      ...(isKeyNew ? { key: key.slice(-MAX_KEY) } : {}),
      ...(context ? { context } : {}),
      ...(near ? { near } : {}),
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(terms.length > 0 ? { terms: Object.fromEntries(terms) } : {}),
      ...(problems.length > 0 ? { problems } : {}),
    };
  });
}

/** Estimated usage of sending a segment to the large model. */
export function segmentUsage(prepared: PreparedSegment, instructions: string, unit?: Price["unit"]): Usage {
  const { target } = prepared.segment.direction;
  return estimateSegmentUsage(largeItems(prepared, 0), instructions, LARGE_BATCH, { target, unit });
}

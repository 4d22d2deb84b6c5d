import { occurrencesOf } from "../memory/termbase.js";
import { estimateSegmentUsage, type PricedItem, type Usage } from "../routing/cost.js";
import type { PreparedSegment } from "./prepare.js";

/** One text for the large model, with what helps it. */
export interface LargeItem extends PricedItem {
  readonly context?: string;
  readonly terms?: Readonly<Record<string, string>>;
  readonly problems?: readonly string[];
}

/** Segments that share one request to the large model. */
export const LARGE_BATCH = 20;

/**
 * The texts of a segment as they are sent.
 *
 * @param index of the segment in its request: ids are echoed, and every character of them is paid for
 * @param problems of an earlier answer
 */
export function largeItems(
  { segment, parts }: PreparedSegment,
  index: number,
  problems: readonly string[] = [],
): LargeItem[] {
  return parts.texts.map(({ text }, part) => {
    const terms = (segment.terms ?? []).flatMap(({ source, targets }) =>
      occurrencesOf(text, source).map((word) => [word, targets[0] ?? word] as const),
    );
    return {
      id: `${index}.${part}`,
      text,
      ...(segment.context ? { context: segment.context } : {}),
      ...(terms.length > 0 ? { terms: Object.fromEntries(terms) } : {}),
      ...(problems.length > 0 ? { problems } : {}),
    };
  });
}

/** Estimated usage of sending a segment to the large model. */
export function segmentUsage(prepared: PreparedSegment, instructions: string): Usage {
  return estimateSegmentUsage(largeItems(prepared, 0), instructions, LARGE_BATCH);
}

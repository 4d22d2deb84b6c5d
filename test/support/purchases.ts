import { json } from "#core/formats/json/json.js";
import type { Ledger } from "#core/routing/ledger.js";
import { openFileJob } from "#core/translate/file-job.js";
import { type PurchaseResult, purchase } from "#core/translate/large-pass.js";
import type { LargeModel } from "#core/translate/models.js";
import type { PreparedSegment } from "#core/translate/prepared-segment.js";

/** Segments of a JSON file. */
export function segmentsOf(strings: object, target = "de"): readonly PreparedSegment[] {
  const text = JSON.stringify(strings);
  return openFileJob({
    format: json,
    source: { path: "en.json", text },
    target: { path: `${target}.json`, text: undefined },
    direction: { source: "en", target },
  }).preparation.segments;
}

/** What a purchase last reported about each segment, and how long it would have waited. */
export interface Purchased {
  readonly all: readonly PurchaseResult[];
  /** By key, for segments of one language. */
  readonly results: ReadonlyMap<string, PurchaseResult>;
  /** The waits in ms, in order. */
  readonly waits: readonly number[];
}

/** Buys, but does not wait between tries. */
export async function buy(
  segments: readonly PreparedSegment[],
  large: LargeModel,
  ledger: Ledger,
  signal?: AbortSignal,
): Promise<Purchased> {
  const last = new Map<string, PurchaseResult>();
  const waits: number[] = [];
  const waiting = {
    random: () => 1,
    wait: (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
  const report = (result: PurchaseResult): void => void last.set(result.prepared.segment.id, result);
  await purchase(segments, { large, ledger, signal, waiting }, report);
  const all = [...last.values()];
  return { all, results: new Map(all.map((result) => [result.prepared.segment.key, result])), waits };
}

/** Segments with different short texts. */
export const many = (count: number) =>
  segmentsOf(
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`key${index}x`, `Text ${"a".repeat(index % 7)} here`]),
    ),
  );

import { isUsable } from "../quality/checks.js";
import type { Finding } from "../quality/finding.js";
import { repair } from "../quality/repair.js";
import { estimateSegmentCost, type Price } from "../routing/cost.js";
import type { Candidate, PredictedGain } from "../segment.js";
import type { SmallModelPort } from "./ports.js";
import { checkedOf, type PreparedSegment } from "./prepare.js";

/** What the small model made of a segment. */
export interface LocalResult {
  readonly prepared: PreparedSegment;
  readonly predicted: PredictedGain;
  /** The hypothesis, also one that must not be used; undefined before decoding or when refused. */
  readonly candidate?: Candidate;
  readonly findings: readonly Finding[];
  /** Whether the candidate may go into the file. */
  readonly usable: boolean;
}

/** Progress in texts of the small model. */
export type Progress = (done: number, total: number) => void;

interface TextResult {
  text?: string;
  predicted?: PredictedGain;
  meanLogProbability?: number;
  refusal?: string;
}

/** What a segment is assumed to gain when there is no usable hypothesis. */
const GAIN_WITHOUT_HYPOTHESIS: PredictedGain = { gain: 50, low: 25, high: 90, stage: "refined" };

/**
 * Runs the small model over segments: prefill and, unless `decode` is false, a hypothesis, which is
 * put together, checked and, where that is unambiguous, repaired. A text that occurs several times is computed once.
 *
 * @param report called for every segment as soon as it is complete
 * @throws {RouteLmtError} `cancelled` and what the small model throws; what was reported stays valid
 */
export async function translateLocally(
  segments: readonly PreparedSegment[],
  small: SmallModelPort,
  options: { readonly decode: boolean; readonly progress?: Progress; readonly signal?: AbortSignal },
  report: (result: LocalResult) => void,
): Promise<void> {
  const results = new Map<string, TextResult>();
  const waiting = new Map<string, PreparedSegment[]>();
  const missing = new Map<PreparedSegment, number>();
  const requests = [];
  for (const prepared of segments) {
    const { direction } = prepared.segment;
    missing.set(prepared, prepared.parts.texts.length);
    for (const { text, doNotTranslate } of prepared.parts.texts) {
      const id = textId(prepared, text);
      const users = waiting.get(id);
      if (users) users.push(prepared);
      else {
        waiting.set(id, [prepared]);
        results.set(id, {});
        requests.push({ id, text, direction, doNotTranslate });
      }
    }
  }
  let done = 0;
  const complete = (id: string, result: TextResult): void => {
    results.set(id, { ...results.get(id), ...result });
    options.progress?.(++done, requests.length);
    for (const prepared of waiting.get(id) ?? []) {
      const left = (missing.get(prepared) ?? 0) - 1;
      missing.set(prepared, left);
      if (left === 0) report(assemble(prepared, results, options.decode));
    }
  };
  const listener = options.decode
    ? { translated: (hypothesis: TextResult & { id: string }) => complete(hypothesis.id, hypothesis) }
    : { estimated: (estimate: TextResult & { id: string }) => complete(estimate.id, estimate) };
  await small.translate(
    requests,
    { ...listener, refused: ({ id, reason }) => complete(id, { refusal: reason }) },
    { decode: options.decode },
    options.signal,
  );
}

function textId({ segment }: PreparedSegment, text: string): string {
  return `${segment.direction.source} ${segment.direction.target} ${text}`;
}

function assemble(prepared: PreparedSegment, results: ReadonlyMap<string, TextResult>, decoded: boolean): LocalResult {
  const { parts } = prepared;
  const texts = parts.texts.map(({ text }) => results.get(textId(prepared, text)) ?? {});
  const refusal = texts.find((result) => result.refusal !== undefined)?.refusal;
  if (refusal !== undefined) {
    const findings: Finding[] = [{ check: "small-model", severity: "error", message: refusal }];
    return { prepared, predicted: GAIN_WITHOUT_HYPOTHESIS, findings, usable: false };
  }
  const predicted = meanGain(texts.flatMap((result) => result.predicted ?? []));
  if (!decoded) return { prepared, predicted, findings: [], usable: false };
  const hypothesis = parts.rebuild(texts.map((result) => result.text ?? ""));
  const { target: text, findings } = repair(checkedOf(prepared, hypothesis));
  const usable = isUsable(findings);
  const logProbability =
    texts.reduce((sum, result) => sum + (result.meanLogProbability ?? 0), 0) / Math.max(1, texts.length);
  const candidate: Candidate = { origin: "small", text, meanLogProbability: logProbability };
  return { prepared, predicted: usable ? predicted : GAIN_WITHOUT_HYPOTHESIS, candidate, findings, usable };
}

function meanGain(gains: readonly PredictedGain[]): PredictedGain {
  const mean = (name: "gain" | "low" | "high"): number =>
    gains.reduce((sum, one) => sum + one[name], 0) / Math.max(1, gains.length);
  return { gain: mean("gain"), low: mean("low"), high: mean("high"), stage: gains[0]?.stage ?? "prefill" };
}

/** Segments that share one request to the large model. */
export const LARGE_BATCH = 20;

/** Estimated price of sending a segment to the large model, in US dollars. */
export function segmentCost({ parts }: PreparedSegment, instructions: string, price: Price): number {
  const texts = parts.texts.map(({ text }) => text);
  return estimateSegmentCost(texts, instructions, LARGE_BATCH, price);
}

import { isUsable } from "../checks/all-checks.js";
import type { Finding } from "../checks/check.js";
import { repair } from "../checks/repair.js";
import { terminology } from "../checks/rules/terminology.js";
import { occurrencesOf } from "../memory/termbase.js";
import { hasWords } from "../messages/has-words.js";
import { askAgain, type MessageText } from "../messages/message-text.js";
import type { Candidate, PredictedGain } from "../routing/decision.js";
import type { DraftReason } from "../routing/decision-reason.js";
import { DEFAULT_MINIMUM_QUALITY, draftReason } from "./draft.js";
import type { SmallModel, SmallModelRequest } from "./models.js";
import { checkedOf, type PreparedSegment } from "./prepare.js";

/** What the small model made of a segment. */
export interface LocalResult {
  readonly prepared: PreparedSegment;
  readonly predicted: PredictedGain;
  /** The hypothesis, even if unusable; undefined before decoding or if refused. */
  readonly candidate?: Candidate;
  readonly findings: readonly Finding[];
  /** Whether the candidate passes the checks. */
  readonly usable: boolean;
  /** Why a usable candidate is a draft, see {@link draftReason}. */
  readonly draft?: DraftReason;
  /** The small model does not have this language. */
  readonly isLargeOnly?: true;
}

/** Progress: how many are done, of how many. */
export type Progress = (done: number, total: number) => void;

interface TextResult {
  text?: string;
  predicted?: PredictedGain;
  meanLogProbability?: number;
  quality?: number;
  truncated?: boolean;
  refusal?: string;
}

/** The assumed gain of a segment without a usable hypothesis. */
export const GAIN_WITHOUT_HYPOTHESIS: PredictedGain = { gain: 50, low: 25, high: 90, stage: "refined" };

/** How far to go, and what stops it. */
export interface LocalOptions {
  /** false for the prefill only, without hypotheses. */
  readonly decode: boolean;
  /** Predicted quality below which a hypothesis is a draft, 0 to 100; {@link DEFAULT_MINIMUM_QUALITY} without it. */
  readonly minimumQuality?: number;
  readonly signal?: AbortSignal;
}

/**
 * Runs the small model over segments: prefill and, unless `decode` is false, a hypothesis, which is put together,
 * checked and, if that is unambiguous, repaired. Repeated texts are translated once.
 *
 * @param report called for every segment as soon as it is complete
 * @throws {RouteLmtError} `cancelled` and what the small model throws; what was reported stays valid
 */
export async function translateLocally(
  segments: readonly PreparedSegment[],
  small: SmallModel,
  options: LocalOptions,
  report: (result: LocalResult) => void,
): Promise<void> {
  const unmet: LocalResult[] = [];
  await translateTexts(segments, small, options, false, (result) => {
    if (options.decode && lacksTerm(result)) unmet.push(result);
    else report(result);
  });
  // Second pass: force the terms that the model left out, even if grammar suffers.
  const before = new Map(unmet.map((result) => [result.prepared, result]));
  await translateTexts([...before.keys()], small, options, true, (forced) => {
    report(forced.usable ? forced : (before.get(forced.prepared) ?? forced));
  });
}

/** Whether a hypothesis breaks the termbase, and forcing could help. */
function lacksTerm({ findings, candidate }: LocalResult): boolean {
  return candidate !== undefined && findings.some(({ check }) => check === terminology.name);
}

/** One pass of the small model; repeated texts are translated once. */
async function translateTexts(
  segments: readonly PreparedSegment[],
  small: SmallModel,
  options: LocalOptions,
  force: boolean,
  report: (result: LocalResult) => void,
): Promise<void> {
  if (segments.length === 0) return;
  const results = new Map<string, TextResult>();
  const waiting = new Map<string, PreparedSegment[]>();
  const missing = new Map<PreparedSegment, number>();
  const asked = new Map<string, MessageText>();
  const requests: SmallModelRequest[] = [];
  for (const prepared of segments) {
    const { direction, formality } = prepared.segment;
    missing.set(prepared, prepared.parts.texts.length);
    for (const one of prepared.parts.texts) {
      const id = textId(prepared, one);
      const users = waiting.get(id);
      if (users) users.push(prepared);
      else {
        const { text, doNotTranslate } = one;
        waiting.set(id, [prepared]);
        results.set(id, {});
        asked.set(id, one);
        const request = { id, text, direction, doNotTranslate, ...(formality ? { formality } : {}) };
        requests.push(force ? { ...request, forced: forcedWords(prepared, text) } : request);
      }
    }
  }
  const complete = (id: string, result: TextResult): void => {
    results.set(id, { ...results.get(id), ...result });
    for (const prepared of waiting.get(id) ?? []) {
      const left = (missing.get(prepared) ?? 0) - 1;
      missing.set(prepared, left);
      if (left === 0) report(assemble(prepared, results, options));
    }
  };
  const again = new Map<string, SmallModelRequest>();
  const byId = new Map(requests.map((request) => [request.id, request]));
  const translated = (hypothesis: TextResult & { readonly id: string; readonly text: string }): void => {
    const { id, text } = hypothesis;
    const [one, request] = [asked.get(id), byId.get(id)];
    const next = one && askAgain(one, text);
    if (!request || !next) complete(id, hypothesis);
    // A mere name is its own translation, without any doubt.
    else if (!hasWords(next.text, next.doNotTranslate)) complete(id, { ...hypothesis, text: next.text, quality: 100 });
    else {
      results.set(id, hypothesis);
      again.set(id, { ...request, ...next });
    }
  };
  const refused = ({ id, reason }: { readonly id: string; readonly reason: string }): void =>
    complete(id, { refusal: reason });
  const listener = options.decode
    ? { translated, refused }
    : { estimated: (estimate: TextResult & { id: string }) => complete(estimate.id, estimate), refused };
  await small.translate(requests, listener, { decode: options.decode }, options.signal);
  if (again.size === 0) return;
  await small.translate(
    [...again.values()],
    { translated: (one: TextResult & { id: string }) => complete(one.id, one), refused: ({ id }) => complete(id, {}) },
    { decode: true },
    options.signal,
  );
}

/** The terms of a text with their required translations; an initial capital is kept. */
function forcedWords({ segment }: PreparedSegment, text: string): { text: string; target: string }[] {
  return (segment.terms ?? []).flatMap(({ source, targets: [target], doNotTranslate }) =>
    target === undefined || doNotTranslate
      ? []
      : occurrencesOf(text, source).map((word) => {
          const capital = /^\p{Lu}/u.test(word) && /^\p{Ll}/u.test(source);
          return { text: word, target: capital ? target.charAt(0).toUpperCase() + target.slice(1) : target };
        }),
  );
}

/**
 * Identifies the request for a text: segments share an answer only if everything is equal, including terms and form of
 * address.
 */
function textId({ segment }: PreparedSegment, { text, doNotTranslate, names, sampled }: MessageText): string {
  const { direction, formality, terms = [] } = segment;
  const words = terms.map(({ source, targets: [target = ""] }) => `${source}=${target}`);
  return JSON.stringify([
    direction.source,
    direction.target,
    formality,
    text,
    doNotTranslate,
    names,
    sampled?.plain,
    words,
  ]);
}

function assemble(
  prepared: PreparedSegment,
  results: ReadonlyMap<string, TextResult>,
  { decode, minimumQuality = DEFAULT_MINIMUM_QUALITY }: LocalOptions,
): LocalResult {
  const { parts } = prepared;
  const texts = parts.texts.map((one) => results.get(textId(prepared, one)) ?? {});
  const refusal = texts.find((result) => result.refusal !== undefined)?.refusal;
  if (refusal !== undefined) {
    const findings: Finding[] = [
      { check: "small-model", severity: "error", problem: { code: "not-translated", message: refusal } },
    ];
    return { prepared, predicted: GAIN_WITHOUT_HYPOTHESIS, findings, usable: false };
  }
  const predicted = meanGain(texts.flatMap((result) => result.predicted ?? []));
  if (!decode) return { prepared, predicted, findings: [], usable: false };
  const hypothesis = parts.rebuild(texts.map((result) => result.text ?? ""));
  const { target: text, findings } = repair(checkedOf(prepared, hypothesis));
  const usable = isUsable(findings);
  const logProbability =
    texts.reduce((sum, result) => sum + (result.meanLogProbability ?? 0), 0) / Math.max(1, texts.length);
  // One wrong text makes the whole message wrong.
  const quality = Math.min(...texts.map((result) => result.quality ?? 0));
  const candidate: Candidate = { origin: "small", text, meanLogProbability: logProbability, quality };
  if (!usable) return { prepared, predicted: GAIN_WITHOUT_HYPOTHESIS, candidate, findings, usable };
  const isTruncated = texts.some(({ truncated }) => truncated);
  const draft = draftReason({ quality, isTruncated, findings }, minimumQuality);
  const isUnforeseen = draft && draft.code !== "predicted" && predicted.gain < GAIN_WITHOUT_HYPOTHESIS.gain;
  return {
    prepared,
    predicted: isUnforeseen ? GAIN_WITHOUT_HYPOTHESIS : predicted,
    candidate,
    findings,
    usable,
    ...(draft ? { draft } : {}),
  };
}

function meanGain(gains: readonly PredictedGain[]): PredictedGain {
  const mean = (name: "gain" | "low" | "high"): number =>
    gains.reduce((sum, one) => sum + one[name], 0) / Math.max(1, gains.length);
  return { gain: mean("gain"), low: mean("low"), high: mean("high"), stage: gains[0]?.stage ?? "prefill" };
}

import { isUsable } from "../checks/all-checks.js";
import type { Finding } from "../checks/check.js";
import { repair } from "../checks/repair.js";
import { terminology } from "../checks/rules/terminology.js";
import { occurrencesOf } from "../memory/termbase.js";
import { hasWords } from "../messages/has-words.js";
import { askAgain, type MessageText } from "../messages/message-text.js";
import type { Candidate, PredictedGain } from "../routing/decision.js";
import type { DraftReason } from "../routing/decision-reason.js";
import { withoutCapitals } from "./capitals.js";
import type { CheckedCandidate } from "./checked-candidate.js";
import { draftReason, minimumQualityFor } from "./draft.js";
import type { Refusal, SmallModel, SmallModelRequest, TextEstimate, TextHypothesis } from "./models.js";
import { checkedOf, type PreparedSegment } from "./prepared-segment.js";

/** What the small model made of a segment. Its candidate is undefined before decoding or if refused. */
export interface LocalResult extends CheckedCandidate {
  readonly predicted: PredictedGain;
  /** Why a usable candidate is a draft, see {@link draftReason}. */
  readonly draft?: DraftReason;
  /** The small model does not have this language. */
  readonly isLargeOnly?: true;
}

/** Progress: how many are done, of how many. */
export type Progress = (done: number, total: number) => void;

/** What is known of a text so far: an estimate, a hypothesis, or why there is none. */
type TextResult = Partial<TextHypothesis> & { readonly refusal?: string };

/** The assumed gain of a segment without a usable hypothesis. */
export const GAIN_WITHOUT_HYPOTHESIS: PredictedGain = { gain: 50, low: 25, high: 90, stage: "refined" };

/** How far to go, and what stops it. */
export interface LocalOptions {
  /** false for the prefill only, without hypotheses. */
  readonly decode: boolean;
  /** Predicted quality below which a hypothesis is a draft, 0 to 100; {@link DEFAULT_MINIMUM_QUALITY} by default. */
  readonly minimumQuality?: number | undefined;
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
  const first = new TextPass(options, (result) => {
    if (options.decode && lacksTerm(result)) unmet.push(result);
    else report(result);
  });
  for (const prepared of segments) first.add(prepared, false);
  if (segments.length > 0) await first.run(small);
  // Second pass: force the terms that the model left out, even if grammar suffers.
  const before = new Map(unmet.map((result) => [result.prepared, result]));
  const second = new TextPass(options, (forced) => {
    report(forced.usable ? forced : (before.get(forced.prepared) ?? forced));
  });
  for (const prepared of before.keys()) second.add(prepared, true);
  if (before.size > 0) await second.run(small);
}

/** Whether a hypothesis breaks the termbase, and forcing could help. */
function lacksTerm({ findings, candidate }: LocalResult): boolean {
  return candidate !== undefined && findings.some(({ check }) => check === terminology.name);
}

/** One pass of the small model; repeated texts are translated once. */
class TextPass {
  readonly #options: LocalOptions;
  readonly #report: (result: LocalResult) => void;
  /** By the ids of requests. */
  readonly #asked = new Map<string, { readonly text: MessageText; readonly request: SmallModelRequest }>();
  readonly #results = new Map<string, TextResult>();
  /** The segments that need a text. */
  readonly #waiting = new Map<string, PreparedSegment[]>();
  /** How many texts a segment still lacks. */
  readonly #missing = new Map<PreparedSegment, number>();
  /** Second requests, see {@link askAgain}. */
  readonly #again = new Map<string, SmallModelRequest>();

  constructor(options: LocalOptions, report: (result: LocalResult) => void) {
    this.#options = options;
    this.#report = report;
  }

  /** Adds a segment. @param isForced whether its terms must be in the translation */
  add(prepared: PreparedSegment, isForced: boolean): void {
    const { direction, formality } = prepared.segment;
    this.#missing.set(prepared, prepared.parts.texts.length);
    for (const one of prepared.parts.texts) {
      const id = textId(prepared, one);
      const users = this.#waiting.get(id);
      if (users) {
        users.push(prepared);
        continue;
      }
      const { text, doNotTranslate } = one;
      this.#waiting.set(id, [prepared]);
      const request = { id, text, direction, doNotTranslate, ...(formality ? { formality } : {}) };
      const forced = isForced ? { forced: forcedWords(prepared, text) } : {};
      this.#asked.set(id, { text: one, request: { ...request, ...forced } });
    }
  }

  /** Translates all texts, and some of them a second time. */
  async run(model: SmallModel): Promise<void> {
    const small = withoutCapitals(model);
    const { decode, signal } = this.#options;
    const refused = ({ id, reason }: Refusal): void => this.#complete(id, { refusal: reason });
    const listener = decode
      ? { translated: (hypothesis: TextHypothesis) => this.#translated(hypothesis), refused }
      : { estimated: (estimate: TextEstimate) => this.#complete(estimate.id, estimate), refused };
    const requests = [...this.#asked.values()].map(({ request }) => request);
    await small.translate(requests, listener, { decode }, signal);
    if (this.#again.size === 0) return;
    await small.translate(
      [...this.#again.values()],
      {
        translated: (one: TextHypothesis) => this.#complete(one.id, one),
        refused: ({ id }) => this.#complete(id, {}),
      },
      { decode: true },
      signal,
    );
  }

  /** Takes a first hypothesis, or notes a second request for its text. */
  #translated(hypothesis: TextHypothesis): void {
    const { id, text } = hypothesis;
    const asked = this.#asked.get(id);
    const next = asked && askAgain(asked.text, text);
    if (!next) this.#complete(id, hypothesis);
    // A mere name is its own translation, without any doubt.
    else if (!hasWords(next.text, next.doNotTranslate)) {
      this.#complete(id, { ...hypothesis, text: next.text, quality: 100 });
    } else {
      this.#results.set(id, hypothesis);
      this.#again.set(id, { ...asked.request, ...next });
    }
  }

  /** Adds the result of a text; reports the segments that are now complete. */
  #complete(id: string, result: TextResult): void {
    this.#results.set(id, { ...this.#results.get(id), ...result });
    for (const prepared of this.#waiting.get(id) ?? []) {
      const left = (this.#missing.get(prepared) ?? 0) - 1;
      this.#missing.set(prepared, left);
      if (left === 0) this.#report(assemble(prepared, this.#results, this.#options));
    }
  }
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
  { decode, minimumQuality }: LocalOptions,
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
  const minimum = minimumQualityFor(prepared.hasDraftMark, minimumQuality);
  const draft = draftReason({ quality, isTruncated, findings }, minimum);
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

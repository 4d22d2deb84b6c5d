import { messageOf } from "../core/errors.js";
import type { ModelDirection } from "../core/language/directions.js";
import { unmask } from "../core/messages/unmask.js";
import type { PredictedGain } from "../core/routing/decision.js";
import { copiedWordsOf, type HypothesisFeatures, predictGain, predictQuality } from "../core/routing/probe.js";
import type { SmallModelRequest } from "../core/translate/models.js";
import { type DecodeListener, Decoder, type Prefilled } from "./decode.js";
import { type Model, readModelFolder } from "./model-folder.js";
import { type Job, jobFor, type Part, templateFor } from "./prompt.js";
import type { Estimate, Hypothesis, TranslateListener, TranslateOptions } from "./protocol.js";
import type { Decoded, Prompt } from "./search.js";
import { meanLogProbability } from "./search-mode.js";
import { Session } from "./session.js";
import { ALL_SCRIPTS } from "./token-traits.js";
import { Tokenizer } from "./tokenizer.js";

/** Texts in one forward pass: more would hardly be faster, and their cache takes memory. */
const DEFAULT_BATCH = 64;

/** The small model: tokenizer, graph and probe of one model folder. */
export class Translator {
  readonly #folder: Model;
  readonly #tokenizer: Tokenizer;
  readonly #session: Session;
  readonly #decoder: Decoder;

  private constructor(folder: Model, tokenizer: Tokenizer, session: Session) {
    this.#folder = folder;
    this.#tokenizer = tokenizer;
    this.#session = session;
    this.#decoder = new Decoder(session, tokenizer, {
      layers: folder.layers,
      size: folder.keyValueHeads * folder.headSize,
    });
  }

  /**
   * Loads a model folder.
   *
   * @param threads of one forward pass
   * @param passed called after each forward pass
   * @throws {RouteLmtError} `model-incomplete`
   */
  static async load(path: string, threads: number, passed?: () => void): Promise<Translator> {
    const { tokenizer, ...model } = await readModelFolder(path);
    return new Translator(model, new Tokenizer({ ...model, tokenizer }), await Session.load(model, threads, passed));
  }

  get name(): string {
    return this.#folder.name;
  }

  get directions(): readonly ModelDirection[] {
    return this.#folder.routing.directions;
  }

  /** Token ids of a text, for tests and for comparing with other tokenizers. */
  encode(text: string): readonly number[] {
    return this.#tokenizer.encode(text);
  }

  /**
   * Translates texts in batches of similar length, shortest first, and reports every estimate and
   * hypothesis as soon as it is available.
   *
   * @throws {RouteLmtError} `direction-unsupported` before anything runs; `cancelled`
   */
  async translate(
    requests: readonly SmallModelRequest[],
    listener: TranslateListener,
    options: TranslateOptions = {},
    signal?: AbortSignal,
  ): Promise<void> {
    const templates = requests.map((request) => templateFor(request, this.#folder));
    const parts: Part[] = [];
    for (const [index, request] of requests.entries()) {
      try {
        const template = templates[index] as string;
        parts.push(...jobFor(request, template, this.#folder, this.#tokenizer, options.inOnePiece).parts);
      } catch (error) {
        listener.refused?.({ id: request.id, reason: messageOf(error) });
      }
    }
    parts.sort(byLength);
    // Separately, because Latin script alone is faster, and no result may depend on what else is in the batch.
    for (const allScripts of [false, true]) {
      const some = parts.filter((part) => isLatinOnly(part) !== allScripts);
      await this.#search(some, { ...options, allScripts }, listener, signal);
    }
  }

  /** Frees the native memory. */
  async dispose(): Promise<void> {
    await this.#session.dispose();
  }

  async #search(
    parts: readonly Part[],
    options: TranslateOptions & { readonly allScripts: boolean },
    listener: TranslateListener,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { search = "auto", decode = true, batchSize: rows = DEFAULT_BATCH, allScripts } = options;
    const report: DecodeListener = {
      prefilled: (index, result) => {
        const part = parts[index] as Part;
        const isFirst = part.prefill === undefined;
        part.prefill = result;
        if (isFirst && ++part.job.prefilled === part.job.parts.length)
          listener.estimated?.(this.#estimateOf(part.job, options));
      },
      decoded: (index, result) => {
        const part = parts[index] as Part;
        part.result = result;
        if (++part.job.decoded === part.job.parts.length) listener.translated?.(this.#hypothesisOf(part.job, options));
      },
    };
    await this.#decoder.run(parts, report, { decode, search, rows, allScripts }, signal);
  }

  #estimateOf({ request, parts }: Job, options: TranslateOptions): Estimate {
    const { probe } = this.#folder.routing;
    const hidden = parts[0]?.prefill?.hidden;
    return {
      id: request.id,
      predicted: meanGain(parts, (part) =>
        predictGain(probe, request.direction.target, { ...prefillOf(part), sourceTokens: part.sourceTokens }),
      ),
      sourceTokens: parts.reduce((sum, part) => sum + part.sourceTokens, 0),
      entropy: weightedMean(parts, (part) => prefillOf(part).entropy),
      ...(options.withHidden && hidden ? { hidden: [...hidden] } : {}),
    };
  }

  #hypothesisOf(job: Job, options: TranslateOptions): Hypothesis {
    const { probe, hypothesisPrefix } = this.#folder.routing;
    const { parts } = job;
    const texts = parts.map((part) => {
      const decoded = this.#tokenizer.decode(decodedOf(part).tokens);
      const trimmed = decoded.startsWith(hypothesisPrefix) ? decoded.slice(hypothesisPrefix.length) : decoded;
      return unmask(trimmed, { text: part.source, items: part.items });
    });
    const { target } = job.request.direction;
    const features = new Map(parts.map((part, index) => [part, featuresOf(part, texts[index] as string)]));
    const featured = (part: Part): HypothesisFeatures => features.get(part) as HypothesisFeatures;
    return {
      ...this.#estimateOf(job, options),
      predicted: meanGain(parts, (part) => predictGain(probe, target, featured(part))),
      quality: Math.min(...parts.map((part) => predictQuality(probe, target, featured(part)))),
      text: parts.map(({ space }, index) => texts[index] + space).join(""),
      tokens: parts.reduce((sum, part) => sum + decodedOf(part).tokens.length, 0),
      meanLogProbability: weightedMean(parts, meanOf),
      truncated: parts.some((part) => decodedOf(part).truncated),
      ...(options.withHidden
        ? {
            hypothesisHidden: [...decodedOf(parts[0] as Part).hidden],
            logProbabilities: parts.flatMap((part) => decodedOf(part).logProbabilities),
          }
        : {}),
    };
  }
}

function isLatinOnly({ banned }: Prompt): boolean {
  return (banned & ALL_SCRIPTS) === ALL_SCRIPTS;
}

function byLength(a: Prompt, b: Prompt): number {
  return a.tokens.length - b.tokens.length;
}

function prefillOf(part: Part): Prefilled {
  if (!part.prefill) throw new TypeError("the part was not prefilled");
  return part.prefill;
}

/** What the probe looks at. */
function featuresOf(part: Part, text: string): HypothesisFeatures {
  const { logProbabilities, hidden: hypothesis } = decodedOf(part);
  const copiedWords = copiedWordsOf(unmask(part.source, { text: part.source, items: part.items }), text);
  return { ...prefillOf(part), sourceTokens: part.sourceTokens, hypothesis, logProbabilities, copiedWords };
}

function decodedOf(part: Part): Decoded {
  if (!part.result) throw new TypeError("the part was not decoded");
  return part.result;
}

/** Mean log-probability of the tokens of a part's hypothesis and its end. */
function meanOf(part: Part): number {
  return meanLogProbability(decodedOf(part));
}

/** Parts count by their length. */
function weightedMean(parts: readonly Part[], value: (part: Part) => number): number {
  const total = parts.reduce((sum, part) => sum + part.sourceTokens, 0);
  return parts.reduce((sum, part) => sum + value(part) * part.sourceTokens, 0) / Math.max(1, total);
}

function meanGain(parts: readonly Part[], gainOf: (part: Part) => PredictedGain): PredictedGain {
  const gains = new Map(parts.map((part) => [part, gainOf(part)]));
  const mean = (name: "gain" | "low" | "high"): number => weightedMean(parts, (part) => gains.get(part)?.[name] ?? 0);
  return {
    gain: mean("gain"),
    low: mean("low"),
    high: mean("high"),
    stage: "prefill",
    ...[...gains.values()].map(({ stage, calibratedOn }) => ({ stage, ...(calibratedOn ? { calibratedOn } : {}) }))[0],
  };
}

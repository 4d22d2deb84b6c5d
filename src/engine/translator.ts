import { messageOf, RouteLmtError } from "../core/errors.js";
import { findProtectedItems, itemsWithin, mask } from "../core/protect/mask.js";
import { splitSentences } from "../core/protect/sentences.js";
import { unmask } from "../core/protect/unmask.js";
import { predictGain } from "../core/routing/probe.js";
import { type Direction, directionName, type PredictedGain } from "../core/segment.js";
import { type DecodeOptions, Decoder, type Prefilled } from "./decode.js";
import { type ModelFolder, readModelFolder } from "./model-folder.js";
import type { Decoded, Prompt } from "./search.js";
import { Session } from "./session.js";
import { ALL_SCRIPTS } from "./token-traits.js";
import { Tokenizer } from "./tokenizer.js";

/** A text to translate, or to estimate. */
export interface TranslationRequest {
  readonly id: string;
  readonly text: string;
  readonly direction: Direction;
  /** Literal words to carry over unchanged, besides the known placeholder syntaxes. */
  readonly doNotTranslate: readonly string[];
  /** Literal words and what must stand for them: the model decides where, not what. */
  readonly forced?: readonly { readonly text: string; readonly target: string }[];
}

/** What the prefill says of a text. */
export interface Estimate {
  readonly id: string;
  readonly predicted: PredictedGain;
  readonly sourceTokens: number;
  /** Entropy of the first target token's distribution, in nats. */
  readonly entropy: number;
  /** Hidden state of the last prompt token; only when asked for. */
  readonly hidden?: readonly number[];
}

/** The small model's translation of a text, with the estimate refined by it. */
export interface Hypothesis extends Estimate {
  readonly text: string;
  readonly tokens: number;
  /** Mean log-probability of its tokens, in nats. */
  readonly meanLogProbability: number;
  /** The length limit ended it. */
  readonly truncated: boolean;
}

/** A text that the small model cannot take. */
export interface Refusal {
  readonly id: string;
  readonly reason: string;
}

/** What to do, and how fast. */
export interface TranslateOptions {
  /** Most texts in one forward pass, beams counted; {@link DEFAULT_BATCH} where it is not said. */
  readonly batchSize?: number;
  /** false: prefill only, no hypotheses. */
  readonly decode?: boolean;
  /** Report hidden states, for fitting probes. */
  readonly withHidden?: boolean;
}

/** Where results go, each as soon as it is there. */
export interface TranslateListener {
  estimated?(estimate: Estimate): void;
  translated?(hypothesis: Hypothesis): void;
  refused?(refusal: Refusal): void;
}

/** Texts in one forward pass: more are hardly faster, and their cache takes memory. */
const DEFAULT_BATCH = 64;

/** A hypothesis may have this many times the tokens of its source, and some more. */
const LENGTH_FACTOR = 2;
const LENGTH_MARGIN = 12;
/** Texts longer than this are translated sentence by sentence: the model has seen few longer ones. */
const LONGEST_PART = 240;

/** One text on its way; a long one has several parts. */
interface Job {
  readonly request: TranslationRequest;
  readonly parts: Part[];
  prefilled: number;
  decoded: number;
}

interface Part extends Prompt {
  readonly job: Job;
  /** The masked text. */
  readonly source: string;
  readonly sourceTokens: number;
  readonly space: string;
  prefill?: Prefilled;
  result?: Decoded;
}

/** The small model: tokenizer, graph and probe of one model folder. */
export class Translator {
  readonly #folder: ModelFolder;
  readonly #tokenizer: Tokenizer;
  readonly #session: Session;
  readonly #decoder: Decoder;

  private constructor(folder: ModelFolder, tokenizer: Tokenizer, session: Session) {
    this.#folder = folder;
    this.#tokenizer = tokenizer;
    this.#session = session;
    this.#decoder = new Decoder(session, tokenizer, { layers: folder.layers, size: folder.keyValueHeads * folder.headSize });
  }

  /**
   * Loads a model folder.
   *
   * @param threads of one forward pass
   * @throws {RouteLmtError} `model-incomplete`
   */
  static async load(path: string, threads: number): Promise<Translator> {
    const folder = await readModelFolder(path);
    return new Translator(folder, new Tokenizer(folder), await Session.load(folder, threads));
  }

  get name(): string {
    return this.#folder.name;
  }

  get directions(): readonly Direction[] {
    return this.#folder.routing.directions;
  }

  /** Token ids of a text, for tests and for comparing with other tokenizers. */
  encode(text: string): readonly number[] {
    return this.#tokenizer.encode(text);
  }

  /**
   * Translates texts in batches of like length, shortest first, and reports every estimate and
   * hypothesis as soon as it is there.
   *
   * @throws {RouteLmtError} `direction-unsupported` before anything runs; `cancelled`
   */
  async translate(
    requests: readonly TranslationRequest[],
    listener: TranslateListener,
    options: TranslateOptions = {},
    signal?: AbortSignal,
  ): Promise<void> {
    for (const { direction } of requests) this.#requireDirection(direction);
    const parts: Part[] = [];
    for (const request of requests) {
      try {
        parts.push(...this.#prepare(request).parts);
      } catch (error) {
        listener.refused?.({ id: request.id, reason: messageOf(error) });
      }
    }
    parts.sort((a, b) => a.tokens.length - b.tokens.length);
    // Apart, because the Latin script alone is faster, and no result depends on what else is in the batch.
    const [latin, others] = [true, false].map((isLatin) => parts.filter((part) => isLatinOnly(part) === isLatin));
    for (const [allScripts, some] of [[false, latin ?? []], [true, others ?? []]] as const) {
      if (some.length > 0) await this.#decode(some, { ...options, width: 1, allScripts }, listener, signal);
    }
  }

  /** Frees the native memory. */
  async dispose(): Promise<void> {
    await this.#session.dispose();
  }

  #requireDirection(direction: Direction): void {
    const known = this.directions.some(
      ({ source, target }) => source === baseLanguage(direction.source) && target === baseLanguage(direction.target),
    );
    if (known) return;
    throw new RouteLmtError(
      "direction-unsupported",
      `The small model ${this.name} does not translate ${directionName(direction)}`,
      `It translates ${this.directions.map(directionName).join(", ")}. Choose one of these, or another model folder.`,
    );
  }

  #prepare(request: TranslationRequest): Job {
    const job: Job = { request, parts: [], prefilled: 0, decoded: 0 };
    const forced = new Map(request.forced?.map(({ text, target }) => [text, target]));
    const template = this.#folder.routing.template.replace("{target}", baseLanguage(request.direction.target));
    const controls = this.#tokenizer.controls.filter((content) => request.text.includes(content));
    const all = findProtectedItems(request.text, [...controls, ...request.doNotTranslate, ...forced.keys()]);
    let start = 0;
    for (const { text, space } of splitSentences(request.text, request.direction.source, LONGEST_PART, all)) {
      const masked = mask(text, itemsWithin(all, start, start + text.length));
      start += text.length + space.length;
      const tokens = this.#tokenizer.encode(template.replace("{source}", () => masked.text));
      const sourceIds = this.#tokenizer.encode(masked.text);
      const sourceTokens = sourceIds.length;
      const room = this.#folder.maxTokens - tokens.length - masked.items.length - 1;
      if (room < sourceTokens)
        throw new RangeError(`one sentence has ${sourceTokens} tokens; the model takes ${this.#folder.maxTokens / 2}`);
      const limit = Math.min(room, sourceTokens * LENGTH_FACTOR + LENGTH_MARGIN);
      const items = masked.items.map((item) => ({ ...item, text: forced.get(item.text) ?? item.text }));
      const banned = this.#tokenizer.bannedFor(masked.text, sourceIds, request.direction.target);
      const prefix = this.#tokenizer.prefixLength(tokens);
      job.parts.push({ job, tokens, prefix, items, source: masked.text, banned, limit, sourceTokens, space });
    }
    return job;
  }

  async #decode(
    parts: readonly Part[],
    options: TranslateOptions & Pick<DecodeOptions, "width" | "allScripts">,
    listener: TranslateListener,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const at = (index: number): Part => parts[index] as Part;
    await this.#decoder.run(
      parts,
      {
        prefilled: (index, result) => {
          const part = at(index);
          part.prefill = result;
          if (++part.job.prefilled === part.job.parts.length) listener.estimated?.(this.#estimateOf(part.job, options));
        },
        decoded: (index, result) => {
          const part = at(index);
          part.result = result;
          if (++part.job.decoded === part.job.parts.length)
            listener.translated?.(this.#hypothesisOf(part.job, options));
        },
      },
      { ...options, decode: options.decode ?? true, rows: options.batchSize ?? DEFAULT_BATCH },
      signal,
    );
  }

  #estimateOf({ request, parts }: Job, options: TranslateOptions): Estimate {
    const { probe } = this.#folder.routing;
    const hidden = parts[0]?.prefill?.hidden;
    return {
      id: request.id,
      predicted: meanGain(parts, (part) => predictGain(probe, { ...prefillOf(part), sourceTokens: part.sourceTokens })),
      sourceTokens: parts.reduce((sum, part) => sum + part.sourceTokens, 0),
      entropy: weightedMean(parts, (part) => prefillOf(part).entropy),
      ...(options.withHidden && hidden ? { hidden: [...hidden] } : {}),
    };
  }

  #hypothesisOf(job: Job, options: TranslateOptions): Hypothesis {
    const { probe, hypothesisPrefix } = this.#folder.routing;
    const { parts } = job;
    const text = parts.map((part) => {
      const decoded = this.#tokenizer.decode(decodedOf(part).tokens);
      const trimmed = decoded.startsWith(hypothesisPrefix) ? decoded.slice(hypothesisPrefix.length) : decoded;
      return unmask(trimmed, { text: part.source, items: part.items }) + part.space;
    });
    const refined = (part: Part): PredictedGain => {
      const { tokens } = decodedOf(part);
      const meanLogProbability = meanOf(part);
      return predictGain(probe, {
        ...prefillOf(part),
        sourceTokens: part.sourceTokens,
        meanLogProbability,
        tokens: tokens.length,
      });
    };
    return {
      ...this.#estimateOf(job, options),
      predicted: meanGain(parts, refined),
      text: text.join(""),
      tokens: parts.reduce((sum, part) => sum + decodedOf(part).tokens.length, 0),
      meanLogProbability: weightedMean(parts, meanOf),
      truncated: parts.some((part) => decodedOf(part).truncated),
    };
  }
}

function isLatinOnly({ banned }: Prompt): boolean {
  return (banned & ALL_SCRIPTS) === ALL_SCRIPTS;
}

function baseLanguage(tag: string): string {
  return tag.split("-")[0] ?? tag;
}

function prefillOf(part: Part): Prefilled {
  if (!part.prefill) throw new TypeError("the part was not prefilled");
  return part.prefill;
}

function decodedOf(part: Part): Decoded {
  if (!part.result) throw new TypeError("the part was not decoded");
  return part.result;
}

/** Mean log-probability of the tokens of a part's hypothesis and its end. */
function meanOf(part: Part): number {
  const { logProbabilities } = decodedOf(part);
  return logProbabilities.reduce((sum, one) => sum + one, 0) / logProbabilities.length;
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
    stage: [...gains.values()][0]?.stage ?? "prefill",
  };
}

import { messageOf } from "../core/errors.js";
import { type ModelDirection, requireDirection } from "../core/language/directions.js";
import type { Formality } from "../core/language/formality.js";
import { findProtectedItems, itemsWithin, mask } from "../core/protect/mask.js";
import { splitSentences } from "../core/protect/sentences.js";
import { unmask } from "../core/protect/unmask.js";
import { copiedWordsOf, type HypothesisFeatures, predictGain, predictQuality } from "../core/routing/probe.js";
import type { Direction, PredictedGain } from "../core/segment.js";
import { Decoder, type Prefilled } from "./decode.js";
import { isUnsure, meanLogProbability } from "./doubt.js";
import { type ModelFolder, readModelFolder } from "./model-folder.js";
import type { Decoded, Prompt } from "./search.js";
import type { SearchMode } from "./search-mode.js";
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
  /** How to address the reader; where the direction does not promise it, the model is not told. */
  readonly formality?: Formality;
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
  /** Predicted judged quality, 0 to 100. */
  readonly quality: number;
  /** The length limit ended it. */
  readonly truncated: boolean;
  /** Log-probability of each token and of the end, in nats; only when hidden states are asked for. */
  readonly logProbabilities?: readonly number[];
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
  /** Every text in one piece, however long: to measure what taking them apart does. */
  readonly inOnePiece?: boolean;
  /** Report hidden states and log-probabilities, for fitting probes. */
  readonly withHidden?: boolean;
  /** How hypotheses are searched for; `auto` where it is not said. */
  readonly search?: SearchMode;
}

/** Where results go, each as soon as it is there. */
export interface TranslateListener {
  estimated?(estimate: Estimate): void;
  translated?(hypothesis: Hypothesis): void;
  refused?(refusal: Refusal): void;
}

/** Texts in one forward pass: more are hardly faster, and their cache takes memory. */
const DEFAULT_BATCH = 64;

/** Beams of a search that is not greedy. */
const BEAMS = 4;

/** A hypothesis may have this many times the tokens of its source, and some more. */
const LENGTH_FACTOR = 2;
const LENGTH_MARGIN = 12;
/** Lines longer than this are translated sentence by sentence: the model has seen few longer ones (docs/engine.md, "Long texts"). */
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
    this.#decoder = new Decoder(session, tokenizer, {
      layers: folder.layers,
      size: folder.keyValueHeads * folder.headSize,
    });
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

  get directions(): readonly ModelDirection[] {
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
    const prompts = requests.map((request) => this.#promptFor(request));
    const parts: Part[] = [];
    for (const [index, request] of requests.entries()) {
      try {
        parts.push(...this.#prepare(request, prompts[index] ?? "", options.inOnePiece).parts);
      } catch (error) {
        listener.refused?.({ id: request.id, reason: messageOf(error) });
      }
    }
    parts.sort(byLength);
    // Apart, because the Latin script alone is faster, and no result depends on what else is in the batch.
    for (const allScripts of [false, true]) {
      const some = parts.filter((part) => isLatinOnly(part) !== allScripts);
      await this.#search(some, { ...options, allScripts }, listener, signal);
    }
  }

  /** Frees the native memory. */
  async dispose(): Promise<void> {
    await this.#session.dispose();
  }

  /** The template with the direction's own tag and, where the model keeps to it when told, the form of address. */
  #promptFor({ direction, formality }: TranslationRequest): string {
    const { target, formality: promised, usual } = requireDirection(this.name, direction, this.directions).direction;
    const isTold = formality !== undefined && formality !== usual && promised?.includes(formality);
    const marker = isTold ? `<${formality}>` : "";
    return this.#folder.routing.template.replace("{target}", target).replace("{formality}", marker);
  }

  #prepare(request: TranslationRequest, template: string, inOnePiece = false): Job {
    const job: Job = { request, parts: [], prefilled: 0, decoded: 0 };
    const forced = new Map(request.forced?.map(({ text, target }) => [text, target]));
    const controls = this.#tokenizer.controls.filter((content) => request.text.includes(content));
    const all = findProtectedItems(request.text, [...controls, ...request.doNotTranslate, ...forced.keys()]);
    let start = 0;
    const pieces = inOnePiece
      ? [{ text: request.text, space: "" }]
      : splitSentences(request.text, request.direction.source, LONGEST_PART, all);
    for (const { text, space } of pieces) {
      const masked = mask(text, itemsWithin(all, start, start + text.length));
      start += text.length + space.length;
      const tokens = this.#tokenizer.encode(template.replace("{source}", () => masked.text));
      const prefix = this.#tokenizer.prefixLength(tokens);
      const sourceTokens = tokens.length - prefix - 1;
      const room = this.#folder.maxTokens - tokens.length - masked.items.length - 1;
      if (room < sourceTokens)
        throw new RangeError(`one sentence has ${sourceTokens} tokens; the model takes ${this.#folder.maxTokens / 2}`);
      const limit = Math.min(room, sourceTokens * LENGTH_FACTOR + LENGTH_MARGIN);
      const items = masked.items.map((item) => ({ ...item, text: forced.get(item.text) ?? item.text }));
      const banned = this.#tokenizer.bannedFor(masked.text, tokens.slice(prefix, -1), request.direction.target);
      job.parts.push({ job, tokens, prefix, items, source: masked.text, banned, limit, sourceTokens, space });
    }
    return job;
  }

  async #search(
    parts: readonly Part[],
    options: TranslateOptions & { readonly allScripts: boolean },
    listener: TranslateListener,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { search = "auto", decode = true, batchSize: rows = DEFAULT_BATCH, allScripts } = options;
    const unsure: Part[] = [];
    const prefilled = (part: Part, result: Prefilled): void => {
      part.prefill = result;
      if (++part.job.prefilled === part.job.parts.length) listener.estimated?.(this.#estimateOf(part.job, options));
    };
    const decoded = (part: Part, result: Decoded): void => {
      part.result = result;
      if (++part.job.decoded === part.job.parts.length) listener.translated?.(this.#hypothesisOf(part.job, options));
    };
    const width = search === "beam" ? BEAMS : 1;
    const first = {
      prefilled: (index: number, result: Prefilled) => prefilled(parts[index] as Part, result),
      decoded: (index: number, result: Decoded) => {
        const part = parts[index] as Part;
        if (search === "auto" && isUnsure(result)) unsure.push(part);
        else decoded(part, result);
      },
    };
    await this.#decoder.run(parts, first, { decode, width, rows, allScripts }, signal);
    unsure.sort(byLength);
    const second = {
      prefilled: () => undefined,
      decoded: (index: number, result: Decoded) => decoded(unsure[index] as Part, result),
    };
    await this.#decoder.run(unsure, second, { decode, width: BEAMS, rows, allScripts }, signal);
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
      ...(options.withHidden ? { logProbabilities: parts.flatMap((part) => decodedOf(part).logProbabilities) } : {}),
    };
  }
}

function byLength(a: Prompt, b: Prompt): number {
  return a.tokens.length - b.tokens.length;
}

function isLatinOnly({ banned }: Prompt): boolean {
  return (banned & ALL_SCRIPTS) === ALL_SCRIPTS;
}

function prefillOf(part: Part): Prefilled {
  if (!part.prefill) throw new TypeError("the part was not prefilled");
  return part.prefill;
}

/** What the probe looks at. */
function featuresOf(part: Part, text: string): HypothesisFeatures {
  const { logProbabilities } = decodedOf(part);
  const copiedWords = copiedWordsOf(unmask(part.source, { text: part.source, items: part.items }), text);
  return { ...prefillOf(part), sourceTokens: part.sourceTokens, logProbabilities, copiedWords };
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

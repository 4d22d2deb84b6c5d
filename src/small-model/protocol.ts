import { NotificationType, RequestType } from "vscode-jsonrpc/node";
import type { ModelDirection } from "../core/language/directions.js";
import type { Refusal, SmallModelRequest, TextEstimate, TextHypothesis } from "../core/translate/models.js";
import type { ErrorData } from "./error-data.js";
import type { SearchMode } from "./search-mode.js";

/** JSON-RPC between the model host process and its client, over standard input and output. */

/** Loads a model folder; must come first. */
export const load = new RequestType<LoadParams, LoadResult, ErrorData>("load");

/** Translates texts; results are notifications, and the answer comes when all are done. */
export const translate = new RequestType<TranslateParams, null, ErrorData>("translate");

export const estimated = new NotificationType<Estimate>("estimated");
export const translated = new NotificationType<Hypothesis>("translated");
export const refused = new NotificationType<Refusal>("refused");
/** A sign of life: a forward pass has ended. Sent at most once in {@link PROGRESS_INTERVAL} ms. */
export const progressed = new NotificationType<null>("progressed");
export const PROGRESS_INTERVAL = 1000;

export interface LoadParams {
  readonly folder: string;
  readonly threads: number;
}

export interface LoadResult {
  readonly name: string;
  readonly directions: readonly ModelDirection[];
}

export interface TranslateParams {
  readonly requests: readonly SmallModelRequest[];
  readonly options: TranslateOptions;
}

/** A text's estimate from the prefill, with what it was made from. */
export interface Estimate extends TextEstimate {
  readonly sourceTokens: number;
  /** Entropy of the first target token's distribution, in nats. */
  readonly entropy: number;
  /** Hidden state of the last prompt token; only if requested. */
  readonly hidden?: readonly number[];
}

/** A hypothesis, with what it was made from. */
export interface Hypothesis extends Estimate, TextHypothesis {
  readonly tokens: number;
  /** Mean hidden state of the hypothesis, or of its first part; only if requested. */
  readonly hypothesisHidden?: readonly number[];
  /** Log-probability of each token and of the end, in nats; only if hidden states are requested. */
  readonly logProbabilities?: readonly number[];
}

/** Options of a translation. */
export interface TranslateOptions {
  /** Most rows in one forward pass, including beams; default 64. */
  readonly batchSize?: number;
  /** false: prefill only, no hypotheses. */
  readonly decode?: boolean;
  /** Every text in one piece, however long: to measure the effect of splitting. */
  readonly inOnePiece?: boolean;
  /** Report hidden states and log-probabilities, for fitting probes. */
  readonly withHidden?: boolean;
  /** How hypotheses are searched for; default `auto`. */
  readonly search?: SearchMode;
}

/** Receives results, each as soon as it is available. */
export interface TranslateListener {
  estimated?(estimate: Estimate): void;
  translated?(hypothesis: Hypothesis): void;
  refused?(refusal: Refusal): void;
}

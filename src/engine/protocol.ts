import { NotificationType, RequestType } from "vscode-jsonrpc/node";
import type { Direction } from "../core/segment.js";
import type { ErrorData } from "./error-data.js";
import type { Estimate, Hypothesis, Refusal, TranslateOptions, TranslationRequest } from "./translator.js";

/** JSON-RPC between the model host process and its client, over standard input and output. */

/** Loads a model folder; must come first. */
export const load = new RequestType<LoadParams, LoadResult, ErrorData>("load");

/** Translates texts; results come as notifications, the answer when all are done. */
export const translate = new RequestType<TranslateParams, null, ErrorData>("translate");

export const estimated = new NotificationType<Estimate>("estimated");
export const translated = new NotificationType<Hypothesis>("translated");
export const refused = new NotificationType<Refusal>("refused");

export interface LoadParams {
  readonly folder: string;
  readonly threads: number;
}

export interface LoadResult {
  readonly name: string;
  readonly directions: readonly Direction[];
}

export interface TranslateParams {
  readonly requests: readonly TranslationRequest[];
  readonly options: TranslateOptions;
}

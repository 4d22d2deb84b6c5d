import { Worker } from "node:worker_threads";
import { type ErrorCode, messageOf, RouteLmtError } from "../core/errors.js";
import type { Direction } from "../core/segment.js";
import type {
  Estimate,
  Hypothesis,
  Refusal,
  TranslateListener,
  TranslateOptions,
  TranslationRequest,
} from "./translator.js";

/** What a worker thread is started with. */
export interface WorkerOptions {
  readonly folder: string;
}

/** An error on its way between threads or processes. */
export interface ErrorData {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}

/** Messages to a worker. */
export type ToWorker =
  | { readonly kind: "translate"; readonly requests: readonly TranslationRequest[]; readonly options: TranslateOptions }
  | { readonly kind: "cancel" };

/** Messages from a worker; every `translate` ends with `done` or `failed`. */
export type FromWorker =
  | { readonly kind: "ready"; readonly name: string; readonly directions: readonly Direction[] }
  | { readonly kind: "estimated"; readonly estimate: Estimate }
  | { readonly kind: "translated"; readonly hypothesis: Hypothesis }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly error: ErrorData };

/** Texts in one forward pass, where the caller does not say. */
export const DEFAULT_BATCH = 32;

/** Spells an error for another thread. */
export function errorData(error: unknown): ErrorData {
  if (error instanceof RouteLmtError) return { code: error.code, message: error.message, advice: error.advice };
  return {
    code: "model-crashed",
    message: messageOf(error),
    advice: "Run again; if it stays, report it with the log.",
  };
}

/** The error that was spelt. */
export function errorOf({ code, message, advice }: ErrorData): RouteLmtError {
  return new RouteLmtError(code as ErrorCode, message, advice);
}

/**
 * The small model on several processor threads: one single-threaded session in a worker thread each.
 * One session that shares two threads gains next to nothing from the second; two sessions gain about
 * a fifth (`npm run bench:engine`). And the host stays free to hear of cancellation.
 */
export class TranslatorPool {
  readonly #workers: readonly Worker[];
  readonly name: string;
  readonly directions: readonly Direction[];

  private constructor(workers: readonly Worker[], name: string, directions: readonly Direction[]) {
    this.#workers = workers;
    this.name = name;
    this.directions = directions;
  }

  /**
   * Starts the workers, each of which loads the model.
   *
   * @param entry path of the bundled `model-worker.cjs`
   * @throws {RouteLmtError} `model-incomplete`
   */
  static async load(entry: string, folder: string, threads: number): Promise<TranslatorPool> {
    const workers = Array.from(
      { length: threads },
      () => new Worker(entry, { workerData: { folder } satisfies WorkerOptions }),
    );
    try {
      const [first] = await Promise.all(workers.map(ready));
      return new TranslatorPool(workers, first?.name ?? "", first?.directions ?? []);
    } catch (error) {
      for (const worker of workers) void worker.terminate();
      throw error;
    }
  }

  /**
   * Translates texts, shortest first; the workers take one batch after another.
   *
   * @throws {RouteLmtError} as {@link Translator.translate}
   */
  async translate(
    requests: readonly TranslationRequest[],
    listener: TranslateListener,
    options: TranslateOptions,
    signal: AbortSignal,
  ): Promise<void> {
    const sorted = requests.toSorted((a, b) => a.text.length - b.text.length);
    // A small job is cut in as many pieces as there are workers.
    const size = Math.max(
      1,
      Math.min(options.batchSize ?? DEFAULT_BATCH, Math.ceil(sorted.length / this.#workers.length)),
    );
    let next = 0;
    let failure: unknown;
    const cancel = (): void => {
      for (const worker of this.#workers) worker.postMessage({ kind: "cancel" } satisfies ToWorker);
    };
    signal.addEventListener("abort", cancel);
    await Promise.all(
      this.#workers.map(async (worker) => {
        while (failure === undefined && !signal.aborted && next < sorted.length) {
          const chunk = sorted.slice(next, next + size);
          next += size;
          try {
            await translateChunk(worker, chunk, listener, options);
          } catch (error) {
            failure ??= error;
          }
        }
      }),
    );
    signal.removeEventListener("abort", cancel);
    if (failure !== undefined) throw failure;
    if (signal.aborted)
      throw new RouteLmtError("cancelled", "Cancelled", "Run again to go on; what was finished is kept.");
  }

  /** Ends the workers. */
  async dispose(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function ready(worker: Worker): Promise<{ readonly name: string; readonly directions: readonly Direction[] }> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (message: FromWorker) => {
      worker.off("error", reject);
      if (message.kind === "ready") resolve(message);
      else reject(message.kind === "failed" ? errorOf(message.error) : new TypeError(`unexpected ${message.kind}`));
    });
  });
}

function translateChunk(
  worker: Worker,
  requests: readonly TranslationRequest[],
  listener: TranslateListener,
  options: TranslateOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      worker.off("message", receive);
      worker.off("error", fail);
      settle();
    };
    const fail = (error: Error): void => finish(() => reject(error));
    const receive = (message: FromWorker): void => {
      if (message.kind === "estimated") listener.estimated?.(message.estimate);
      else if (message.kind === "translated") listener.translated?.(message.hypothesis);
      else if (message.kind === "refused") listener.refused?.(message.refusal);
      else if (message.kind === "done") finish(resolve);
      else if (message.kind === "failed") finish(() => reject(errorOf(message.error)));
    };
    worker.on("message", receive);
    worker.once("error", fail);
    worker.postMessage({ kind: "translate", requests, options } satisfies ToWorker);
  });
}

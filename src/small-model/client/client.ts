import { setTimeout as pause } from "node:timers/promises";
import { RouteLmtError, said, throwIfCancelled } from "#core/errors.js";
import type { ModelDirection } from "#core/language/directions.js";
import type { SmallModelRequest } from "#core/translate/models.js";
import type { LoadResult, TranslateListener, TranslateOptions } from "../protocol.js";
import type { SearchMode } from "../search-mode.js";
import { ModelHost, ModelHostFailure, type ModelHostOptions } from "./host.js";
import { Results } from "./results.js";

/** How to start a model host, what to load there, and how to work with it. */
export interface ClientOptions extends ModelHostOptions {
  /** How hypotheses are searched for by default. */
  readonly search?: SearchMode;
  /** Receives notes on restarts, for the log. */
  readonly log?: (message: string) => void;
}

/** After this many failures without any result, the client gives up; a hanging host counts twice. */
const MAX_FAILURES = 4;
const FIRST_DELAY = 100;

interface Running {
  readonly host: ModelHost;
  readonly model: Promise<LoadResult>;
}

/**
 * The model host's client: starts it on first use, restarts it with back-off when it dies, hangs or sends garbage,
 * and sends unfinished texts again. One call runs at a time; further ones wait.
 */
export class SmallModelClient {
  readonly #options: ClientOptions;
  #running: Running | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /**
   * Name and directions of the model; starts the host.
   *
   * @throws {RouteLmtError} `model-incomplete`, `model-crashed`
   */
  async describe(): Promise<{ readonly name: string; readonly directions: readonly ModelDirection[] }> {
    return this.#onModelHost(async (ready) => (await ready()).model);
  }

  /**
   * Translates texts; the listener gets each result once, as soon as it is available, even
   * if the host dies in between.
   *
   * @throws {RouteLmtError} `cancelled`, `direction-unsupported`, `model-incomplete`, `model-crashed`
   */
  translate(
    requests: readonly SmallModelRequest[],
    listener: TranslateListener,
    options: TranslateOptions = {},
    signal?: AbortSignal,
  ): Promise<void> {
    const { search } = this.#options;
    const all = search ? { search, ...options } : options;
    const before = this.#queue;
    const run = unlessAborted(before, signal).then(() => this.#translate(requests, listener, all, signal));
    this.#queue = Promise.allSettled([before, run]);
    return run;
  }

  /** Ends the host. */
  dispose(): void {
    this.#disposed = true;
    this.#running?.host.kill();
    this.#running = undefined;
  }

  async #translate(
    requests: readonly SmallModelRequest[],
    listener: TranslateListener,
    options: TranslateOptions,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const results = new Results(requests, listener, options.decode ?? true);
    await this.#onModelHost(
      async (ready) => {
        if (results.open.length === 0) return;
        const { host } = await ready();
        await host.translate(
          results.open,
          options,
          results.listener(() => host.resulted()),
          signal,
        );
        if (results.open.length === 0) return;
        host.kill();
        throw new ModelHostFailure(`it said it was done and left out ${results.open.length} texts`);
      },
      { open: () => results.open.length, signal },
    );
  }

  /**
   * Does something with the host, and retries with another one as long as there is progress.
   *
   * @param open how many texts are left to do
   */
  async #onModelHost<Result>(
    work: (ready: () => Promise<Running>) => Promise<Result>,
    { open = () => 0, signal }: { readonly open?: () => number; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<Result> {
    for (let failures = 0; ; ) {
      const before = open();
      try {
        return await work(() => this.#ready(signal));
      } catch (error) {
        if (!(error instanceof ModelHostFailure)) throw error;
        throwIfCancelled(signal);
        if (this.#disposed) throw shutDown();
        const count = error.isSlow ? 2 : 1;
        failures = open() < before ? count : failures + count;
        if (failures >= MAX_FAILURES) throw crashed(error.message);
        const delay = FIRST_DELAY * 4 ** (failures - 1);
        this.#options.log?.(
          `The model host failed (${error.message}); starting it again in ${delay} ms, ${open()} texts left`,
        );
        await unlessAborted(pause(delay), signal);
      }
    }
  }

  /** The host, with its model. */
  async #ready(signal: AbortSignal | undefined): Promise<Running> {
    if (this.#disposed) throw shutDown();
    this.#running ??= this.#start();
    const running = this.#running;
    await unlessAborted(running.model, signal);
    return running;
  }

  #start(): Running {
    const host = new ModelHost(this.#options);
    const running = { host, model: host.load(this.#options) };
    // Nobody may be waiting for it any more.
    running.model.catch(() => undefined);
    host.onEnd(() => {
      if (this.#running === running) this.#running = undefined;
    });
    return running;
  }
}

/** The promise's result, unless the signal comes first; the work goes on for others who wait for it. */
async function unlessAborted<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  throwIfCancelled(signal);
  if (!signal) return promise;
  let abort: (() => void) | undefined;
  const aborted = new Promise<void>((resolve) => {
    abort = resolve;
    signal.addEventListener("abort", resolve as () => void);
  });
  try {
    const result = await Promise.race([promise, aborted]);
    throwIfCancelled(signal);
    return result as Result;
  } finally {
    if (abort) signal.removeEventListener("abort", abort);
  }
}

function shutDown(): RouteLmtError {
  return new RouteLmtError("cancelled", said`The small model was shut down`, said`Reload the window.`);
}

function crashed(reason: string): RouteLmtError {
  return new RouteLmtError(
    "model-crashed",
    said`The model host failed repeatedly without finishing a text (${reason})`,
    said`Check the free memory and the log, then run again; what was finished is kept.`,
  );
}

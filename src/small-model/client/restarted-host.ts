import { setTimeout as pause } from "node:timers/promises";
import { RouteLmtError, said, throwIfCancelled } from "#core/errors.js";
import type { LoadResult } from "../protocol.js";
import { ModelHost, ModelHostFailure, type ModelHostOptions } from "./host.js";

/** How to start a model host, and where to note that it was started again. */
export interface RestartOptions extends ModelHostOptions {
  /** Receives notes on restarts, for the log. */
  readonly log?: (message: string) => void;
}

/** A host, and its model once that is loaded. */
export interface RunningHost {
  readonly host: ModelHost;
  readonly model: Promise<LoadResult>;
}

/** After this many failures without any result, it is given up; a hanging host counts twice. */
const MAX_FAILURES = 4;
/** Milliseconds before the first restart; four times as long before each further one. */
const FIRST_DELAY = 100;

/** A model host that is started on first use, and again, with back-off, when it dies, hangs or sends garbage. */
export class RestartedHost {
  readonly #options: RestartOptions;
  #running: RunningHost | undefined;
  #disposed = false;

  constructor(options: RestartOptions) {
    this.#options = options;
  }

  /**
   * Does something with the host, and retries with another one as long as there is progress.
   *
   * @param work gets a function that waits for a host with its model
   * @param open how many texts are left to do
   * @throws {RouteLmtError} `cancelled`, `model-crashed`, and what the work throws
   */
  async use<Result>(
    work: (ready: () => Promise<RunningHost>) => Promise<Result>,
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

  /** Ends the host. */
  dispose(): void {
    this.#disposed = true;
    this.#running?.host.kill();
    this.#running = undefined;
  }

  /** The host, with its model. */
  async #ready(signal: AbortSignal | undefined): Promise<RunningHost> {
    if (this.#disposed) throw shutDown();
    this.#running ??= this.#start();
    const running = this.#running;
    await unlessAborted(running.model, signal);
    return running;
  }

  #start(): RunningHost {
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
export async function unlessAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
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

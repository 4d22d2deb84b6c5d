import type { Readable, Writable } from "node:stream";
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { messageOf, RouteLmtError, throwIfCancelled } from "../core/errors.js";
import type { ModelDirection } from "../core/language/directions.js";
import type { SmallModelRequest } from "../core/translate/models.js";
import { type ErrorData, errorOf } from "./error-data.js";
import type { TranslateListener, TranslateOptions } from "./protocol.js";
import * as protocol from "./protocol.js";
import type { SearchMode } from "./search-mode.js";

/** A running model host, as the platform started it. */
export interface HostProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Calls back once, when the process is gone. */
  onExit(callback: (description: string) => void): void;
  kill(): void;
}

/** How to start a model host and what to load there. */
export interface ClientOptions {
  readonly start: () => HostProcess;
  readonly folder: string;
  readonly threads: number;
  /** How hypotheses are searched for, where a call does not say. */
  readonly search?: SearchMode;
  /** Told of restarts, for the log. */
  readonly log?: (message: string) => void;
}

/** A host that dies this often without finishing anything is given up. */
const MAX_DEATHS = 4;
const FIRST_DELAY = 100;

interface Host {
  readonly connection: MessageConnection;
  readonly process: HostProcess;
  readonly model: protocol.LoadResult;
  /** Rejects when the process dies. */
  readonly death: Promise<never>;
}

/**
 * The other end of the model host: starts it on first use, restarts it with back-off when it dies,
 * and sends again what was not finished. One call runs at a time; further ones wait.
 */
export class SmallModelClient {
  readonly #options: ClientOptions;
  #host: Promise<Host> | undefined;
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
    return (await this.#ready()).model;
  }

  /**
   * Translates texts; results come through the listener as soon as they are there, each once, also
   * when the host dies in between.
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
    const run = this.#queue.then(() => this.#translate(requests, listener, all, signal));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /** Ends the host. */
  dispose(): void {
    this.#disposed = true;
    void this.#host?.then(
      (host) => host.process.kill(),
      () => undefined,
    );
    this.#host = undefined;
  }

  async #translate(
    requests: readonly SmallModelRequest[],
    listener: TranslateListener,
    options: TranslateOptions,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const open = new Map(requests.map((request) => [request.id, request]));
    const estimated = new Set<string>();
    const decode = options.decode ?? true;
    for (let deaths = 0; open.size > 0; ) {
      throwIfCancelled(signal);
      const before = open.size;
      try {
        const host = await this.#ready();
        await this.#send(host, [...open.values()], options, signal, {
          estimated: (estimate) => {
            if (!open.has(estimate.id)) return;
            if (!decode) open.delete(estimate.id);
            if (!estimated.has(estimate.id)) listener.estimated?.(estimate);
            estimated.add(estimate.id);
          },
          translated: (hypothesis) => {
            if (open.delete(hypothesis.id)) listener.translated?.(hypothesis);
          },
          refused: (refusal) => {
            if (open.delete(refusal.id)) listener.refused?.(refusal);
          },
        });
        return;
      } catch (error) {
        if (!(error instanceof HostDied)) throw error;
        deaths = open.size < before ? 1 : deaths + 1;
        this.#host = undefined;
        if (this.#disposed || deaths >= MAX_DEATHS) throw crashed(error.message);
        const delay = FIRST_DELAY * 4 ** (deaths - 1);
        this.#options.log?.(
          `The model host died (${error.message}); starting it again in ${delay} ms, ${open.size} texts left`,
        );
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
  }

  async #send(
    host: Host,
    requests: readonly SmallModelRequest[],
    options: TranslateOptions,
    signal: AbortSignal | undefined,
    listener: Required<TranslateListener>,
  ): Promise<void> {
    const { connection } = host;
    const cancellation = new CancellationTokenSource();
    const cancel = (): void => cancellation.cancel();
    signal?.addEventListener("abort", cancel);
    const subscriptions = [
      connection.onNotification(protocol.estimated, listener.estimated),
      connection.onNotification(protocol.translated, listener.translated),
      connection.onNotification(protocol.refused, listener.refused),
    ];
    try {
      const answer = connection.sendRequest(protocol.translate, { requests, options }, cancellation.token);
      await Promise.race([answer.catch(rethrow), host.death]);
    } finally {
      signal?.removeEventListener("abort", cancel);
      for (const subscription of subscriptions) subscription.dispose();
      cancellation.dispose();
    }
  }

  #ready(): Promise<Host> {
    this.#host ??= this.#start().catch((error: unknown) => {
      this.#host = undefined;
      throw error;
    });
    return this.#host;
  }

  async #start(): Promise<Host> {
    if (this.#disposed) throw new RouteLmtError("cancelled", "The small model was shut down", "Reload the window.");
    const process = this.#options.start();
    const connection = createMessageConnection(
      new StreamMessageReader(process.stdout),
      new StreamMessageWriter(process.stdin),
    );
    const death = new Promise<never>((_, reject) => {
      process.onExit((description) => {
        connection.dispose();
        reject(new HostDied(description));
      });
    });
    // The death of an idle host is no error: the next call starts another.
    death.catch(() => {
      this.#host = undefined;
    });
    connection.onError(([error]) => this.#options.log?.(`Model host connection: ${messageOf(error)}`));
    connection.listen();
    const { folder, threads } = this.#options;
    const loading = connection.sendRequest(protocol.load, { folder, threads }).catch((error: unknown) => {
      if (error instanceof ResponseError) process.kill();
      return rethrow(error);
    });
    const model = await Promise.race([loading, death]);
    return { connection, process, model, death };
  }
}

class HostDied extends Error {}

function crashed(reason: string): RouteLmtError {
  return new RouteLmtError(
    "model-crashed",
    `The model host died ${MAX_DEATHS} times without finishing a text (${reason})`,
    "Check the memory that is free and the log; what was finished is kept. Run again to go on.",
  );
}

/** Typed errors as they were on the other side; a closed connection is the death of the host. */
function rethrow(error: unknown): never {
  if (error instanceof ResponseError) {
    const data = error.data as ErrorData | undefined;
    if (data) throw errorOf(data);
  }
  throw new HostDied(messageOf(error));
}

import type { Readable, Writable } from "node:stream";
import {
  CancellationTokenSource,
  createMessageConnection,
  type Disposable,
  type MessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { messageOf, RouteLmtError, throwIfCancelled } from "#core/errors.js";
import type { SmallModelRequest } from "#core/translate/models.js";
import { errorOf, isErrorData } from "../error-data.js";
import type { TranslateListener, TranslateOptions } from "../protocol.js";
import * as protocol from "../protocol.js";

/** A model host process, started by the platform. */
export interface ModelHostProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Calls back when the process has ended, or could not be started. */
  onExit(callback: (description: string) => void): void;
  kill(): void;
}

/** How to start a model host and what to load there. */
export interface ModelHostOptions {
  readonly start: () => ModelHostProcess;
  readonly folder: string;
  readonly threads: number;
  /**
   * The longest time, in ms, between two signs of progress of a host that owes an answer: for loading the model,
   * or for one forward pass. Default: a minute, far more than a large model needs on a slow machine.
   */
  readonly silence?: number;
}

const DEFAULT_SILENCE = 60_000;
/** Two results may be this many times as far apart, however busy the host reports to be. */
const MAX_FRUITLESS = 10;
/** Silence is measured in this many pieces: a sleeping machine uses up only one, and a busy client can catch up. */
const PIECES = 12;
/** Most bytes between two valid messages: a batch of hidden states has less than a million. */
const MAX_NOISE = 4_000_000;
/** The longest time, in ms, that a host may take to react to a cancellation: until the next forward pass ends. */
const CANCEL_GRACE = 5_000;

/** A host that has ended or is useless; another one may do better. */
export class ModelHostFailure extends Error {
  /** @param isSlow whether this took long to notice, so that few more attempts are worthwhile */
  constructor(
    message: string,
    readonly isSlow = false,
  ) {
    super(message);
  }
}

/** One model host with its model: each request is answered, or fails within a bounded time. */
export class ModelHost {
  readonly #process: ModelHostProcess;
  readonly #connection: MessageConnection;
  readonly #silence: number;
  /** Rejects when the host ends, for whatever reason. */
  readonly #end: Promise<never>;
  #reject: (error: Error) => void = () => undefined;
  #quietPieces = 0;
  #fruitlessPieces = 0;
  #noise = 0;

  /** @throws {ModelHostFailure} */
  constructor({ start, silence = DEFAULT_SILENCE }: ModelHostOptions) {
    this.#process = started(start);
    this.#silence = silence;
    const { stdin, stdout } = this.#process;
    const [reader, writer] = [new StreamMessageReader(stdout), new StreamMessageWriter(stdin)];
    // If a host died in the middle of a message, its timer would run forever and keep the process alive.
    reader.partialMessageTimeout = 0;
    this.#connection = createMessageConnection(reader, writer);
    this.#end = new Promise<never>((_, reject) => {
      this.#reject = reject;
    });
    // The end of an idle host is not an error: the next call starts another.
    this.#end.catch(() => undefined);
    this.#process.onExit((description) => this.#fail(new ModelHostFailure(description)));
    reader.onError(() => this.#fail(new ModelHostFailure("it wrote something that is no message")));
    writer.onError(() => this.#fail(new ModelHostFailure("it cannot be written to")));
    this.#connection.onNotification(protocol.progressed, () => this.#heard());
    this.#connection.listen();
    stdout.on("data", (chunk: Buffer) => this.#received(chunk.length));
  }

  /**
   * Loads the model; must be called first.
   *
   * @throws {RouteLmtError} `model-incomplete`
   * @throws {ModelHostFailure}
   */
  async load({ folder, threads }: ModelHostOptions): Promise<protocol.LoadResult> {
    try {
      const model = await this.#answerOf(this.#connection.sendRequest(protocol.load, { folder, threads }));
      if (!isLoadResult(model)) throw new ModelHostFailure("what it said of its model cannot be read");
      return model;
    } catch (error) {
      this.kill();
      throw error;
    }
  }

  /** Calls back when the host has ended. */
  onEnd(callback: () => void): void {
    this.#end.catch(callback);
  }

  /**
   * Translates texts; the host's messages go to the listener unchecked. Call {@link resulted} for each valid result.
   *
   * @throws {RouteLmtError} `cancelled`, `direction-unsupported`
   * @throws {ModelHostFailure}
   */
  async translate(
    requests: readonly SmallModelRequest[],
    options: TranslateOptions,
    listener: Required<TranslateListener>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    throwIfCancelled(signal);
    const connection = this.#connection;
    const cancellation = new CancellationTokenSource();
    let grace: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      cancellation.cancel();
      grace = setTimeout(
        () => this.#fail(new ModelHostFailure("it did not hear that the run was cancelled")),
        CANCEL_GRACE,
      );
    };
    const subscriptions: Disposable[] = [
      connection.onNotification(protocol.estimated, listener.estimated),
      connection.onNotification(protocol.translated, listener.translated),
      connection.onNotification(protocol.refused, listener.refused),
    ];
    signal?.addEventListener("abort", cancel);
    try {
      await this.#answerOf(connection.sendRequest(protocol.translate, { requests, options }, cancellation.token));
    } finally {
      signal?.removeEventListener("abort", cancel);
      clearTimeout(grace);
      for (const subscription of subscriptions) subscription.dispose();
      cancellation.dispose();
    }
  }

  /** Records a result. */
  resulted(): void {
    this.#fruitlessPieces = 0;
    this.#heard();
  }

  /** Ends the process. */
  kill(): void {
    this.#fail(new ModelHostFailure("it was ended"));
  }

  #heard(): void {
    this.#quietPieces = 0;
    this.#noise = 0;
  }

  #received(bytes: number): void {
    this.#noise += bytes;
    if (this.#noise > MAX_NOISE) this.#fail(new ModelHostFailure("it wrote without end, and no message"));
  }

  /** Waits for an answer as long as there is progress. */
  async #answerOf<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.resulted();
    const watch = setInterval(() => this.#watch(), this.#silence / PIECES);
    try {
      return await Promise.race([answer.catch(rethrow), this.#end]);
    } finally {
      clearInterval(watch);
    }
  }

  #watch(): void {
    const seconds = this.#silence / 1000;
    if (++this.#quietPieces > PIECES) this.#fail(new ModelHostFailure(`no sign of life for ${seconds} s`, true));
    if (++this.#fruitlessPieces > PIECES * MAX_FRUITLESS)
      this.#fail(new ModelHostFailure(`no result for ${seconds * MAX_FRUITLESS} s`, true));
  }

  #fail(error: ModelHostFailure): void {
    // First, because pending requests would otherwise only see the closed connection.
    this.#reject(error);
    this.#connection.dispose();
    this.#process.kill();
  }
}

function started(start: () => ModelHostProcess): ModelHostProcess {
  try {
    return start();
  } catch (error) {
    throw new ModelHostFailure(`it cannot be started: ${messageOf(error)}`);
  }
}

function isLoadResult(value: unknown): value is protocol.LoadResult {
  const { name, directions } = (value ?? {}) as Partial<protocol.LoadResult>;
  return typeof name === "string" && Array.isArray(directions);
}

/** Restores typed errors from the other side; a closed connection means that the host has ended. */
function rethrow(error: unknown): never {
  if (error instanceof RouteLmtError) throw error;
  if (error instanceof ResponseError) {
    const { data } = error as { readonly data?: unknown };
    if (isErrorData(data)) throw errorOf(data);
  }
  throw new ModelHostFailure(messageOf(error));
}

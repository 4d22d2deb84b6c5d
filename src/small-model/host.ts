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
import { messageOf, RouteLmtError, throwIfCancelled } from "../core/errors.js";
import type { SmallModelRequest } from "../core/translate/models.js";
import { errorOf, isErrorData } from "./error-data.js";
import type { TranslateListener, TranslateOptions } from "./protocol.js";
import * as protocol from "./protocol.js";

/** A model host process, as the platform started it. */
export interface ModelHostProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Calls back when the process is gone, or could not be started. */
  onExit(callback: (description: string) => void): void;
  kill(): void;
}

/** How to start a model host and what to load there. */
export interface ModelHostOptions {
  readonly start: () => ModelHostProcess;
  readonly folder: string;
  readonly threads: number;
  /**
   * How long, in ms, a host that owes an answer may take from one sign of progress to the next: loading the model, or one
   * forward pass. A minute where it is not said, which is far more than a large model needs on a slow machine.
   */
  readonly silence?: number;
}

const DEFAULT_SILENCE = 60_000;
/** So many times as long may it go from one result to the next, however busy it says it is. */
const MAX_FRUITLESS = 10;
/** Silence is counted in so many pieces: of a machine's sleep one of them counts, and a busy client can catch up. */
const PIECES = 12;
/** Most bytes from one understood message to the next: a batch of hidden states is below one million. */
const MAX_NOISE = 4_000_000;
/** How long, in ms, a host may take to hear that a run was cancelled: the next forward pass ends. */
const CANCEL_GRACE = 5_000;

/** A host that is gone or useless; another one may do better. */
export class ModelHostFailure extends Error {
  /** @param isSlow whether that took long to find out, so that few more attempts are worth it */
  constructor(
    message: string,
    readonly isSlow = false,
  ) {
    super(message);
  }
}

/** One model host with its model: what is asked of it is answered, or fails in a time that is bounded. */
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
    // Its timer would go on for ever, and keep the process alive, after a host that died in the middle of a message.
    reader.partialMessageTimeout = 0;
    this.#connection = createMessageConnection(reader, writer);
    this.#end = new Promise<never>((_, reject) => {
      this.#reject = reject;
    });
    // The end of an idle host is no error: the next call starts another.
    this.#end.catch(() => undefined);
    this.#process.onExit((description) => this.#fail(new ModelHostFailure(description)));
    reader.onError(() => this.#fail(new ModelHostFailure("it wrote something that is no message")));
    writer.onError(() => this.#fail(new ModelHostFailure("it cannot be written to")));
    this.#connection.onNotification(protocol.progressed, () => this.#heard());
    this.#connection.listen();
    stdout.on("data", (chunk: Buffer) => this.#received(chunk.length));
  }

  /**
   * Loads the model; comes first.
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
   * Translates texts; what the host says of them goes to the listener unread. Call {@link resulted} for what is a result.
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

  /** Takes note of a result. */
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
    // First of all: what waits for an answer would otherwise hear of the closed connection alone.
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

/** Typed errors as they were on the other side; a closed connection is the end of the host. */
function rethrow(error: unknown): never {
  if (error instanceof RouteLmtError) throw error;
  if (error instanceof ResponseError) {
    const { data } = error as { readonly data?: unknown };
    if (isErrorData(data)) throw errorOf(data);
  }
  throw new ModelHostFailure(messageOf(error));
}

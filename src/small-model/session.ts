import { messageOf, RouteLmtError, said } from "../core/errors.js";
import type { KeyValueCache } from "./cache.js";
import type { Model } from "./model-folder.js";
import { InferenceSession, Tensor } from "./onnx-runtime.js";

/** New positions of a batch; rows are consecutive. */
export interface StepInput {
  /** (rows × width) token ids, padded at the end. */
  readonly tokens: Int32Array;
  readonly width: number;
  /** (rows), which of the new positions is the last real one. */
  readonly last: Int32Array;
  /** (rows), how many positions of the cache are real. */
  readonly past: Int32Array;
  /** Whether tokens of scripts other than Latin may come next. */
  readonly allScripts: boolean;
  readonly cache: KeyValueCache;
}

/** The output of one forward pass of a batch; rows are consecutive. */
export interface StepOutput {
  /** (rows × hidden), final-norm hidden state of the last position. */
  readonly hidden: Float32Array;
  /** (rows × likeliest), the likeliest next tokens, likeliest first, and their log-probabilities in nats. */
  readonly topTokens: Int32Array;
  readonly top: Float32Array;
  /** (rows × (items + 1)), log-probabilities of the protected items' tokens and, last, of the end. */
  readonly item: Float32Array;
  /** (rows), entropy of the next token in nats; 0 if only one position was new. */
  readonly entropy: Float32Array;
  /** (2 · layers · rows × width × head size), keys and values of the new positions, as 16-bit numbers. */
  readonly fresh: Uint16Array;
}

const OUTPUTS = ["hidden", "top_tokens", "top", "item", "entropy", "fresh"];
const [DISTRIBUTION, VOCABULARY] = ["log_probability", "vocabulary"];

/** Log-probabilities of all tokens that may come next. */
export interface Distribution {
  /** (rows × tokens), in nats. */
  readonly logProbabilities: Float32Array;
  /** (tokens), their ids; the padding token comes several times. */
  readonly tokens: Int32Array;
}

/** The model's graph in ONNX Runtime; `engine_graph.py` describes its inputs and outputs. */
export class Session {
  readonly #session: InferenceSession;
  readonly #passed: () => void;

  private constructor(session: InferenceSession, passed: () => void) {
    this.#session = session;
    this.#passed = passed;
  }

  /**
   * Loads the graph.
   *
   * @param threads of one forward pass
   * @param passed called after each forward pass
   * @throws {RouteLmtError} `model-incomplete` if the graph does not load or lacks an output
   */
  static async load(folder: Model, threads: number, passed = (): void => undefined): Promise<Session> {
    let session: InferenceSession;
    try {
      session = await InferenceSession.create(folder.graph, {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: "sequential",
        graphOptimizationLevel: "all",
        // A pattern is kept for every shape of the input, and hardly one occurs twice.
        enableMemPattern: false,
        // Threads spin within a pass, because its pieces are short, but briefly: on a busy processor they would spin for
        // a thread that is not running. Between passes they do not spin: the editor needs the processor.
        extra: {
          session: { intra_op: { allow_spinning: "1", spin_duration_us: "20" }, force_spinning_stop: "1" },
        },
      });
    } catch (error) {
      throw unusable(folder, messageOf(error).slice(0, 300));
    }
    const missing = [...OUTPUTS, DISTRIBUTION, VOCABULARY].find((name) => !session.outputNames.includes(name));
    if (missing !== undefined) throw unusable(folder, `the graph has no output "${missing}"`);
    return new Session(session, passed);
  }

  /** One forward pass; the cache is read and not changed. */
  async run(input: StepInput): Promise<StepOutput> {
    const outputs = await this.#session.run(feedsOf(input), OUTPUTS);
    this.#passed();
    const floats = (name: string): Float32Array => outputs[name]?.data as Float32Array;
    return {
      hidden: floats("hidden"),
      topTokens: outputs["top_tokens"]?.data as Int32Array,
      top: floats("top"),
      item: floats("item"),
      entropy: floats("entropy"),
      fresh: bitsOf(outputs["fresh"] as Tensor),
    };
  }

  /** All next tokens: repeats the pass; rarely needed. */
  async distribution(input: StepInput): Promise<Distribution> {
    const outputs = await this.#session.run(feedsOf(input), [DISTRIBUTION, VOCABULARY]);
    this.#passed();
    return {
      logProbabilities: outputs[DISTRIBUTION]?.data as Float32Array,
      tokens: outputs[VOCABULARY]?.data as Int32Array,
    };
  }

  /** Frees the native memory. */
  async dispose(): Promise<void> {
    await this.#session.release();
  }
}

function feedsOf({ tokens, width, last, past, allScripts, cache }: StepInput): Record<string, Tensor> {
  const rows = last.length;
  return {
    tokens: new Tensor("int32", tokens, [rows, width]),
    last: new Tensor("int32", last, [rows]),
    past: new Tensor("int32", past, [rows]),
    all_scripts: new Tensor("bool", [allScripts], [1]),
    ...cache.tensors(rows),
  };
}

/** Raw 16-bit numbers: a runtime with a type for them would convert while copying. */
function bitsOf({ data }: Tensor): Uint16Array {
  const { buffer, byteOffset, length } = data as Uint16Array;
  return new Uint16Array(buffer, byteOffset, length);
}

function unusable(folder: Model, reason: string): RouteLmtError {
  return new RouteLmtError(
    "model-incomplete",
    said`The graph ${folder.graph} cannot be used: ${reason}`,
    said`Export the model again, or leave the setting empty to use the bundled model.`,
  );
}

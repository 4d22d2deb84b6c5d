import { InferenceSession, Tensor } from "onnxruntime-node";
import { messageOf, RouteLmtError } from "../core/errors.js";
import type { ModelFolder } from "./model-folder.js";

/** Keys and values of a batch, by the name of the input that takes them. */
export type Cache = Readonly<Record<string, Tensor>>;

/** What one forward pass of a batch yields; rows are consecutive. */
export interface Step {
  /** (rows × vocabulary), for the last position. */
  readonly logits: Float32Array;
  /** (rows), log Σ exp of the logits; only where the graph computes it. */
  readonly logSumExp: Float32Array | undefined;
  /** (rows × hidden), final-norm hidden state of the last position. */
  readonly hidden: Float32Array;
  readonly cache: Cache;
}

/** The model's graph in ONNX Runtime. */
export class Session {
  readonly #session: InferenceSession;
  readonly #folder: ModelFolder;
  readonly vocabulary: number;

  private constructor(session: InferenceSession, folder: ModelFolder, vocabulary: number) {
    this.#session = session;
    this.#folder = folder;
    this.vocabulary = vocabulary;
  }

  /**
   * Loads the graph.
   *
   * @param threads of one forward pass
   * @throws {RouteLmtError} `model-incomplete` when the graph does not load or lacks an output
   */
  static async load(folder: ModelFolder, threads: number): Promise<Session> {
    let session: InferenceSession;
    try {
      session = await InferenceSession.create(folder.graph, {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: "sequential",
        graphOptimizationLevel: "all",
        // Threads that wait must not spin: the editor needs the processor more.
        extra: { session: { intra_op: { allow_spinning: "0" } } },
      });
    } catch (error) {
      throw unusable(folder, messageOf(error));
    }
    for (const name of ["logits", "last_hidden_state"]) {
      if (!session.outputNames.includes(name)) throw unusable(folder, `the graph has no output "${name}"`);
    }
    const model = new Session(session, folder, 0);
    const probe = await model.run([[folder.eos]], [0], model.emptyCache(1));
    return new Session(session, folder, probe.logits.length);
  }

  /** A cache that holds nothing yet. */
  emptyCache(rows: number): Cache {
    const { layers, keyValueHeads, headSize } = this.#folder;
    const cache: Record<string, Tensor> = {};
    for (let layer = 0; layer < layers; layer++) {
      for (const kind of ["key", "value"]) {
        cache[`past_key_values.${layer}.${kind}`] = new Tensor("float32", new Float32Array(0), [
          rows,
          keyValueHeads,
          0,
          headSize,
        ]);
      }
    }
    return cache;
  }

  /**
   * One forward pass.
   *
   * @param tokens one row of new token ids per sequence, all of one length, left-padded
   * @param padding how many of all positions of each row, cached ones included, are padding
   * @param cache keys and values of the positions before
   */
  async run(tokens: readonly (readonly number[])[], padding: readonly number[], cache: Cache): Promise<Step> {
    const rows = tokens.length;
    const width = tokens[0]?.length ?? 0;
    const past = cache["past_key_values.0.key"]?.dims[2] ?? 0;
    const total = past + width;
    const ids = new BigInt64Array(rows * width);
    const positions = new BigInt64Array(rows * width);
    const mask = new BigInt64Array(rows * total);
    for (let row = 0; row < rows; row++) {
      const pads = padding[row] ?? 0;
      for (let column = 0; column < width; column++) {
        ids[row * width + column] = BigInt(tokens[row]?.[column] ?? 0);
        positions[row * width + column] = BigInt(Math.max(0, past + column - pads));
      }
      mask.fill(1n, row * total + pads, (row + 1) * total);
    }
    const outputs = await this.#session.run({
      input_ids: new Tensor("int64", ids, [rows, width]),
      attention_mask: new Tensor("int64", mask, [rows, total]),
      position_ids: new Tensor("int64", positions, [rows, width]),
      ...cache,
    });
    const next: Record<string, Tensor> = {};
    for (const [name, tensor] of Object.entries(outputs)) {
      if (name.startsWith("present.")) next[name.replace("present", "past_key_values")] = tensor;
    }
    return {
      logits: outputs["logits"]?.data as Float32Array,
      logSumExp: outputs["log_sum_exp"]?.data as Float32Array | undefined,
      hidden: outputs["last_hidden_state"]?.data as Float32Array,
      cache: next,
    };
  }

  /** The cache of some rows only, in the order given. */
  selectRows(cache: Cache, rows: readonly number[]): Cache {
    const selected: Record<string, Tensor> = {};
    for (const [name, tensor] of Object.entries(cache)) {
      const [, heads = 0, time = 0, size = 0] = tensor.dims;
      const stride = heads * time * size;
      const from = tensor.data as Float32Array;
      const data = new Float32Array(rows.length * stride);
      rows.forEach((row, index) => {
        data.set(from.subarray(row * stride, (row + 1) * stride), index * stride);
      });
      selected[name] = new Tensor("float32", data, [rows.length, heads, time, size]);
    }
    return selected;
  }

  /** Frees the native memory. */
  async dispose(): Promise<void> {
    await this.#session.release();
  }
}

function unusable(folder: ModelFolder, reason: string): RouteLmtError {
  return new RouteLmtError(
    "model-incomplete",
    `The graph ${folder.graph} cannot be used: ${reason.slice(0, 300)}`,
    "Export the model again, or leave the setting empty to use the bundled model.",
  );
}

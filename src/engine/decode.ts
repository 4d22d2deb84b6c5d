import { throwIfCancelled } from "../core/errors.js";
import { Batch, type Row } from "./batch.js";
import { KeyValueCache } from "./cache.js";
import { type Continuation, type Decoded, type NextToken, type Prompt, Search } from "./search.js";
import type { Distribution, Session, StepInput, StepOutput } from "./session.js";
import type { Tokenizer } from "./tokenizer.js";

/** What the prefill of one prompt yields. */
export interface Prefilled {
  readonly hidden: Float32Array;
  /** Entropy of the first token's distribution, in nats. */
  readonly entropy: number;
}

/** What decoding reports while it runs, by the place of the prompt. */
export interface DecodeListener {
  prefilled(index: number, result: Prefilled): void;
  decoded(index: number, result: Decoded): void;
}

/** How to decode. */
export interface DecodeOptions {
  /** false: stop after the prefill. */
  readonly decode: boolean;
  /** Beams of each prompt; 1 is greedy. */
  readonly width: number;
  /** Most rows of one forward pass. */
  readonly rows: number;
  /** Whether hypotheses may be in other scripts than the Latin one. */
  readonly allScripts: boolean;
}

/** Shape of the model's cache. */
export interface CacheShape {
  readonly layers: number;
  /** Numbers in one key or value. */
  readonly size: number;
}

/** A prompt that is being continued. */
interface Running {
  readonly index: number;
  readonly search: Search;
  /** Its beams, in the order of the search's continuations. */
  rows: Row[];
}

/** Running prompts and what the graph says of their next tokens. */
interface Advance {
  readonly running: readonly Running[];
  readonly input: StepInput;
  readonly output: StepOutput;
  /** The row of the batch that the output's first row is of. */
  readonly offset: number;
}

/**
 * So many positions, of all rows together, has the cache at most before no further prompt is taken in: in the bundled
 * model 18 kB each.
 */
const MAX_POSITIONS = 4096;
/** A hypothesis is expected to need room for so many tokens more than its prompt has. */
const EXPECTED_SURPLUS = 4;
/** Prompts are taken in once so many rows are free, so that they are read together. */
const REFILL = 24;
/** Most tokens of prompts that are read together, padding included: activations of more take memory, and no less time. */
const MAX_PREFILL = 384;

/**
 * Continues prompts in a batch of rows, each at its own length, which new prompts join as others end. What prompts have
 * in common at their beginning is computed once.
 */
export class Decoder {
  readonly #session: Session;
  readonly #tokenizer: Tokenizer;
  readonly #shape: CacheShape;
  readonly #prefixes = new Map<string, Uint16Array>();

  constructor(session: Session, tokenizer: Tokenizer, shape: CacheShape) {
    this.#session = session;
    this.#tokenizer = tokenizer;
    this.#shape = shape;
  }

  /**
   * Reads prompts and, unless told otherwise, continues them, in their order.
   *
   * @throws {RouteLmtError} `cancelled`
   */
  async run(
    prompts: readonly Prompt[],
    listener: DecodeListener,
    options: DecodeOptions,
    signal?: AbortSignal,
  ): Promise<void> {
    if (prompts.length === 0) return;
    const batch = new Batch(this.#newCache(options.decode ? expectedPositions(prompts, options) : 0));
    let running: readonly Running[] = [];
    for (let next = 0; next < prompts.length || running.length > 0; ) {
      throwIfCancelled(signal);
      const waiting = readable(prompts, next, options.rows);
      const count = options.decode ? admissible(waiting, running.length, batch, options) : waiting.length;
      if (count > 0) {
        const admitted = await this.#admit(waiting.slice(0, count), next, batch, listener, options);
        running = [...running, ...admitted];
        next += count;
      } else {
        running = await this.#step(running, batch, listener, options.allScripts);
      }
    }
  }

  /** Reads prompts, and takes their first tokens. */
  async #admit(
    prompts: readonly Prompt[],
    first: number,
    batch: Batch,
    listener: DecodeListener,
    { decode, width, allScripts }: DecodeOptions,
  ): Promise<readonly Running[]> {
    const input = await this.#inputOf(prompts, allScripts);
    const output = await this.#session.run(input);
    const size = output.hidden.length / prompts.length;
    prompts.forEach((_, place) => {
      const hidden = output.hidden.slice(place * size, (place + 1) * size);
      listener.prefilled(first + place, { hidden, entropy: output.entropy[place] as number });
    });
    if (!decode) return [];
    const rows = batch.add(prompts.length, Math.max(...prompts.map(({ tokens }) => tokens.length)));
    const running = prompts.map((prompt, place): Running => {
      const row = rows[place] as Row;
      this.#writePrefix(batch.cache, row.index, prompt);
      const source = { row: place, rows: prompts.length, width: input.width };
      batch.cache.write(row.index, prompt.prefix, output.fresh, source, prompt.tokens.length - prompt.prefix);
      row.length = prompt.tokens.length;
      return { index: first + place, search: new Search(prompt, this.#tokenizer, width), rows: [row] };
    });
    return this.#advance({ running, input, output, offset: batch.size - prompts.length }, batch, listener);
  }

  /** Feeds the next tokens. */
  async #step(
    running: readonly Running[],
    batch: Batch,
    listener: DecodeListener,
    allScripts: boolean,
  ): Promise<readonly Running[]> {
    const { rows, cache } = batch;
    const input: StepInput = {
      tokens: Int32Array.from(rows, ({ token }) => token),
      width: 1,
      last: new Int32Array(rows.length),
      past: Int32Array.from(rows, ({ length }) => length),
      allScripts,
      cache,
    };
    const output = await this.#session.run(input);
    batch.widen();
    for (const row of rows) {
      cache.write(row.index, row.length, output.fresh, { row: row.index, rows: rows.length, width: 1 });
      row.length++;
    }
    return this.#advance({ running, input, output, offset: 0 }, batch, listener);
  }

  /** Lets every search choose its next tokens; those that end leave the batch. */
  async #advance(advance: Advance, batch: Batch, listener: DecodeListener): Promise<Running[]> {
    const { running } = advance;
    const nexts = await this.#nextTokens(advance);
    const still: Running[] = [];
    for (const [index, one] of running.entries()) {
      const result = one.search.advance(nexts[index] as NextToken[]);
      if ("logProbabilities" in result) {
        for (const row of one.rows) batch.remove(row);
        listener.decoded(one.index, result);
      } else {
        continueRows(one, result, batch);
        still.push(one);
      }
    }
    return still;
  }

  /** What may come next in each row of each search; all tokens where none of the likeliest may. */
  async #nextTokens({ running, input, output, offset }: Advance): Promise<NextToken[][]> {
    const count = input.last.length;
    let distribution: Distribution | undefined;
    const all: NextToken[][] = [];
    for (const { search, rows } of running) {
      const nexts: NextToken[] = [];
      for (const [beam, { index }] of rows.entries()) {
        let next = nextToken(output, index - offset, count);
        if (!search.canContinue(beam, next)) {
          distribution ??= await this.#session.distribution(input);
          next = wholeOf(distribution, index - offset, next);
        }
        nexts.push(next);
      }
      all.push(nexts);
    }
    return all;
  }

  /** Prompts without their prefixes, padded behind, over a cache of the prefixes. */
  async #inputOf(prompts: readonly Prompt[], allScripts: boolean): Promise<StepInput> {
    for (const prompt of prompts) await this.#readPrefix(prompt);
    const width = Math.max(...prompts.map(({ tokens, prefix }) => tokens.length - prefix));
    const cache = this.#newCache(0);
    cache.reserve(prompts.length, Math.max(...prompts.map(({ prefix }) => prefix)), 0);
    const tokens = new Int32Array(prompts.length * width).fill(this.#tokenizer.pad);
    prompts.forEach((prompt, row) => {
      tokens.set(prompt.tokens.slice(prompt.prefix), row * width);
      this.#writePrefix(cache, row, prompt);
    });
    const last = Int32Array.from(prompts, (prompt) => prompt.tokens.length - prompt.prefix - 1);
    return { tokens, width, last, past: Int32Array.from(prompts, ({ prefix }) => prefix), allScripts, cache };
  }

  async #readPrefix({ tokens, prefix }: Prompt): Promise<void> {
    const name = tokens.slice(0, prefix).join();
    if (prefix === 0 || this.#prefixes.has(name)) return;
    const cache = this.#newCache(1);
    const { fresh } = await this.#session.run({
      tokens: Int32Array.from(tokens.slice(0, prefix)),
      width: prefix,
      last: Int32Array.of(prefix - 1),
      past: Int32Array.of(0),
      allScripts: false,
      cache,
    });
    this.#prefixes.set(name, fresh);
  }

  #writePrefix(cache: KeyValueCache, row: number, { tokens, prefix }: Prompt): void {
    const fresh = this.#prefixes.get(tokens.slice(0, prefix).join());
    if (fresh) cache.write(row, 0, fresh, { row: 0, rows: 1, width: prefix }, prefix);
  }

  #newCache(positions: number): KeyValueCache {
    return new KeyValueCache(this.#shape.layers, this.#shape.size, positions);
  }
}

/** How many positions the cache is likely to need: taking the memory of all takes longer than one short text. */
function expectedPositions(prompts: readonly Prompt[], { rows, width }: DecodeOptions): number {
  const most = Math.min(prompts.length * width, Math.max(rows, width));
  const longest = prompts.reduce((length, { tokens }) => Math.max(length, tokens.length), 0);
  return Math.min(MAX_POSITIONS, most * expectedLength(longest));
}

/** How many positions a row is likely to need in the end. */
function expectedLength(promptLength: number): number {
  return 2 * promptLength + EXPECTED_SURPLUS;
}

/** The next prompts that can be read together, one at least. */
function readable(prompts: readonly Prompt[], first: number, most: number): readonly Prompt[] {
  let widest = 0;
  let end = first;
  for (; end < prompts.length && end - first < most; end++) {
    const { tokens, prefix } = prompts[end] as Prompt;
    widest = Math.max(widest, tokens.length - prefix);
    if (end > first && (end - first + 1) * widest > MAX_PREFILL) break;
  }
  return prompts.slice(first, end);
}

/** How many of the waiting prompts are taken in now. */
function admissible(
  waiting: readonly Prompt[],
  running: number,
  { cache }: Batch,
  { rows, width }: DecodeOptions,
): number {
  const most = Math.max(1, Math.floor(rows / width));
  const free = most - running;
  if (running > 0 && free < Math.min(Math.ceil(REFILL / width), most)) return 0;
  let needed = running > 0 ? cache.capacity : 0;
  let count = 0;
  for (const { tokens } of waiting.slice(0, free)) {
    needed = Math.max(needed, expectedLength(tokens.length));
    if (count + running > 0 && (running + count + 1) * width * needed > MAX_POSITIONS) break;
    count++;
  }
  return count;
}

/** Gives the beams of a prompt their rows: a row goes on with its first continuation, further ones get a copy of it. */
function continueRows(one: Running, continuations: readonly Continuation[], batch: Batch): void {
  const taken = new Set<number>();
  const rows = continuations.map(({ parent, token }) => {
    const old = one.rows[parent] as Row;
    const row = taken.has(parent) ? batch.fork(old) : old;
    taken.add(parent);
    return { row, token };
  });
  for (const { row, token } of rows) row.token = token;
  one.rows.forEach((row, parent) => {
    if (!taken.has(parent)) batch.remove(row);
  });
  one.rows = rows.map(({ row }) => row);
}

function nextToken({ topTokens, top, item }: StepOutput, place: number, rows: number): NextToken {
  const part = <Data extends Float32Array | Int32Array>(data: Data): Data => {
    const size = data.length / rows;
    return data.subarray(place * size, (place + 1) * size) as Data;
  };
  return { topTokens: part(topTokens), top: part(top), item: part(item), isWhole: false };
}

/** All tokens of a row, likeliest first. */
function wholeOf({ logProbabilities, tokens }: Distribution, place: number, { item }: NextToken): NextToken {
  const row = logProbabilities.subarray(place * tokens.length, (place + 1) * tokens.length);
  const order = Int32Array.from(tokens, (_, at) => at).sort((a, b) => (row[b] as number) - (row[a] as number));
  return {
    topTokens: order.map((at) => tokens[at] as number),
    top: Float32Array.from(order, (at) => row[at] as number),
    item,
    isWhole: true,
  };
}

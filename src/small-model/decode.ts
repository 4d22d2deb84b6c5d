import { throwIfCancelled } from "../core/errors.js";
import { admissible, expectedPositions, hasRoomForBeams, readable } from "./admission.js";
import { Batch, type BatchRow } from "./batch.js";
import { type CacheShape, KeyValueCache } from "./cache.js";
import { ForwardPasses, type Pass } from "./forward-pass.js";
import { Prefixes } from "./prefixes.js";
import { allTokens, type Decoded, type NextToken, nextToken, type Prompt, Search } from "./search.js";
import { isUnsure, type SearchMode } from "./search-mode.js";
import type { Distribution, Session } from "./session.js";
import type { Tokenizer } from "./tokenizer.js";

/** The result of one prompt's prefill. */
export interface Prefilled {
  readonly hidden: Float32Array;
  /** Entropy of the first token's distribution, in nats. */
  readonly entropy: number;
}

/** Progress of decoding, by the prompt's index. */
export interface DecodeListener {
  /** Called twice for a prompt that is read again for a search over beams. */
  prefilled(index: number, result: Prefilled): void;
  decoded(index: number, result: Decoded): void;
}

/** How to decode. */
export interface DecodeOptions {
  /** false: stop after the prefill. */
  readonly decode: boolean;
  readonly search: SearchMode;
  /** Rows of one forward pass; searches over beams may exceed it slightly. */
  readonly rows: number;
  /** Whether hypotheses may use scripts other than Latin. */
  readonly allScripts: boolean;
}

/** A waiting prompt. */
interface Waiting {
  readonly index: number;
  readonly prompt: Prompt;
  /** Beams of its search. */
  readonly width: number;
}

/** A search and its rows. */
interface Searching {
  readonly search: Search;
  /** Its beams, in the order of the search's continuations. */
  rows: BatchRow[];
}

/** A prompt that is being continued. */
interface Running extends Waiting, Searching {
  /** The candidates for the first token, for a further search. */
  readonly first: NextToken;
}

/** Beams of a non-greedy search. */
const BEAMS = 4;

/** Continues prompts of one model, greedily or over beams. */
export class Decoder {
  readonly #session: Session;
  readonly #tokenizer: Tokenizer;
  readonly #prefixes: Prefixes;
  readonly #shape: CacheShape;

  constructor(session: Session, tokenizer: Tokenizer, shape: CacheShape) {
    this.#session = session;
    this.#tokenizer = tokenizer;
    this.#prefixes = new Prefixes(session, tokenizer.pad, shape);
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
    const width = options.search === "beam" ? BEAMS : 1;
    const widest = options.search === "greedy" ? 1 : BEAMS;
    const positions = options.decode ? expectedPositions(prompts, { rows: options.rows, width: widest }) : 0;
    const batch = new Batch(new KeyValueCache(this.#shape, positions));
    const passes = new ForwardPasses(this.#session, this.#prefixes, batch, options.allScripts);
    const run = new Decoding(passes, this.#tokenizer, listener, options);
    await run.all(
      prompts.map((prompt, index) => ({ index, prompt, width })),
      signal,
    );
  }
}

/**
 * Prompts in a batch of rows, each with its own length; new prompts join as others end. If a greedy hypothesis
 * is unsure, its prompt is searched again over beams: at once, from the cached prompt, or at the end if there is
 * no room.
 */
class Decoding {
  readonly #passes: ForwardPasses;
  readonly #batch: Batch;
  readonly #tokenizer: Tokenizer;
  readonly #listener: DecodeListener;
  readonly #options: DecodeOptions;
  readonly #again: Waiting[] = [];
  /** The most rows that the running searches may need. */
  #reserved = 0;

  constructor(passes: ForwardPasses, tokenizer: Tokenizer, listener: DecodeListener, options: DecodeOptions) {
    this.#passes = passes;
    this.#batch = passes.batch;
    this.#tokenizer = tokenizer;
    this.#listener = listener;
    this.#options = options;
  }

  async all(prompts: readonly Waiting[], signal: AbortSignal | undefined): Promise<void> {
    let waiting = prompts;
    let running: readonly Running[] = [];
    while (waiting.length > 0 || running.length > 0) {
      throwIfCancelled(signal);
      const count = this.#admissible(waiting);
      running =
        count > 0
          ? [...running, ...(await this.#admit(waiting.slice(0, count)))]
          : await this.#advance(running, await this.#passes.step());
      waiting = waiting.slice(count);
      if (waiting.length === 0) waiting = this.#again.splice(0);
    }
  }

  /** How many of the waiting prompts are read now. */
  #admissible(waiting: readonly Waiting[]): number {
    const { rows, decode } = this.#options;
    const [first] = waiting;
    if (first === undefined) return 0;
    const prompts = waiting.slice(0, rows).map(({ prompt }) => prompt);
    const count = readable(prompts, rows);
    return decode
      ? admissible(prompts.slice(0, count), this.#batch, this.#reserved, { rows, width: first.width })
      : count;
  }

  /** Reads prompts, and chooses their first tokens. */
  async #admit(waiting: readonly Waiting[]): Promise<readonly Running[]> {
    const prompts = waiting.map(({ prompt }) => prompt);
    const pass = await this.#passes.read(prompts);
    const { output } = pass;
    const size = output.hidden.length / prompts.length;
    for (const [place, { index }] of waiting.entries()) {
      const hidden = output.hidden.slice(place * size, (place + 1) * size);
      this.#listener.prefilled(index, { hidden, entropy: output.entropy[place] as number });
    }
    if (!this.#options.decode) return [];
    const rows = this.#passes.keep(prompts, pass);
    const begun = waiting.map((one, place) => {
      this.#reserved += one.width;
      const row = rows[place] as BatchRow;
      return { ...one, search: new Search(one.prompt, this.#tokenizer, one.width), rows: [row] };
    });
    const firsts = await this.#nextTokens(begun, pass, this.#batch.size - prompts.length);
    return begun.flatMap((one, index) => {
      const nexts = firsts[index] as [NextToken];
      return this.#continue({ ...one, first: nexts[0] }, nexts);
    });
  }

  /** Lets every search choose its next tokens; those that end leave the batch. */
  async #advance(running: readonly Running[], pass: Pass): Promise<readonly Running[]> {
    const nexts = await this.#nextTokens(running, pass, 0);
    return running.flatMap((one, index) => this.#continue(one, nexts[index] as NextToken[]));
  }

  /** Advances one search; returns what is left to do for its prompt. */
  #continue(one: Running, nexts: readonly NextToken[]): Running[] {
    const result = one.search.advance(nexts);
    if (!("logProbabilities" in result)) {
      one.rows = this.#batch.continue(one.rows, result);
      return [one];
    }
    if (this.#options.search === "auto" && one.width === 1 && isUnsure(result)) return this.#searchAgain(one);
    this.#remove(one);
    this.#listener.decoded(one.index, result);
    return [];
  }

  /** Begins a search over beams in the row of a finished greedy one. */
  #searchAgain(one: Running): Running[] {
    const { index, prompt, first, rows } = one;
    const [row] = rows as [BatchRow];
    const reserved = this.#reserved - one.width + BEAMS;
    if (!hasRoomForBeams(prompt, this.#batch, reserved, this.#options.rows)) {
      this.#remove(one);
      this.#again.push({ index, prompt, width: BEAMS });
      return [];
    }
    this.#reserved = reserved;
    row.length = prompt.tokens.length;
    const search = new Search(prompt, this.#tokenizer, BEAMS);
    return this.#continue({ index, prompt, width: BEAMS, search, rows: [row], first }, [first]);
  }

  #remove({ rows, width }: Running): void {
    this.#reserved -= width;
    for (const row of rows) this.#batch.remove(row);
  }

  /**
   * The candidates for the next token in each row of each search; all tokens if none of the likeliest is allowed.
   *
   * @param offset the batch row of the pass's first row
   */
  async #nextTokens(running: readonly Searching[], pass: Pass, offset: number): Promise<NextToken[][]> {
    const { input, output } = pass;
    const count = input.last.length;
    let distribution: Distribution | undefined;
    const all: NextToken[][] = [];
    for (const { search, rows } of running) {
      const nexts: NextToken[] = [];
      for (const [beam, { index }] of rows.entries()) {
        let next = nextToken(output, index - offset, count);
        if (!search.canContinue(beam, next)) {
          distribution ??= await this.#passes.distribution(pass);
          next = allTokens(distribution, index - offset, next);
        }
        nexts.push(next);
      }
      all.push(nexts);
    }
    return all;
  }
}

import type { Batch, BatchRow } from "./batch.js";
import type { Prefixes } from "./prefixes.js";
import type { Prompt } from "./search.js";
import type { Distribution, Session, StepInput, StepOutput } from "./session.js";

/** What the graph was given, and what it answered. */
export interface Pass {
  readonly input: StepInput;
  readonly output: StepOutput;
}

/** Runs the graph over the rows of a batch, and keeps in the batch's cache what it computed for their tokens. */
export class ForwardPasses {
  readonly batch: Batch;
  readonly #session: Session;
  readonly #prefixes: Prefixes;
  readonly #allScripts: boolean;

  /** @param allScripts whether tokens of scripts other than Latin may be chosen */
  constructor(session: Session, prefixes: Prefixes, batch: Batch, allScripts: boolean) {
    this.#session = session;
    this.#prefixes = prefixes;
    this.batch = batch;
    this.#allScripts = allScripts;
  }

  /** Reads prompts, a row each. */
  async read(prompts: readonly Prompt[]): Promise<Pass> {
    const input = await this.#prefixes.inputOf(prompts, this.#allScripts);
    return { input, output: await this.#session.run(input) };
  }

  /** Adds rows to the batch for prompts that were {@link read}, so that they can be continued. */
  keep(prompts: readonly Prompt[], { input, output }: Pass): readonly BatchRow[] {
    const { cache } = this.batch;
    const rows = this.batch.add(prompts.length, Math.max(...prompts.map(({ tokens }) => tokens.length)));
    for (const [place, prompt] of prompts.entries()) {
      const { tokens, prefix } = prompt;
      const row = rows[place] as BatchRow;
      this.#prefixes.write(cache, row.index, prompt);
      const source = { row: place, rows: prompts.length, width: input.width };
      cache.write(row.index, prefix, output.fresh, source, tokens.length - prefix);
      row.length = tokens.length;
    }
    return rows;
  }

  /** Feeds the next tokens of all rows. */
  async step(): Promise<Pass> {
    const { rows, cache } = this.batch;
    const input: StepInput = {
      tokens: Int32Array.from(rows, ({ token }) => token),
      width: 1,
      last: new Int32Array(rows.length),
      past: Int32Array.from(rows, ({ length }) => length),
      allScripts: this.#allScripts,
      cache,
    };
    const output = await this.#session.run(input);
    this.batch.widen();
    for (const row of rows) {
      cache.write(row.index, row.length, output.fresh, { row: row.index, rows: rows.length, width: 1 });
      row.length++;
    }
    return { input, output };
  }

  /** The whole distribution of the next tokens after a pass, which computes it again. */
  distribution({ input }: Pass): Promise<Distribution> {
    return this.#session.distribution(input);
  }
}

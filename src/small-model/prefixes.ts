import { type CacheShape, KeyValueCache } from "./cache.js";
import type { Prompt } from "./search.js";
import type { Session, StepInput } from "./session.js";

/** The common prefixes of prompts (`<bos><to-de>`): computed once, and written into every row. */
export class Prefixes {
  readonly #session: Session;
  readonly #pad: number;
  readonly #shape: CacheShape;
  readonly #known = new Map<string, Uint16Array>();

  /** @param pad padding token */
  constructor(session: Session, pad: number, shape: CacheShape) {
    this.#session = session;
    this.#pad = pad;
    this.#shape = shape;
  }

  /** Prompts without their prefixes, padded after their ends, over a cache of the prefixes. */
  async inputOf(prompts: readonly Prompt[], allScripts: boolean): Promise<StepInput> {
    for (const prompt of prompts) await this.#read(prompt);
    const width = Math.max(...prompts.map(({ tokens, prefix }) => tokens.length - prefix));
    const cache = new KeyValueCache(this.#shape, 0);
    cache.reserve(prompts.length, Math.max(...prompts.map(({ prefix }) => prefix)), 0);
    const tokens = new Int32Array(prompts.length * width).fill(this.#pad);
    prompts.forEach((prompt, row) => {
      tokens.set(prompt.tokens.slice(prompt.prefix), row * width);
      this.write(cache, row, prompt);
    });
    const last = Int32Array.from(prompts, (prompt) => prompt.tokens.length - prompt.prefix - 1);
    return { tokens, width, last, past: Int32Array.from(prompts, ({ prefix }) => prefix), allScripts, cache };
  }

  /** Writes a prompt's prefix into a row of a cache. */
  write(cache: KeyValueCache, row: number, { tokens, prefix }: Prompt): void {
    const fresh = this.#known.get(tokens.slice(0, prefix).join());
    if (fresh) cache.write(row, 0, fresh, { row: 0, rows: 1, width: prefix }, prefix);
  }

  async #read({ tokens, prefix }: Prompt): Promise<void> {
    const name = tokens.slice(0, prefix).join();
    if (prefix === 0 || this.#known.has(name)) return;
    const { fresh } = await this.#session.run({
      tokens: Int32Array.from(tokens.slice(0, prefix)),
      width: prefix,
      last: Int32Array.of(prefix - 1),
      past: Int32Array.of(0),
      allScripts: false,
      cache: new KeyValueCache(this.#shape, 1),
    });
    this.#known.set(name, fresh);
  }
}

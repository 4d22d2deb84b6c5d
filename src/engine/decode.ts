import { throwIfCancelled } from "../core/errors.js";
import type { ProtectedItem } from "../core/protect/mask.js";
import { Constraint } from "./constraint.js";
import { argmax, entropyOf, logSumExp } from "./distribution.js";
import type { Session } from "./session.js";
import type { Tokenizer } from "./tokenizer.js";

/** A prompt to continue. */
export interface Prompt {
  readonly tokens: readonly number[];
  readonly items: readonly ProtectedItem[];
  /** Ids that its hypothesis must not contain. */
  readonly forbidden: readonly number[];
  /** Most tokens of the hypothesis; items that are left over are added even beyond it. */
  readonly limit: number;
}

/** What the prefill of one prompt yields. */
export interface Prefilled {
  readonly hidden: Float32Array;
  /** Entropy of the first token's distribution, in nats. */
  readonly entropy: number;
}

/** A greedy hypothesis. */
export interface Decoded {
  readonly tokens: readonly number[];
  /** Mean log-probability of the tokens and the end, under the unconstrained distribution. */
  readonly meanLogProbability: number;
  /** Whether the limit ended it. */
  readonly truncated: boolean;
}

/** What decoding reports while it runs, by the place of the prompt in the batch. */
export interface DecodeListener {
  prefilled(index: number, result: Prefilled): void;
  decoded(index: number, result: Decoded): void;
}

interface Row {
  readonly index: number;
  readonly constraint: Constraint;
  readonly forbidden: readonly number[];
  readonly limit: number;
  readonly tokens: number[];
  padding: number;
  sum: number;
  next: number;
}

/** Rows are dropped from the cache once so many of them are done. */
const COMPACT_BELOW = 0.75;

/**
 * Prefills a batch of prompts, left-padded, and decodes them greedily from the same cache.
 *
 * @param decode false to stop after the prefill
 * @throws {RouteLmtError} `cancelled`
 */
export async function decodeBatch(
  session: Session,
  tokenizer: Tokenizer,
  prompts: readonly Prompt[],
  listener: DecodeListener,
  decode: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const longest = Math.max(...prompts.map(({ tokens }) => tokens.length));
  const padding = prompts.map(({ tokens }) => longest - tokens.length);
  const padded = prompts.map(({ tokens }, row) => [
    ...new Array<number>(padding[row] ?? 0).fill(tokenizer.pad),
    ...tokens,
  ]);
  const prefill = await session.run(padded, padding, session.emptyCache(prompts.length));
  throwIfCancelled(signal);
  let { logits, logSumExp: normalisers, cache } = prefill;
  const { hidden } = prefill;
  const picker = new Picker(tokenizer);
  const size = hidden.length / prompts.length;
  let rows: Row[] = prompts.map(({ items, forbidden, limit }, index) => {
    const row = logits.subarray(index * session.vocabulary, (index + 1) * session.vocabulary);
    const entropy = entropyOf(row, normalisers?.[index] ?? logSumExp(row));
    listener.prefilled(index, { hidden: hidden.slice(index * size, (index + 1) * size), entropy });
    return {
      index,
      constraint: new Constraint(items),
      forbidden,
      limit,
      tokens: [],
      padding: padding[index] ?? 0,
      sum: 0,
      next: 0,
    };
  });
  if (!decode) return;

  for (;;) {
    const alive: number[] = [];
    rows.forEach((row, place) => {
      if (row.next < 0) return;
      const distribution = logits.subarray(place * session.vocabulary, (place + 1) * session.vocabulary);
      picker.pick(row, distribution, normalisers?.[place] ?? logSumExp(distribution));
      if (row.next >= 0) alive.push(place);
      else {
        const count = row.tokens.length + 1;
        listener.decoded(row.index, {
          tokens: row.tokens,
          meanLogProbability: row.sum / count,
          truncated: row.next === TRUNCATED,
        });
      }
    });
    if (alive.length === 0) return;
    if (alive.length <= rows.length * COMPACT_BELOW) {
      cache = session.selectRows(cache, alive);
      rows = alive.map((place) => rows[place] as Row);
    }
    ({
      logits,
      logSumExp: normalisers,
      cache,
    } = await session.run(
      rows.map(({ next }) => [next < 0 ? tokenizer.pad : next]),
      rows.map((row) => row.padding),
      cache,
    ));
    throwIfCancelled(signal);
  }
}

const ENDED = -1;
const TRUNCATED = -2;

/** Picks the next token of a row under its constraint. */
class Picker {
  readonly #tokenizer: Tokenizer;
  readonly #itemOf: ReadonlyMap<number, number>;

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
    this.#itemOf = new Map(tokenizer.placeholders.map((token, item) => [token, item]));
  }

  /**
   * Sets `row.next`: a token, or negative at the end. Overwrites the logits of what may not come.
   *
   * @param normaliser log Σ exp of the logits
   */
  pick(row: Row, logits: Float32Array, normaliser: number): void {
    const { eos } = this.#tokenizer;
    const full = row.tokens.length >= row.limit;
    let token = full ? eos : this.#likeliest(row, logits);
    // The model would end, but items are missing: the likeliest of them comes first.
    if (token === eos && row.constraint.left > 0) token = this.#likeliestItem(row, logits);
    row.sum += (logits[token] as number) - normaliser;
    if (token === eos) {
      row.next = full ? TRUNCATED : ENDED;
      return;
    }
    const item = this.#itemOf.get(token);
    if (item !== undefined) row.constraint.emit(item);
    row.tokens.push(token);
    row.next = token;
  }

  #likeliest(row: Row, logits: Float32Array): number {
    let token = argmax(logits);
    // The few that may not come seldom win: looking for them afterwards is cheaper than ruling out all.
    while (!this.#isAllowed(row, token)) {
      // No logit is a number above −∞: a broken graph must not keep the host busy for ever.
      if (!((logits[token] as number) > Number.NEGATIVE_INFINITY)) return this.#tokenizer.eos;
      logits[token] = Number.NEGATIVE_INFINITY;
      token = argmax(logits);
    }
    return token;
  }

  #isAllowed(row: Row, token: number): boolean {
    const item = this.#itemOf.get(token);
    if (item !== undefined) return row.constraint.allows(item);
    return !this.#tokenizer.forbidden.includes(token) && !row.forbidden.includes(token);
  }

  #likeliestItem(row: Row, logits: Float32Array): number {
    const { placeholders } = this.#tokenizer;
    const allowed = placeholders.filter((_, item) => row.constraint.allows(item));
    return allowed.reduce((best, token) => ((logits[token] as number) > (logits[best] as number) ? token : best));
  }
}

import type { ProtectedItem } from "../core/messages/mask.js";
import { Constraint } from "./constraint.js";
import { continuesLoop } from "./loops.js";
import { meanLogProbability } from "./search-mode.js";
import type { Distribution, StepOutput } from "./session.js";
import type { Tokenizer } from "./tokenizer.js";

/** A prompt to continue. */
export interface Prompt {
  readonly tokens: readonly number[];
  /** How many tokens at its beginning are instructions; prompts share them. */
  readonly prefix: number;
  readonly items: readonly ProtectedItem[];
  /** Traits of tokens that its hypothesis must not contain; see {@link Tokenizer.traits}. */
  readonly banned: number;
  /** Most tokens of the hypothesis; remaining items are added even beyond it. */
  readonly limit: number;
}

/** A finished hypothesis. */
export interface Decoded {
  readonly tokens: readonly number[];
  /** Log-probability of each token, and last of the end, under the unconstrained distribution, in nats. */
  readonly logProbabilities: readonly number[];
  /** Mean of the final-norm hidden states that its tokens and its end were chosen from. */
  readonly hidden: Float32Array;
  /** Whether the length limit ended it. */
  readonly truncated: boolean;
}

/** The graph's output for the next token of one row. */
export interface NextToken {
  /** Final-norm hidden state that it is chosen from. */
  readonly hidden: Float32Array;
  /** Likeliest first, with their log-probabilities. */
  readonly topTokens: Int32Array;
  readonly top: Float32Array;
  /** Log-probabilities of the protected items' tokens and, last, of the end. */
  readonly item: Float32Array;
  /** Whether these are all tokens. */
  readonly isWhole: boolean;
}

/** A continuation: which row of the search it extends, and with which token. */
export interface Continuation {
  readonly parent: number;
  readonly token: number;
}

/** A beginning of a hypothesis. */
interface Beam {
  readonly tokens: readonly number[];
  readonly logProbabilities: readonly number[];
  readonly sum: number;
  /** Sum of the hidden states that its tokens were chosen from; empty if there are none. */
  readonly hidden: Float32Array;
  readonly constraint: Constraint;
}

interface BeamStep {
  readonly parent: number;
  readonly token: number;
  readonly logProbability: number;
  readonly sum: number;
}

/** A beam is dropped if its log-probability is lower than the best one's by more than this, in nats. */
const MAX_GAP = 2;

/**
 * The search for one prompt's hypothesis: greedy with a width of 1, otherwise over that many beams. The finished
 * hypothesis with the highest mean log-probability wins. The search ends when no beam could win by ending at once.
 * Every hypothesis obeys the constraint.
 */
export class Search {
  readonly prompt: Prompt;
  readonly #tokenizer: Tokenizer;
  readonly #width: number;
  #beams: Beam[];
  #finished: Decoded[] = [];

  constructor(prompt: Prompt, tokenizer: Tokenizer, width: number) {
    this.prompt = prompt;
    this.#tokenizer = tokenizer;
    this.#width = width;
    const constraint = new Constraint(prompt.items);
    this.#beams = [{ tokens: [], logProbabilities: [], sum: 0, hidden: new Float32Array(), constraint }];
  }

  /**
   * Whether a row has a next token among the likeliest ones.
   *
   * @param row of this search's beams
   */
  canContinue(row: number, next: NextToken): boolean {
    return this.#candidates(row, next).length > 0;
  }

  /**
   * Chooses the next token of every beam.
   *
   * @param next of each row, in the order of the continuations of the step before
   * @returns the rows of the next step, or the hypothesis
   */
  advance(next: readonly NextToken[]): readonly Continuation[] | Decoded {
    const candidates = next
      .flatMap((one, row) => this.#candidates(row, one))
      .sort((a, b) => b.sum - a.sum)
      .slice(0, 2 * this.#width);
    const states = next.map((one, row) => plus((this.#beams[row] as Beam).hidden, one.hidden));
    const beams: Beam[] = [];
    const continuations: Continuation[] = [];
    for (const candidate of candidates) {
      if (beams.length + this.#finished.length >= this.#width && beams.length > 0) break;
      const { parent, token, logProbability, sum } = candidate;
      if (sum < (candidates[0] as BeamStep).sum - MAX_GAP) break;
      const beam = this.#beams[parent] as Beam;
      const hidden = states[parent] as Float32Array;
      const logProbabilities = [...beam.logProbabilities, logProbability];
      if (token === this.#tokenizer.eos) {
        const mean = hidden.map((one) => one / logProbabilities.length);
        this.#finished.push({ tokens: beam.tokens, logProbabilities, hidden: mean, truncated: this.#isFull(beam) });
        if (this.#finished.length === this.#width) break;
        continue;
      }
      const constraint = this.#after(beam, token);
      beams.push({ tokens: [...beam.tokens, token], logProbabilities, sum, hidden, constraint });
      continuations.push({ parent, token });
    }
    this.#beams = beams;
    return this.#best(beams) ?? continuations;
  }

  /** The winning hypothesis, once it is known. */
  #best(beams: readonly Beam[]): Decoded | undefined {
    const [first, ...others] = this.#finished;
    if (first === undefined) return undefined;
    const best = others.reduce((a, b) => (meanLogProbability(b) > meanLogProbability(a) ? b : a), first);
    if (this.#finished.length === this.#width) return best;
    // The end is the last token: a beam that is certain of it has one more, and the same sum.
    const reachable = Math.max(...beams.map(({ tokens, sum }) => sum / (tokens.length + 1)));
    return meanLogProbability(best) >= reachable ? best : undefined;
  }

  #after({ constraint }: Beam, token: number): Constraint {
    const item = this.#tokenizer.itemOf(token);
    if (item === undefined) return constraint;
    const after = constraint.clone();
    after.emit(item);
    return after;
  }

  #isFull({ tokens }: Beam): boolean {
    return tokens.length >= this.prompt.limit;
  }

  /** The candidates for the next token of a beam, likeliest first, at most twice the width. */
  #candidates(row: number, { topTokens, top, item, isWhole }: NextToken): BeamStep[] {
    const beam = this.#beams[row] as Beam;
    const { eos } = this.#tokenizer;
    const candidates: BeamStep[] = [];
    const add = (token: number, logProbability: number): void => {
      // An item may occur on its own or in place of the end.
      if (candidates.some((one) => one.token === token)) return;
      candidates.push({ parent: row, token, logProbability, sum: beam.sum + logProbability });
    };
    const addEnd = (): void => {
      if (beam.constraint.left === 0) add(eos, item.at(-1) as number);
      // The hypothesis would end, but items are missing: the likeliest of them may take its place.
      else
        for (const place of this.#likeliestItems(beam, item))
          add(this.#tokenizer.placeholders[place] as number, item[place] as number);
    };
    if (this.#isFull(beam)) addEnd();
    else {
      for (let place = 0; place < topTokens.length && candidates.length < 2 * this.#width; place++) {
        const token = topTokens[place] as number;
        if (token === eos) addEnd();
        else if (this.#isAllowed(beam, token)) add(token, top[place] as number);
      }
      // If nothing else is allowed, the end is.
      if (candidates.length === 0 && isWhole) addEnd();
    }
    return candidates;
  }

  #isAllowed(beam: Beam, token: number): boolean {
    const item = this.#tokenizer.itemOf(token);
    if (item !== undefined) return beam.constraint.allows(item);
    if (((this.#tokenizer.traits[token] as number) & this.prompt.banned) !== 0) return false;
    return !continuesLoop(beam.tokens, token, this.prompt.tokens);
  }

  #likeliestItems(beam: Beam, item: Float32Array): number[] {
    const allowed = this.prompt.items.map((_, index) => index).filter((index) => beam.constraint.allows(index));
    allowed.sort((a, b) => (item[b] as number) - (item[a] as number));
    return allowed.slice(0, this.#width);
  }
}

/** The likeliest next tokens of one of some rows of the graph's output. */
export function nextToken({ hidden, topTokens, top, item }: StepOutput, place: number, rows: number): NextToken {
  const part = <Data extends Float32Array | Int32Array>(data: Data): Data => {
    const size = data.length / rows;
    return data.subarray(place * size, (place + 1) * size) as Data;
  };
  return { hidden: part(hidden), topTokens: part(topTokens), top: part(top), item: part(item), isWhole: false };
}

/** All next tokens of a row, likeliest first. */
export function allTokens(
  { logProbabilities, tokens }: Distribution,
  place: number,
  { hidden, item }: NextToken,
): NextToken {
  const row = logProbabilities.subarray(place * tokens.length, (place + 1) * tokens.length);
  const order = Int32Array.from(tokens, (_, at) => at).sort((a, b) => (row[b] as number) - (row[a] as number));
  return {
    hidden,
    topTokens: order.map((at) => tokens[at] as number),
    top: Float32Array.from(order, (at) => row[at] as number),
    item,
    isWhole: true,
  };
}

/** Adds two hidden states; the first may be empty. */
function plus(a: Float32Array, b: Float32Array): Float32Array {
  return b.map((one, index) => one + (a[index] ?? 0));
}

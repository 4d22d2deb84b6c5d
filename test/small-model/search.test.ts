import assert from "node:assert/strict";
import fc from "fast-check";
import { findProtectedItems, type ProtectedItem } from "#core/messages/mask.js";
import { Constraint } from "#small-model/constraint.js";
import { continuesLoop } from "#small-model/loops.js";
import type { ModelFolder } from "#small-model/model-folder.js";
import { type Decoded, type NextToken, type Prompt, Search } from "#small-model/search.js";
import { meanLogProbability } from "#small-model/search-mode.js";
import { Tokenizer } from "#small-model/tokenizer.js";

const SPECIAL = ["<pad>", "<bos>", "<eos>"];
const ITEMS = ["\ue000", "\ue001", "\ue002", "\ue003"];
const WORDS = ["a", "b", "c", "d", "я", "{"];
const CONTENTS = [...SPECIAL, ...ITEMS, ...WORDS];
const idOf = (content: string): number => CONTENTS.indexOf(content);

/** A tokenizer with thirteen tokens; only its vocabulary is used. */
const tokenizer = new Tokenizer({
  eos: idOf("<eos>"),
  pad: idOf("<pad>"),
  tokenizer: {
    json: {
      version: "1.0",
      added_tokens: [...SPECIAL, ...ITEMS].map((content, id) => ({
        id,
        content,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: SPECIAL.includes(content),
      })),
      normalizer: null,
      pre_tokenizer: null,
      post_processor: null,
      decoder: null,
      model: { type: "BPE", vocab: Object.fromEntries(CONTENTS.map((content, id) => [content, id])), merges: [] },
    },
    config: {},
  },
} as unknown as ModelFolder);

const promptOf = (source: string, limit: number): Prompt => ({
  tokens: [1, idOf("a"), idOf("b")],
  prefix: 1,
  items: findProtectedItems(source),
  banned: tokenizer.bannedFor("a b", [idOf("a"), idOf("b")], "de"),
  limit,
});

/** Random log-probabilities of all tokens after a prefix, always the same for one prefix. */
type Model = (beginning: readonly number[]) => Float32Array;

function modelOf(seed: number, spread = 4): Model {
  return (beginning) => {
    let state = beginning.reduce((hash, token) => Math.imul(hash ^ (token + 1), 0x9e3779b1) >>> 0, seed ^ 0x5bd1e995);
    const logits = CONTENTS.map(() => {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
      return (state / 2 ** 32) * spread;
    });
    const normaliser = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    return Float32Array.from(logits, (logit) => logit - normaliser);
  };
}

/** The graph's output, limited to the likeliest tokens. */
function nextToken(logProbabilities: Float32Array, top: number): NextToken {
  const order = CONTENTS.map((_, id) => id).sort(
    (a, b) => (logProbabilities[b] as number) - (logProbabilities[a] as number),
  );
  const chosen = order.slice(0, top);
  return {
    hidden: logProbabilities,
    topTokens: Int32Array.from(chosen),
    top: Float32Array.from(chosen, (id) => logProbabilities[id] as number),
    item: Float32Array.from([...ITEMS.map(idOf), idOf("<eos>")], (id) => logProbabilities[id] as number),
    isWhole: top >= CONTENTS.length,
  };
}

/** Searches like the decoder, with a function instead of the graph; `watch` gets the beams of each step. */
function search(
  prompt: Prompt,
  model: Model,
  width: number,
  top = CONTENTS.length,
  watch: (beams: readonly (readonly number[])[]) => void = () => undefined,
): Decoded {
  const running = new Search(prompt, tokenizer, width);
  let beams: number[][] = [[]];
  for (;;) {
    const result = running.advance(
      beams.map((beam, row) => {
        const some = nextToken(model(beam), top);
        return running.canContinue(row, some) ? some : nextToken(model(beam), CONTENTS.length);
      }),
    );
    if ("logProbabilities" in result) return result;
    beams = result.map(({ parent, token }) => [...(beams[parent] as number[]), token]);
    watch(beams);
  }
}

const isItem = (token: number): boolean => tokenizer.itemOf(token) !== undefined;

function constraintAfter(items: readonly ProtectedItem[], tokens: readonly number[]): Constraint {
  const constraint = new Constraint(items);
  for (const token of tokens) if (isItem(token)) constraint.emit(tokenizer.itemOf(token) as number);
  return constraint;
}

function isAllowed({ items, banned, limit, tokens: source }: Prompt, tokens: readonly number[], next: number): boolean {
  const constraint = constraintAfter(items, tokens);
  if (next === tokenizer.eos) return constraint.left === 0;
  if (isItem(next)) return constraint.allows(tokenizer.itemOf(next) as number);
  if (tokens.length >= limit) return false;
  return ((tokenizer.traits[next] as number) & banned) === 0 && !continuesLoop(tokens, next, source);
}

/** Every hypothesis that the prompt allows, with its mean log-probability. */
function* hypotheses(prompt: Prompt, model: Model, tokens: number[] = [], sum = 0): Generator<[number[], number]> {
  const logProbabilities = model(tokens);
  for (const next of CONTENTS.keys()) {
    if (!isAllowed(prompt, tokens, next)) continue;
    const total = sum + (logProbabilities[next] as number);
    if (next === tokenizer.eos) yield [tokens, total / (tokens.length + 1)];
    else if (tokens.length < prompt.limit) yield* hypotheses(prompt, model, [...tokens, next], total);
  }
}

const SOURCES = ["a", "{x} a", "{x} {y} {x}", "%s of %d", "<b>a</b> {x}", "<a><b>x</b></a>"];
const source = fc.constantFrom(...SOURCES);
const seed = fc.integer();
const width = fc.integer({ min: 1, max: 6 });
const top = fc.integer({ min: 1, max: CONTENTS.length });

describe("Search", () => {
  it("is greedy with one beam: the likeliest token that may come", () => {
    fc.assert(
      fc.property(source, seed, fc.integer({ min: 1, max: 20 }), (text, number, limit) => {
        const [prompt, model] = [promptOf(text, limit), modelOf(number)];
        const { tokens } = search(prompt, model, 1);
        for (const [index, token] of [...tokens, tokenizer.eos].entries()) {
          const before = tokens.slice(0, index);
          const logProbabilities = model(before);
          const allowed = CONTENTS.map((_, id) => id).filter((id) => isAllowed(prompt, before, id));
          // At the limit, only the end or items may follow.
          const best = allowed.reduce((a, b) =>
            (logProbabilities[b] as number) > (logProbabilities[a] as number) ? b : a,
          );
          assert.equal(token, best, `after ${before.join()}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("loses, doubles and displaces no item, over beams too, and ends when all are out", () => {
    fc.assert(
      fc.property(source, seed, width, top, fc.integer({ min: 0, max: 9 }), (text, number, beams, some, limit) => {
        const prompt = promptOf(text, limit);
        const { tokens, truncated } = search(prompt, modelOf(number), beams, some);
        // `emit` throws if an item is not allowed there.
        assert.equal(constraintAfter(prompt.items, tokens).left, 0);
        for (const token of tokens) {
          assert.ok(isItem(token) || WORDS.slice(0, 4).some((word) => idOf(word) === token), `token ${token}`);
        }
        assert.ok(tokens.length <= limit + prompt.items.length);
        assert.equal(truncated, tokens.length >= limit);
        const words = tokens.slice(limit);
        assert.ok(words.every(isItem), "beyond the limit come items alone");
      }),
      { numRuns: 3000 },
    );
  });

  it("gives the log-probability of each token after those before it, and of the end", () => {
    fc.assert(
      fc.property(source, seed, width, top, (text, number, beams, some) => {
        const model = modelOf(number);
        const { tokens, logProbabilities, hidden } = search(promptOf(text, 8), model, beams, some);
        const expected = [...tokens, tokenizer.eos].map((token, at) => model(tokens.slice(0, at))[token]);
        assert.deepEqual([...logProbabilities], expected);
        // This model's hidden state is its distribution.
        const states = [...tokens, 2].map((_, at) => model(tokens.slice(0, at)));
        hidden.forEach((one, index) => {
          const mean = states.reduce((sum, state) => sum + (state[index] as number), 0) / states.length;
          assert.ok(Math.abs(one - mean) < 1e-4, `${one} for ${mean}`);
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("follows as many beams as it was given, no two of them the same", () => {
    fc.assert(
      fc.property(source, seed, width, (text, number, beams) => {
        search(promptOf(text, 10), modelOf(number), beams, CONTENTS.length, (all) => {
          assert.ok(all.length >= 1 && all.length <= beams);
          assert.equal(new Set(all.map((beam) => beam.join())).size, all.length);
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("takes the highest mean log-probability: with beams for everything, of all hypotheses", () => {
    const few = fc.constantFrom("a", "{x} a", "%s of %d");
    fc.assert(
      fc.property(few, seed, (text, number) => {
        // Beyond the limit, all orders of the items would have to be listed; with two items, a limit of three leaves one word.
        // The log-probabilities are so close that no beam is dropped and none is certain to lose.
        const [prompt, model] = [promptOf(text, 3), modelOf(number, 0.4)];
        const all = [...hypotheses(prompt, model)];
        const within = search(prompt, model, 4096);
        const [, best] = all.reduce((a, b) => (b[1] > a[1] ? b : a));
        assert.ok(meanLogProbability(within) >= best - 1e-6, `${meanLogProbability(within)} below ${best}`);
      }),
      { numRuns: 100 },
    );
  });

  it("drops beams that are far worse, and ends when no other can still win", () => {
    const table: Record<string, Record<string, number>> = {
      "": { a: -0.5, b: -1, c: -2.6 },
      a: { a: -0.5, "<eos>": -1 },
      b: { b: -0.7, "<eos>": -1.5 },
      "a,a": { "<eos>": -0.1 },
    };
    const model: Model = (beginning) => {
      const row = table[beginning.map((token) => CONTENTS[token]).join()] ?? { a: -1 };
      return Float32Array.from(CONTENTS, (content) => row[content] ?? -20);
    };
    const steps: string[][] = [];
    const { tokens } = search(promptOf("a", 8), model, 4, CONTENTS.length, (beams) =>
      steps.push(beams.map((beam) => beam.map((token) => CONTENTS[token]).join(""))),
    );
    // "c" is 2.1 below "a". "a" could have ended at −0.75, "aa" ends at −0.37; "bb" is at −1.7 with two tokens.
    assert.deepEqual(steps, [
      ["a", "b"],
      ["aa", "bb"],
    ]);
    assert.deepEqual(
      tokens.map((token) => CONTENTS[token]),
      ["a", "a"],
    );
  });

  it("finds what a greedy search does not", () => {
    // "a" is likelier than "b", but nothing likely follows it.
    const table: Record<string, Record<string, number>> = {
      "": { a: -0.5, b: -1 },
      a: { c: -3, d: -3.1 },
      b: { "<eos>": -0.1 },
      "a,c": { "<eos>": -0.1 },
    };
    const model: Model = (beginning) => {
      const row = table[beginning.map((token) => CONTENTS[token]).join()] ?? { "<eos>": -0.1 };
      return Float32Array.from(CONTENTS, (content) => row[content] ?? -20);
    };
    const textOf = ({ tokens }: Decoded): string => tokens.map((token) => CONTENTS[token]).join("");
    assert.equal(textOf(search(promptOf("a", 5), model, 1)), "ac");
    assert.equal(textOf(search(promptOf("a", 5), model, 2)), "b");
  });

  it("looks for further tokens only where none of the likeliest may come, and ends where none at all may", () => {
    const running = new Search(promptOf("a", 5), tokenizer, 4);
    const logProbabilities = Float32Array.from(CONTENTS, (content) => (content === "я" || content === "{" ? -1 : -5));
    assert.equal(running.canContinue(0, nextToken(logProbabilities, 2)), false);
    assert.equal(running.canContinue(0, nextToken(logProbabilities, CONTENTS.length)), true);
    const onlyBanned: NextToken = { ...nextToken(logProbabilities, 2), isWhole: true };
    const result = running.advance([onlyBanned]);
    assert.ok("logProbabilities" in result);
    assert.deepEqual(result.tokens, []);
  });

  it("cuts a repetition, and goes on with what comes next", () => {
    const model: Model = () => Float32Array.from(CONTENTS, (content) => ({ a: -0.1, "<eos>": -2 })[content] ?? -9);
    const { tokens, truncated } = search(promptOf("a", 50), model, 1);
    assert.equal(tokens.length, 5);
    assert.equal(truncated, false);
  });
});

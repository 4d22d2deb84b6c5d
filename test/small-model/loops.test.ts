import assert from "node:assert/strict";
import fc from "fast-check";
import { continuesLoop } from "#small-model/loops.js";
import { readModelFolder } from "#small-model/model-folder.js";
import { Tokenizer } from "#small-model/tokenizer.js";
import { BUNDLED } from "../support/bundled-model.js";

/** Whether the `length` tokens from `start` repeat with this period. */
const hasPeriod = (tokens: readonly number[], start: number, length: number, period: number): boolean => {
  const stretch = tokens.slice(start, start + length);
  return stretch.length === length && stretch.every((one, at) => at < period || one === stretch[at - period]);
};

/** The definition, written as simply as possible. */
function isLoop(tokens: readonly number[], prompt: readonly number[]): boolean {
  for (let period = 1; period <= 16; period++) {
    const length = Math.max(6, 3 * period);
    if (length > tokens.length || !hasPeriod(tokens, tokens.length - length, length, period)) continue;
    if (!prompt.some((_, start) => hasPeriod(prompt, start, length, period))) return true;
  }
  return false;
}

/** The token that would continue a loop at the end of a text. */
function cutAt(tokens: readonly number[], prompt: readonly number[]): number | undefined {
  const at = tokens.findIndex((token, index) => continuesLoop(tokens.slice(0, index), token, prompt));
  return at < 0 ? undefined : at;
}

describe("continuesLoop", () => {
  it("finds a sequence that comes three times, or a token that comes six times", () => {
    assert.equal(cutAt([1, 2, 3, 1, 2, 3, 1, 2, 3], []), 8);
    assert.equal(cutAt([9, 8, 7, 7, 7, 7, 7, 7, 7], []), 7);
    assert.equal(cutAt([1, 2, 1, 2, 1, 2], []), 5);
    assert.equal(cutAt([1, 2, 3, 1, 2, 3, 1, 2, 4], []), undefined);
    const long = Array.from({ length: 17 }, (_, token) => token);
    assert.equal(cutAt([...long, ...long, ...long], []), undefined, "longer than what is looked for");
  });

  it("allows what the prompt repeats too", () => {
    assert.equal(cutAt([1, 1, 1, 1, 1, 1], [5, 1, 1, 1, 1, 1, 1]), undefined);
    assert.equal(cutAt([1, 1, 1, 1, 1, 1], [5, 1, 1, 1, 1, 1]), 5);
    assert.equal(cutAt([4, 5, 4, 5, 4, 5], [7, 8, 7, 8, 7, 8]), undefined, "in whatever words");
  });

  it("agrees with its definition", () => {
    const piece = fc.array(fc.nat(2), { minLength: 1, maxLength: 18 });
    const looped = fc.tuple(piece, piece, fc.integer({ min: 1, max: 5 }), piece).map(([before, one, times, after]) => {
      return [...before, ...Array.from({ length: times }, () => one).flat(), ...after];
    });
    let found = 0;
    fc.assert(
      fc.property(looped, fc.oneof(looped, fc.constant([])), (tokens, prompt) => {
        const expected = isLoop(tokens, prompt);
        if (expected) found++;
        assert.equal(continuesLoop(tokens.slice(0, -1), tokens.at(-1) as number, prompt), expected);
      }),
      { numRuns: 4000 },
    );
    assert.ok(found > 100, `${found} loops were among them`);
  });

  it("finds loops in scripts without blanks", async () => {
    const tokenizer = new Tokenizer(await readModelFolder(BUNDLED));
    for (const phrase of ["設定", "保存する", "文件"]) {
      const loop = tokenizer.encode(phrase.repeat(12));
      assert.notEqual(cutAt(loop, tokenizer.encode("Settings")), undefined, phrase);
      assert.equal(cutAt(loop, tokenizer.encode("ha".repeat(200))), undefined, "the source laughs as long");
    }
    assert.equal(cutAt(tokenizer.encode("設定を保存するには、設定の画面を開いて設定を選びます。"), []), undefined);
  });
});

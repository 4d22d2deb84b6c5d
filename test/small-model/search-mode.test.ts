import assert from "node:assert/strict";
import type { Hypothesis, TranslateOptions } from "#small-model/protocol.js";
import { isUnsure, meanLogProbability } from "#small-model/search-mode.js";
import { Translator } from "#small-model/translator.js";
import { readRecorded, thin } from "../../models/training/segments.js";
import { BUNDLED } from "../support/bundled-model.js";

const COUNT = 60;
/**
 * The share of texts whose result must not depend on the rest of their batch. Padding may move an activation to the
 * next int8 step. When this was written, 59 of 60 did not change; longer texts do more often (docs/engine.md, "Batches").
 */
const SAME = 0.9;

const scored = (mean: number, length: number) => ({ logProbabilities: Array.from({ length }, () => mean) });

describe("Whether beams are tried after a greedy hypothesis", () => {
  it("is decided by its mean log-probability, the end's included", () => {
    const unsure = { logProbabilities: [-0.1, -0.2, -0.9] };
    assert.ok(Math.abs(meanLogProbability(unsure) + 0.4) < 1e-12);
    assert.ok(isUnsure(unsure));
    assert.ok(!isUnsure({ logProbabilities: [-0.1, -0.2, -0.3] }));
  });

  it("is not where it is long: beams take longer there, and hardly improve it", () => {
    assert.ok(isUnsure(scored(-2, 24)));
    assert.ok(!isUnsure(scored(-2, 25)));
  });
});

describe("Translator, searching", () => {
  let translator: Translator;
  before(async () => {
    translator = await Translator.load(BUNDLED, 1);
  });
  after(() => translator.dispose());

  const german = readRecorded(["models/data/large-translations"]).filter(
    ({ direction, source, split }) => direction.target === "de" && source.length <= 60 && split === "dev",
  );
  const texts = thin([...new Set(german.map(({ source }) => source))], COUNT);

  /** The hypotheses of all texts, in order. */
  async function translated(options: TranslateOptions, some: readonly string[] = texts): Promise<Hypothesis[]> {
    const hypotheses: Hypothesis[] = [];
    const estimated = new Set<string>();
    await translator.translate(
      some.map((text, index) => ({
        id: String(index),
        text,
        direction: { source: "en", target: "de" },
        doNotTranslate: [],
      })),
      {
        estimated: ({ id }) => {
          assert.ok(!estimated.has(id), "estimated once");
          estimated.add(id);
        },
        translated: (hypothesis) => {
          assert.equal(hypotheses[Number(hypothesis.id)], undefined, "translated once");
          hypotheses[Number(hypothesis.id)] = hypothesis;
        },
      },
      options,
    );
    assert.equal(estimated.size, some.length);
    assert.equal(hypotheses.filter(Boolean).length, some.length);
    return hypotheses;
  }

  const textOf = ({ text }: Hypothesis): string => text;

  it("gives nearly the same hypotheses alone and among others", async () => {
    const some = texts.slice(0, 20);
    const alone = await translated({ batchSize: 1, search: "greedy" }, some);
    for (const batchSize of [7, 64]) {
      const together = await translated({ batchSize, search: "greedy" }, some);
      const same = together.filter((one, index) => one.text === alone[index]?.text).length;
      assert.ok(same >= SAME * some.length, `${same} of ${some.length} in batches of ${batchSize}`);
      // Equal texts have equal scores, up to int8 steps.
      for (const [index, one] of together.entries()) {
        if (one.text !== alone[index]?.text) continue;
        assert.ok(Math.abs(one.meanLogProbability - alone[index].meanLogProbability) < 0.2, one.text);
      }
    }
  });

  it("gives exactly the same hypotheses in the same batch", async () => {
    const some = texts.slice(0, 12);
    const first = await translated({ search: "greedy" }, some);
    const second = await translated({ search: "greedy" }, some);
    assert.deepEqual(second.map(textOf), first.map(textOf));
  });

  it("searches on exactly where the greedy hypothesis is unsure", async () => {
    // Each alone, so that padding for others cannot move an int8 step.
    const some = texts.slice(0, 14);
    const greedy = await translated({ batchSize: 1, search: "greedy" }, some);
    const beam = await translated({ batchSize: 1, search: "beam" }, some);
    const auto = await translated({ batchSize: 1 }, some);
    // The end token has a log-probability, too.
    const unsure = greedy.map(({ meanLogProbability, tokens }) =>
      isUnsure({ logProbabilities: Array.from({ length: tokens + 1 }, () => meanLogProbability) }),
    );
    assert.ok(unsure.includes(true) && unsure.includes(false), "both kinds are among them");
    assert.deepEqual(
      auto.map(textOf),
      some.map((_, index) => (unsure[index] ? beam : greedy)[index]?.text),
    );
    assert.ok(
      auto.some(({ text }, index) => text !== greedy[index]?.text),
      "beams found something else",
    );
    const mean = (all: readonly Hypothesis[]): number =>
      all.reduce((sum, { meanLogProbability }) => sum + meanLogProbability, 0) / all.length;
    assert.ok(mean(beam) > mean(greedy), "and likelier");
  });
});

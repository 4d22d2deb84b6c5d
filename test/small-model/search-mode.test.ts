import assert from "node:assert/strict";
import { isUnsure } from "#small-model/doubt.js";
import type { Hypothesis, TranslateOptions } from "#small-model/protocol.js";
import { Translator } from "#small-model/translator.js";
import { readRecorded, thin } from "../../models/training/segments.js";
import { BUNDLED } from "../support/bundled-model.js";

const COUNT = 60;
/**
 * Share of texts that must come out the same whatever is translated with them: padding may move an activation to the
 * next int8 step. Of 60, 59 did when this was written; longer texts do less often (docs/engine.md, "Batches").
 */
const SAME = 0.9;

describe("Translator, searching", function () {
  this.timeout(240_000);
  let translator: Translator;
  before(async () => {
    translator = await Translator.load(BUNDLED, 1);
  });
  after(() => translator.dispose());

  const german = readRecorded(["models/data/large-translations"]).filter(
    ({ direction, source, split }) => direction.target === "de" && source.length <= 60 && split === "dev",
  );
  const texts = thin([...new Set(german.map(({ source }) => source))], COUNT);

  /** Hypotheses of all texts, in their order. */
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
    const some = texts.slice(0, 30);
    const alone = await translated({ batchSize: 1, search: "greedy" }, some);
    for (const batchSize of [7, 64]) {
      const together = await translated({ batchSize, search: "greedy" }, some);
      const same = together.filter((one, index) => one.text === alone[index]?.text).length;
      assert.ok(same >= SAME * some.length, `${same} of ${some.length} in batches of ${batchSize}`);
      // Where a text is the same, so are its numbers, up to the int8 steps.
      for (const [index, one] of together.entries()) {
        if (one.text !== alone[index]?.text) continue;
        assert.ok(Math.abs(one.meanLogProbability - alone[index].meanLogProbability) < 0.2, one.text);
      }
    }
  });

  it("gives exactly the same hypotheses in the same company", async () => {
    const some = texts.slice(0, 24);
    const first = await translated({ search: "greedy" }, some);
    const second = await translated({ search: "greedy" }, some);
    assert.deepEqual(second.map(textOf), first.map(textOf));
  });

  it("searches on exactly where the greedy hypothesis is unsure", async () => {
    // Alone, so that no company moves an int8 step.
    const some = texts.slice(0, 20);
    const greedy = await translated({ batchSize: 1, search: "greedy" }, some);
    const beam = await translated({ batchSize: 1, search: "beam" }, some);
    const auto = await translated({ batchSize: 1 }, some);
    const unsure = greedy.map(({ meanLogProbability }) => isUnsure({ logProbabilities: [meanLogProbability] }));
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

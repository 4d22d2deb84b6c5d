import assert from "node:assert/strict";
import {
  applyHead,
  type HypothesisFeatures,
  predictGain,
  predictQuality,
  scalarFeatures,
} from "#core/routing/probe.js";
import { fitGainHead, fitProbe, type LabelledExample } from "../../../models/training/probe/fit.js";
import { seededRandom, spearman } from "../../../models/training/probe/metrics.js";

const APPLICATIONS = ["shop", "mail", "player", "editor"];

/** Segments with hidden states of `size` dimensions; the first three determine the quality. */
function segments(count: number, size: number, seed: number) {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: count }, (_, index) => {
    const hidden = Array.from({ length: size }, normal);
    const [a = 0, b = 0, c = 0] = hidden;
    const sourceTokens = 2 + Math.floor(random() * 20);
    const entropy = random() * 4;
    const quality = 55 + 9 * a - 6 * b + 5 * c - 4 * entropy + 3 * normal();
    const features: HypothesisFeatures = {
      hidden,
      sourceTokens,
      entropy,
      hypothesis: hidden.map((one) => one + 0.3 * normal()),
      logProbabilities: Array.from(
        { length: sourceTokens + 1 },
        () => -Math.abs(1.2 - quality / 100 + 0.05 * normal()),
      ),
      copiedWords: random(),
    };
    const application = APPLICATIONS[index % APPLICATIONS.length] as string;
    return { features, application, quality, gain: 80 - quality + 6 * normal(), noise: normal() };
  });
}

describe("fitting the probe", () => {
  it("predicts gains from the hidden state on unseen segments, and calibrates them", () => {
    const seen = segments(1500, 24, 1);
    const probe = fitProbe({
      unlabelled: seen,
      referenced: seen,
      labelled: seen.slice(0, 400),
      metric: "chrf",
      largeModel: "test",
      languages: ["de"],
    });
    const unseen = segments(400, 24, 2);
    const gains = unseen.map(({ gain }) => gain);
    const prefill = unseen.map(({ features: { hidden, sourceTokens, entropy } }) =>
      predictGain(probe, "de", { hidden, sourceTokens, entropy }),
    );
    assert.ok(
      spearman(
        prefill.map(({ gain }) => gain),
        gains,
      ) > 0.8,
    );
    const refined = unseen.map(({ features }) => predictGain(probe, "de", features).gain);
    assert.ok(spearman(refined, gains) > 0.8);
    const error = prefill.reduce((sum, { gain }, index) => sum + gain - (gains[index] as number), 0) / unseen.length;
    assert.ok(Math.abs(error) < 2, `off by ${error} points on average`);
    assert.ok(probe.gain.quantiles.every((one, at, all) => at === 0 || one >= (all[at - 1] as number)));
  });

  it("predicts the quality of a hypothesis, and in other languages without the hidden state of the prompt", () => {
    const seen = segments(1500, 24, 5);
    const probe = fitProbe({
      unlabelled: seen,
      referenced: seen,
      labelled: seen,
      metric: "judge",
      largeModel: "test",
      languages: ["de", "fr"],
    });
    const unseen = segments(400, 24, 6);
    const qualities = unseen.map(({ quality }) => quality);
    for (const [target, least] of [
      ["de", 0.9],
      ["ja", 0.9],
    ] as const) {
      const predicted = unseen.map(({ features }) => predictQuality(probe, target, features));
      assert.ok(spearman(predicted, qualities) > least, `${target}: ${spearman(predicted, qualities)}`);
    }
    for (const { hidden } of [probe.general.refined.head, probe.general.gain.head])
      assert.ok(hidden.every((weight) => weight === 0));
    const [first] = unseen as [(typeof unseen)[0]];
    assert.deepEqual(predictGain(probe, "ja", first.features).calibratedOn, ["de", "fr"]);
    assert.equal(predictGain(probe, "fr", first.features).calibratedOn, undefined);
  });

  it("uses the hidden state of a hypothesis only as far as it helps for left-out applications", () => {
    const blank = segments(240, 120, 7).map((one) => ({
      ...one,
      features: {
        ...one.features,
        hypothesis: Array.from(one.features.hidden, (_, at) => Math.sin(one.noise * (at + 1) * 1e4)),
      },
    }));
    const probe = fitProbe({
      unlabelled: blank,
      referenced: blank,
      labelled: blank,
      metric: "judge",
      largeModel: "test",
      languages: ["de"],
    });
    const unseen = segments(400, 120, 8);
    const predicted = unseen.map(({ features }) => predictQuality(probe, "de", features));
    const qualities = unseen.map(({ quality }) => quality);
    const wordless = unseen.map(({ features }) => scalarFeatures(features).meanLogProbability ?? 0);
    assert.ok(spearman(predicted, qualities) > spearman(wordless, qualities) - 0.05);
    const [first] = unseen as [(typeof unseen)[0]];
    const { hypothesis, logProbabilities, ...prefill } = first.features;
    assert.ok(hypothesis && logProbabilities);
    assert.throws(() => applyHead(probe.refinedQuality.head, prefill), RangeError);
    assert.throws(() => applyHead(probe.refinedQuality.head, { ...first.features, hypothesis: [1] }), RangeError);
  });

  it("leaves the hidden state out where few labels make it look better than it is", () => {
    const few: LabelledExample[] = segments(60, 200, 3).map(({ noise, ...one }) => ({
      ...one,
      gain: 10 * one.features.entropy + noise,
    }));
    const { head } = fitGainHead(few, [], ["entropy"]);
    assert.ok(head.hidden.every((weight) => weight === 0));
    assert.ok((head.features.entropy ?? 0) > 0);
    const many: LabelledExample[] = segments(600, 8, 4);
    const wide = fitGainHead(many, [], ["entropy"]).head;
    const hidden = many.map(({ features }) => applyHead(wide, features));
    assert.ok(
      spearman(
        hidden,
        many.map(({ gain }) => gain),
      ) > 0.8,
    );
  });
});

import assert from "node:assert/strict";

import { ProviderError, said } from "#core/errors.js";

import { json } from "#core/formats/json/json.js";
import { po } from "#core/formats/po/po.js";
import { type Decision, draftOf } from "#core/routing/decision.js";
import { DEFAULT_MINIMUM_QUALITY } from "#core/translate/draft.js";
import { applyDecisions, openFileJob } from "#core/translate/file-job.js";
import type { LargeModel } from "#core/translate/models.js";
import type { PreparedSegment } from "#core/translate/prepared-segment.js";
import { planOnly, type RunResult, run } from "#core/translate/translate.js";
import { inEnglish } from "#workspace/localize.js";
import { reasonText } from "#workspace/reason-text.js";
import { type Answer, smallModel } from "../../support/small-model.js";

const direction = { source: "en", target: "de" };
const price = { input: 1, output: 2 };

/** A large model with the same answer for every text. */
const largeModel = (answer: string): LargeModel => ({
  provider: "test",
  name: "large",
  price,
  instructions: () => "",
  problemText: ({ code }) => code,
  translate: async (_, requests) => ({
    translations: new Map(requests.map(({ id }) => [id, answer])),
    usage: { inputTokens: 1, outputTokens: 1 },
    truncated: false,
  }),
});

describe("What becomes of a segment", () => {
  const jobOf = (sources: readonly string[]) => {
    const text = JSON.stringify(Object.fromEntries(sources.map((source, index) => [`k${index}`, source])));
    return openFileJob({
      format: json,
      source: { path: "en.json", text },
      target: { path: "de.json", text: undefined },
      direction,
    });
  };

  const runOn = (
    answers: Readonly<Record<string, Answer>>,
    {
      large,
      minimumQuality,
      sources = Object.keys(answers),
    }: {
      large?: LargeModel;
      minimumQuality?: number;
      sources?: readonly string[];
    } = {},
  ): Promise<RunResult> =>
    run(
      jobOf(sources).preparation.segments,
      {
        share: 1,
        cap: large ? 1 : 0,
        price,
        instructions: "",
        ...(minimumQuality === undefined ? {} : { minimumQuality }),
      },
      { small: smallModel(answers), large },
    );

  const only = async (answer: Answer, source = "Open the file", options = {}): Promise<Decision> => {
    const { decisions } = await runOn({ [source]: answer }, options);
    assert.equal(decisions.length, 1);
    return decisions[0] as Decision;
  };

  it("is done if it has the wanted quality, and a draft below it", async () => {
    const text = "Die Datei öffnen";
    const outcome = async (quality: number, minimumQuality?: number): Promise<string> =>
      (await only({ text, quality, gain: 0 }, undefined, minimumQuality === undefined ? {} : { minimumQuality }))
        .outcome;
    assert.equal(await outcome(DEFAULT_MINIMUM_QUALITY.unmarked), "local");
    assert.equal(await outcome(DEFAULT_MINIMUM_QUALITY.unmarked - 0.1), "draft");
    assert.equal(await outcome(30, 30), "local");
    assert.equal(await outcome(99, 100), "draft");
    assert.equal(await outcome(1, 0), "local");
    assert.equal(await outcome(Number.NaN), "draft", "what cannot be predicted is not taken for done");
  });

  it("needs less where the file says that it is a draft", async () => {
    const text = 'msgid "Open the file"\nmsgstr ""\n';
    const catalog = { path: "de.po", text };
    const { preparation } = openFileJob({ format: po, source: catalog, target: catalog, direction });
    const outcomeIn = async (segments: readonly PreparedSegment[], quality: number, minimumQuality?: number) => {
      const models = {
        small: smallModel({ "Open the file": { text: "Die Datei öffnen", quality } }),
        large: undefined,
      };
      const { decisions } = await run(segments, { share: 0, cap: 0, price, instructions: "", minimumQuality }, models);
      return decisions[0]?.outcome;
    };
    const { marked } = DEFAULT_MINIMUM_QUALITY;
    assert.equal(await outcomeIn(preparation.segments, marked), "local");
    assert.equal(await outcomeIn(preparation.segments, marked - 0.1), "draft");
    assert.equal(
      await outcomeIn(preparation.segments, marked, marked + 1),
      "draft",
      "a set minimum is for all formats",
    );
    assert.equal(await outcomeIn(jobOf(["Open the file"]).preparation.segments, marked), "draft");
  });

  it("says why it is a draft, and carries the text without choosing it", async () => {
    const decision = await only({ text: "Das Öffnen der Akte", quality: 41.7 });
    assert.equal(
      reasonText(decision, inEnglish),
      `Not counted as done: its predicted quality is 41, but ${DEFAULT_MINIMUM_QUALITY.unmarked} is required.`,
    );
    assert.equal(decision.chosen, undefined);
    assert.deepEqual(draftOf(decision), {
      origin: "small",
      text: "Das Öffnen der Akte",
      meanLogProbability: -0.1,
      quality: 41.7,
    });
  });

  it("is a draft if checks see garbage, however good the prediction, and its gain counts as large", async () => {
    const seen: readonly (readonly [source: string, answer: Answer, reason: RegExp])[] = [
      ["The file could not be opened", { text: "The file could not be opened" }, /it is identical to the source/],
      [
        "The settings of the account were saved",
        { text: "Les paramètres du compte sont enregistrés" },
        /it looks like French/,
      ],
      ["Open the file", { text: "Die Datei öffnen", truncated: true }, /it was cut at the length limit/],
      ["Open the settings of the account now", { text: "Auf" }, /times as long as the source/],
    ];
    for (const [source, answer, reason] of seen) {
      const decision = await only({ ...answer, quality: 99 }, source, { minimumQuality: 0 });
      assert.equal(decision.outcome, "draft", source);
      assert.match(reasonText(decision, inEnglish), reason);
      assert.equal(decision.predicted.gain, 50);
    }
  });

  it("is not a draft because of a repair", async () => {
    const decision = await only({ text: "Öffne mit mit {name} die Datei", gain: 0 }, "Open the file with {name}");
    assert.deepEqual([decision.outcome, decision.chosen?.text], ["local", "Öffne mit {name} die Datei"]);
    assert.deepEqual(
      decision.findings.map(({ finding }) => [finding.check, finding.isRepaired]),
      [["doubled-words", true]],
    );
  });

  it("fails where the candidate breaks something: that is written nowhere, drafts or not", async () => {
    const decision = await only({ text: "Die Datei öffnen", quality: 99 }, "Open the file {name}");
    assert.deepEqual([decision.outcome, decision.chosen], ["failed", undefined]);
    assert.equal(draftOf(decision), undefined);
    const { decisions } = await runOn({}, { sources: ["Unknown to the model"] });
    assert.equal(decisions[0]?.outcome, "failed", "refused by the small model");
  });

  it("is as good as the weakest branch of a message", async () => {
    const message = "{kind, select, file {Open the file} other {Open the folder}}";
    const answers = {
      "Open the file": { text: "Datei öffnen", quality: 95, gain: 0 },
      "Open the folder": { text: "Akte offen", quality: 12, gain: 0 },
    };
    const { decisions } = await runOn(answers, { sources: [message] });
    assert.deepEqual([decisions[0]?.outcome, decisions[0]?.candidates[0]?.quality], ["draft", 12]);
  });

  it("is bought as any other, and then no draft", async () => {
    const { decisions, plan } = await runOn(
      { "Open the file": { text: "Auf die Akte", quality: 20, gain: 60 } },
      { large: largeModel("Die Datei öffnen") },
    );
    assert.equal(plan.largeCount, 1);
    assert.deepEqual([decisions[0]?.outcome, decisions[0]?.chosen?.text], ["large", "Die Datei öffnen"]);
  });

  it("stays a draft where what was bought is held, and where buying fails", async () => {
    const answer = { "Open the file": { text: "Auf die Akte", quality: 20, gain: 60 } };
    const held = (await runOn(answer, { large: largeModel("%s öffnen") })).decisions[0];
    assert.equal(held?.outcome, "draft");
    assert.match(
      held ? reasonText(held, inEnglish) : "",
      /The large model's translation was bought, but held back: .*%s is not in the source/,
    );
    assert.deepEqual([held?.chosen, held?.candidates.length], [undefined, 2]);
    assert.ok((held?.cost ?? 0) > 0);
    const down = new ProviderError("provider-unreachable", said`no network`, said`Wait.`, { charge: "none" });
    const broken = { ...largeModel(""), translate: () => Promise.reject(down) };
    const failed = (await runOn(answer, { large: broken })).decisions[0];
    assert.equal(failed?.outcome, "draft");
    assert.match(failed ? reasonText(failed, inEnglish) : "", /not bought: no network/);
  });

  it("is planned without drafts, which only decoding shows", async () => {
    const small = smallModel({ "Open the file": { text: "x", quality: 0, gain: 60 } });
    const budget = { share: 1, cap: 0, price, instructions: "" };
    const { decisions } = await planOnly(jobOf(["Open the file"]).preparation.segments, budget, { small });
    assert.deepEqual(
      decisions.map(({ outcome }) => outcome),
      ["flagged"],
    );
  });

  it("counts once: the outcomes add up to the segments", async () => {
    const answers = {
      "Save the file": { text: "Die Datei sichern", gain: 0 },
      "Open the file": { text: "Auf die Akte", quality: 20, gain: 0 },
      "Close {name} now": { text: "Jetzt schließen", gain: 0 },
      "Delete the file": { text: "Die Datei löschen", gain: 20 },
    };
    const { decisions } = await runOn(answers);
    assert.deepEqual(
      decisions.map(({ outcome }) => outcome),
      ["local", "draft", "failed", "flagged"],
    );
    const job = jobOf(Object.keys(answers));
    const { text, written, drafts } = applyDecisions(job, decisions, undefined);
    assert.deepEqual(JSON.parse(text), { k0: "Die Datei sichern", k3: "Die Datei löschen" });
    assert.deepEqual([written, drafts], [2, 0]);
  });

  it("is chosen as a draft where the file can mark it", async () => {
    const text = 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Open the file"\nmsgstr ""\n';
    const job = openFileJob({
      format: po,
      source: { path: "de.po", text },
      target: { path: "de.po", text },
      direction,
    });
    const small = smallModel({ "Open the file": { text: "Auf die Akte", quality: 20, gain: 0 } });
    const budget = { share: 1, cap: 0, price, instructions: "" };
    const { decisions } = await run(job.preparation.segments, budget, { small });
    assert.deepEqual([decisions[0]?.outcome, decisions[0]?.chosen?.text], ["draft", "Auf die Akte"]);
    assert.match(applyDecisions(job, decisions, text).text, /#, fuzzy\nmsgid "Open the file"\nmsgstr "Auf die Akte"/);
  });
});

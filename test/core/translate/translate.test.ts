import assert from "node:assert/strict";
import { json } from "#core/formats/json/json.js";
import { po } from "#core/formats/po/po.js";
import { failureOf } from "#core/routing/decision-reason.js";
import { applyDecisions, openFileJob } from "#core/translate/file-job.js";
import { planOnly, type RunListener, type RunOptions, type RunResult, run } from "#core/translate/translate.js";
import type { OpenAiCompatible } from "#large-model/openai-compatible.js";
import type { SmallModelClient } from "#small-model/client/client.js";
import type { Fault, LargeModelServer } from "../../support/large-model-server.js";
import { startModels } from "../../support/models.js";
import { said } from "../../support/sentences.js";

/** Source texts with recorded translations of the large model. */
const SOURCE = JSON.stringify(
  {
    comments: "Additional Comments",
    freeze: "Freeze video on a chosen frame",
    column: "Please select a deposit or withdrawal column.",
    number: "42 %",
  },
  undefined,
  2,
);

describe("run, with the bundled model and a real server", () => {
  let server: LargeModelServer;
  let small: SmallModelClient;
  let large: OpenAiCompatible;
  const direction = { source: "en", target: "de" };
  const price = { input: 1, output: 2 };

  before(async () => {
    ({ server, small, large } = await startModels(price));
  });
  after(async () => {
    small.dispose();
    await server.stop();
  });
  beforeEach(() => {
    server.fault = "none";
    server.seen.length = 0;
  });

  const job = (target?: string) =>
    openFileJob({
      format: json,
      source: { path: "en.json", text: SOURCE },
      target: { path: "de.json", text: target },
      direction,
    });
  const budget = (cap: number, share = 1): RunOptions => ({
    cap,
    share,
    price,
    instructions: large.instructions(direction),
    // outcomes.test.ts tests drafts.
    minimumQuality: 0,
  });
  const runWith = (cap: number, fault: Fault = "none", listener: RunListener = {}): Promise<RunResult> => {
    server.fault = fault;
    return run(job().preparation.segments, budget(cap), { small, large, listener });
  };
  const outcomes = ({ decisions }: RunResult): string[] => decisions.map(({ outcome }) => outcome);

  it("buys what is worth it and puts it into the file", async () => {
    const result = await runWith(1);
    assert.deepEqual(outcomes(result), ["large", "large", "large"]);
    const { text } = applyDecisions(job(), result.decisions, undefined);
    assert.deepEqual(JSON.parse(text), {
      comments: "Zusätzliche Kommentare",
      freeze: "Video bei einem ausgewählten Einzelbild einfrieren",
      column: "Bitte wählen Sie eine Einzahlungs- oder Auszahlungsspalte aus.",
      number: "42 %",
    });
  });

  it("settles what the server says it used", async () => {
    const { balance, decisions } = await runWith(1);
    assert.equal(balance.reserved.usd, 0);
    assert.ok(Math.abs(balance.settled.usd - (130 * 1 + 36 * 2) / 1e6) < 1e-12);
    const paid = decisions.reduce((sum, { cost }) => sum + cost, 0);
    assert.ok(Math.abs(paid - balance.settled.usd) < 1e-12);
  });

  it("makes no call with budget 0, and flags what it would buy", async () => {
    const result = await runWith(0);
    assert.equal(server.seen.length, 0);
    assert.deepEqual(outcomes(result), ["flagged", "flagged", "flagged"]);
    assert.ok(result.decisions.every(({ chosen }) => chosen?.origin === "small"));
  });

  it("makes no call when the plan is not approved", async () => {
    const result = await runWith(1, "none", { approve: async () => "local" });
    assert.equal(server.seen.length, 0);
    assert.equal(result.balance.settled.usd, 0);
  });

  it("reserves no more than the cap, to the cent of a cent", async () => {
    const { balance } = await runWith(0.0007);
    assert.ok(balance.settled.usd + balance.reserved.usd <= 0.0007);
  });

  it("keeps the local translations when the server is down, and says so", async () => {
    for (const fault of ["hang-up", "error-500", "unauthorised", "not-json"] as const) {
      const result = await runWith(1, fault);
      assert.deepEqual(outcomes(result), ["flagged", "flagged", "flagged"], fault);
      assert.ok(
        result.decisions.every(
          ({ chosen, reason }) => chosen?.origin === "small" && failureOf(reason)?.code === "provider",
        ),
      );
    }
  });

  it("counts a call that broke off as spent, and one that was refused as free", async () => {
    assert.ok((await runWith(1, "hang-up")).balance.reserved.usd > 0);
    assert.equal((await runWith(1, "unauthorised")).balance.reserved.usd, 0);
  });

  it("asks again for what an answer left out, once", async () => {
    const result = await runWith(1, "leaves-out");
    assert.deepEqual(outcomes(result).filter((one) => one === "large").length, 2);
    assert.equal(server.seen.length, 2);
  });

  it("halves a request whose answer was cut", async () => {
    const result = await runWith(1, "cut");
    assert.ok(outcomes(result).includes("large"));
    assert.ok(server.seen.length >= 3);
  });

  it("holds a large translation that breaks the checks; the local one stays, the money is accounted", async () => {
    const { decisions, balance } = await runWith(1, "broken-placeholder");
    assert.ok(decisions.every(({ outcome, chosen }) => outcome === "held" && chosen?.origin === "small"));
    assert.ok(
      decisions.every(({ findings }) => findings.some(({ finding }) => said(finding) === "%s is not in the source")),
    );
    assert.ok(balance.settled.usd > 0);
  });

  it("asks once more for what the checks refuse, and says why", async () => {
    const result = await runWith(1, "broken-placeholder-once");
    assert.deepEqual(outcomes(result), ["large", "large", "large"]);
    assert.equal(server.seen.length, 2);
    assert.deepEqual(
      server.seen.map(({ strings }) => strings[0]?.problems),
      [undefined, ["%s is not in the source"]],
    );
    const paid = result.decisions.reduce((sum, { cost }) => sum + cost, 0);
    assert.ok(Math.abs(paid - result.balance.settled.usd) < 1e-12, "both requests are in the prices");
  });

  it("holds what stays refused, and asks a second time only as far as the money goes", async () => {
    const twice = await runWith(1, "broken-placeholder");
    assert.equal(server.seen.length, 2);
    const [decision] = twice.decisions;
    assert.deepEqual([decision?.outcome, decision?.chosen?.origin], ["held", "small"]);
    assert.equal(decision?.candidates.length, 2);
    server.seen.length = 0;
    const { balance } = await runWith(0.0007, "broken-placeholder");
    assert.ok(balance.settled.usd + balance.reserved.usd <= 0.0007);
    assert.ok(server.seen.length >= 1);
  });

  it("holds an answer to the string that is no translation of it", async () => {
    const { decisions } = await runWith(1, "chatty");
    assert.ok(decisions.every(({ outcome, chosen }) => outcome === "held" && chosen?.origin === "small"));
  });

  it("repairs a large translation where there is exactly one repair, and says so", async () => {
    const result = await runWith(1, "spare-placeholder");
    assert.deepEqual(outcomes(result), ["large", "large", "large"]);
    assert.equal(result.decisions[0]?.chosen?.text, "Zusätzliche Kommentare");
    assert.ok(
      result.decisions.every(({ findings }) => findings.some(({ finding }) => said(finding).endsWith("; repaired"))),
    );
  });

  it("plans without calling anybody", async () => {
    const { plan, decisions } = await planOnly(job().preparation.segments, budget(1, 0.4), { small });
    assert.equal(plan.largeCount, 1);
    assert.equal(server.seen.length, 0);
    assert.ok(decisions.every(({ chosen }) => chosen === undefined));
  });

  it("leaves a translation that somebody has made alone, also one made meanwhile", async () => {
    const existing = '{\n  "comments": "Von Hand"\n}\n';
    const opened = job(existing);
    assert.equal(opened.preparation.existing, 1);
    const { decisions } = await run(opened.preparation.segments, budget(0), { small });
    const meanwhile = '{\n  "comments": "Von Hand",\n  "freeze": "Auch von Hand"\n}\n';
    const { text, overtaken } = applyDecisions(opened, decisions, meanwhile);
    assert.deepEqual(overtaken, ["freeze"]);
    assert.equal(JSON.parse(text).comments, "Von Hand");
    assert.equal(JSON.parse(text).freeze, "Auch von Hand");
  });
});

describe("A target file that says its language", () => {
  it("is not filled with another one", () => {
    const french = 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "Yes"\nmsgstr ""\n';
    const open = (target: string) =>
      openFileJob({
        format: po,
        source: { path: "fr.po", text: french },
        target: { path: "fr.po", text: french },
        direction: { source: "en", target },
      });
    assert.throws(() => open("de"), { code: "option-invalid", message: /its language is fr, not de/ });
    assert.equal(open("fr-CA").preparation.segments.length, 1);
  });

  it("is not filled with another written standard of it", () => {
    const taiwan = 'msgid ""\nmsgstr "Language: zh_TW\\n"\n\nmsgid "Yes"\nmsgstr ""\n';
    const open = (target: string) =>
      openFileJob({
        format: po,
        source: { path: "zh.po", text: taiwan },
        target: { path: "zh.po", text: taiwan },
        direction: { source: "en", target },
      });
    assert.throws(() => open("zh-CN"), { code: "option-invalid", message: /its language is zh-TW, not zh-CN/ });
    for (const target of ["zh-TW", "zh-HK", "zh"]) assert.equal(open(target).preparation.segments.length, 1);
  });
});

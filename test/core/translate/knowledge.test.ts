import assert from "node:assert/strict";
import { json } from "#core/formats/json/json.js";
import type { Knowledge } from "#core/memory/knowledge.js";
import { TranslationMemory } from "#core/memory/memory.js";
import { Termbase } from "#core/memory/termbase.js";
import { applyDecisions, openFileJob } from "#core/translate/file-job.js";
import { planOnly, type RunResult, run } from "#core/translate/translate.js";
import type { OpenAiCompatible } from "#large-model/openai-compatible.js";
import type { SmallModelClient } from "#small-model/client/client.js";
import { inEnglish } from "#workspace/localize.js";
import { reasonText } from "#workspace/reason-text.js";
import type { LargeModelServer } from "../../support/large-model-server.js";
import { startModels } from "../../support/models.js";

const direction = { source: "en", target: "de" };

describe("A run that knows the project, with the bundled model and a real server", () => {
  let server: LargeModelServer;
  let small: SmallModelClient;
  let large: OpenAiCompatible;
  const price = { input: 1, output: 2 };

  before(async () => {
    ({ server, small, large } = await startModels(price));
  });
  after(async () => {
    small.dispose();
    await server.stop();
  });
  beforeEach(() => {
    server.seen.length = 0;
  });

  const jobFor = (strings: Record<string, string>, knowledge: Knowledge) =>
    openFileJob(
      {
        format: json,
        source: { path: "en.json", text: JSON.stringify(strings) },
        target: { path: "de.json", text: undefined },
        direction,
      },
      knowledge,
    );
  const runFor = (strings: Record<string, string>, knowledge: Knowledge, cap = 0): Promise<RunResult> =>
    run(
      jobFor(strings, knowledge).preparation.segments,
      { cap, share: 1, price, instructions: large.instructions(direction), minimumQuality: 0 },
      { small, large: cap > 0 ? large : undefined },
    );

  const memory = new TranslationMemory();
  memory.add({ source: "Add to cart", target: "In den Korb!", direction, context: "cart.add", origin: "shop.tmx" });
  memory.add({ source: "Open", target: "Öffnen", direction, context: "menu" });
  memory.add({ source: "Open", target: "Offen", direction, context: "state" });
  memory.add({ source: "Wait for {name}", target: "Warten", direction });

  it("reuses what was translated before, at no price", async () => {
    const { decisions, balance } = await runFor({ add: "Add to cart" }, { memory }, 1);
    assert.deepEqual(
      decisions.map((one) => [one.outcome, one.chosen?.text, one.chosen?.origin, reasonText(one, inEnglish), one.cost]),
      [["memory", "In den Korb!", "memory", "Translated before (shop.tmx).", 0]],
    );
    assert.equal(server.seen.length, 0);
    assert.equal(balance.settled.usd + balance.reserved.usd, 0);
    const job = jobFor({ add: "Add to cart" }, { memory });
    assert.deepEqual(JSON.parse(applyDecisions(job, decisions, undefined).text), { add: "In den Korb!" });
  });

  it("does not reuse what is ambiguous, similar, or broken; similar ones are shown", async () => {
    const { decisions } = await runFor({ state: "Open", wait: "Wait for {name}", put: "Add to the cart" }, { memory });
    assert.deepEqual(
      decisions.map(({ outcome }) => outcome === "memory"),
      [true, false, false],
    );
    assert.equal(decisions[0]?.chosen?.text, "Offen");
    assert.equal(decisions[2]?.segment.matches?.[0]?.score, 75);
  });

  it("plans with what is reused left out", async () => {
    const { segments } = jobFor({ add: "Add to cart", more: "Please select a deposit" }, { memory }).preparation;
    const { plan, decisions } = await planOnly(segments, { cap: 1, share: 1, price, instructions: "" }, { small });
    assert.equal(plan.routes.length, 1);
    assert.deepEqual(
      decisions.map(({ outcome }) => outcome),
      ["memory", "flagged"],
    );
  });

  const termbase = new Termbase([
    {
      variants: [
        { language: "en", text: "comment" },
        { language: "de", text: "Bemerkung" },
      ],
    },
    { variants: [{ language: "en", text: "Freeze Frame" }], doNotTranslate: true },
  ]);

  it("makes the small model use the termbase", async () => {
    const { decisions } = await runFor(
      { one: "Write a comment for this file", two: "Open Freeze Frame in a new window", three: "Write a file" },
      { termbase },
    );
    const [one, two, three] = decisions;
    assert.match(one?.chosen?.text ?? "", /Bemerkung/);
    assert.match(two?.chosen?.text ?? "", /Freeze Frame/);
    assert.equal(three?.segment.terms, undefined);
    assert.ok(decisions.every(({ findings }) => !findings.some(({ finding }) => finding.check === "terminology")));
  });

  it("gives the large model the terms, and holds an answer without them", async () => {
    const { decisions } = await runFor(
      { comments: "Additional Comments" },
      {
        termbase: new Termbase([
          {
            variants: [
              { language: "en", text: "comments" },
              { language: "de", text: "Bemerkungen" },
            ],
          },
        ]),
      },
      1,
    );
    assert.deepEqual(server.seen[0]?.strings, [
      { id: "0.0", text: "Additional Comments", context: "comments", terms: { Comments: "Bemerkungen" } },
    ]);
    assert.equal(decisions[0]?.outcome, "held");
    assert.match(decisions[0] ? reasonText(decisions[0], inEnglish) : "", /Bemerkungen/);
    assert.match(decisions[0]?.chosen?.text ?? "", /Bemerkungen/);
  });
});

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Decision } from "#core/routing/decision.js";
import { ProjectStore } from "#store/project-store.js";
import { inEnglish } from "#workspace/localize.js";
import { markdownOf, reportOf } from "#workspace/reports/run-report.js";

const decision = (key: string, outcome: Decision["outcome"], source: string): Decision => ({
  segment: { id: key, key, direction: { source: "en", target: "de" }, source },
  outcome,
  reason: { code: outcome === "large" ? "bought" : "no-gain" },
  predicted: { gain: 12, low: 0, high: 30, stage: "refined" },
  estimatedCost: 0.001,
  cost: outcome === "large" ? 0.002 : 0,
  chosen: { origin: "small", text: "Ziel" },
  candidates: [{ origin: "small", text: "Ziel", quality: 80 }],
  findings: [],
});

describe("The report of a run", () => {
  let folder: string;
  let store: ProjectStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "routelmt-report-"));
    store = new ProjectStore(folder, join(folder, "data.sqlite"));
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it("is none where nothing ran", async () => {
    assert.equal(await reportOf(store), undefined);
  });

  it("has every decision with its reason and price, and sums that add up", async () => {
    const run = await store.history.beginRun("translate");
    const ledger = store.ledgerOf(run, []);
    const note = { provider: "example.org", model: "big", language: "de", segments: ["a"] };
    const amount = { usd: 0.01, tokens: 10, segments: 1 };
    await ledger.settle(await ledger.reserve(amount, note), { usd: 0.002, tokens: 5, segments: 1 }, []);
    await ledger.doubt(await ledger.reserve(amount, note));
    const decisions = [decision("a", "large", "Save"), decision("b", "local", "A | [pipe](http://x)\n`code`")];
    await store.history.record(
      run,
      decisions.map((one) => ({
        targetPath: join(folder, "de.json"),
        sourcePath: join(folder, "en.json"),
        format: "json",
        key: [one.segment.key],
        small: "bundled",
        decision: one,
      })),
    );
    await store.history.endRun(run, "done");
    const report = await reportOf(store);
    assert.ok(report);
    assert.deepEqual([report.paid, report.inDoubt, report.counts.large, report.counts.local], [0.002, 0.01, 1, 1]);
    assert.deepEqual(
      report.decisions.map(({ file, key, reason }) => [file, key, reason]),
      [
        ["de.json", "a", "Among the best gains per dollar within the budget."],
        ["de.json", "b", "The large model is not expected to improve it."],
      ],
    );
    const text = markdownOf(report, inEnglish);
    assert.match(text, /^- Strings: 1 local \+ 1 large = 2$/m);
    assert.match(text, /^- \[de\.json\]\(file:\/\/\S+\/de\.json\): 1 large \+ 1 local$/m);
    assert.match(text, /^- In doubt: up to \$0.010 more may be charged$/m);
    const rows = text.split("\n").filter((line) => line.startsWith("| `de.json`"));
    assert.equal(rows.length, 2, "a text is in one row, whatever it holds");
    assert.ok(rows[1]?.includes("`` A \\| [pipe](http://x) `code` ``"), rows[1]);
  });

  it("has no address that a viewer would make a link of, whatever a text or a finding quotes", async () => {
    const run = await store.history.beginRun("translate");
    const text = "See https://evil.example, www.evil.example or me@evil.example, #1";
    const problem = { code: "intruder", kind: "address", text } as const;
    const found = { check: "intrusions", severity: "error", problem } as const;
    const one = { ...decision("a", "held", text), findings: [{ origin: "large", finding: found } as const] };
    await store.history.record(run, [
      {
        targetPath: join(folder, "de.json"),
        sourcePath: join(folder, "en.json"),
        format: "json",
        key: ["a"],
        small: "bundled",
        decision: one,
      },
    ]);
    const report = await reportOf(store);
    assert.ok(report);
    const [row = ""] = markdownOf(report, inEnglish)
      .split("\n")
      .filter((line) => line.startsWith("| `de.json`"));
    assert.ok(row.includes(`| \`${text}\` |`), row);
    // What GFM and VS Code's viewer look for.
    const outside = row.replaceAll(/`[^`]*`/g, "");
    assert.match(outside, /evil/);
    assert.doesNotMatch(outside, /:\/\/|www\.|[^\\]@|[^\\]#/);
  });
});

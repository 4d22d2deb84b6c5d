import assert from "node:assert/strict";
import { printSummary } from "#cli/summary.js";
import type { Decision, Outcome } from "#core/routing/decision.js";

const decision = (target: string, source: string, text: string, outcome: Outcome, gain = 0): Decision => {
  const candidate = { origin: "small", text } as const;
  return {
    segment: { id: `${target} ${source}`, key: source, direction: { source: "en", target }, source },
    outcome,
    reason: { code: "no-gain" },
    predicted: { gain, low: gain, high: gain, stage: "refined" },
    estimatedCost: 0.01,
    cost: 0,
    ...(outcome === "failed" ? {} : { chosen: candidate }),
    candidates: [candidate],
    findings: [],
  };
};

function summaryOf(decisions: readonly Decision[], existing: Record<string, number> = {}): string[] {
  const lines: string[] = [];
  const terminal = {
    out: (line: string) => void lines.push(line),
    err: () => {},
    json: () => {},
    raw: () => {},
    status: () => {},
  };
  const options = { existing: new Map(Object.entries(existing)), largeModel: "big" };
  printSummary(decisions, options, { ...terminal, width: 80, paint: (_, text) => text });
  return lines;
}

describe("The summary of a run", () => {
  const decisions = [
    decision("de", "Add to cart", "In den Warenkorb", "local"),
    decision("ja", "Add to cart", "カートに追加", "local"),
    decision("de", "Only German", "Nur Deutsch", "local"),
    decision("de", "Country", "Cuntry", "flagged", 40),
    decision("ja", "Country", "国", "memory"),
    decision("ja", "Roast {name}", "牧缶", "failed", 80),
  ];

  it("counts by language and outcome, and what was there before", () => {
    const table = summaryOf(decisions, { de: 15 }).slice(0, 3);
    assert.deepEqual(
      table.map((line) => line.split(/\s{2,}/)),
      [
        ["language", "● local", "△ flagged", "↺ memory", "✗ failed", "kept"],
        ["de", "2", "1", "0", "0", "15"],
        ["ja", "1", "0", "1", "1", "0"],
      ],
    );
    assert.equal(new Set(table.map((line) => line.length)).size, 1, "the columns are under each other");
  });

  it("shows texts that every language has, and no translation of less than two words", () => {
    const lines = summaryOf([
      ...decisions,
      decision("de", "Save", "Sichern", "local"),
      decision("ja", "Save", "", "local"),
    ]);
    const at = lines.indexOf("Translated, for example:");
    assert.deepEqual(lines.slice(at + 1, at + 5), [
      "  Add to cart",
      "    de    In den Warenkorb",
      "    ja    カートに追加",
      "",
    ]);
  });

  it("shows what is not done and what is worth more, largest gain first, with the price of both", () => {
    const more = [decision("de", "Close", "Nah", "flagged", 60)];
    const lines = summaryOf([...decisions, ...more]);
    const rest = lines.slice(lines.findIndex((line) => line.startsWith("Not done")));
    assert.deepEqual(rest, [
      "Not done: likely wrong, or refused by the checks (1):",
      "✗ failed  ja    Roast {name} → 牧缶",
      "",
      "Done, but worth the large model (2):",
      "△ +60     de    Close → Nah",
      "△ +40     de    Country → Cuntry",
      "",
      "big would translate these 3 for about $0.030, predicted to be 60 of 100 points better each.",
      "Buy from them with --budget, the best gain per dollar first; add --buy to include what is already in the files.",
    ]);
  });

  it("shows one of each language, though others gain more", () => {
    const many = ["a", "b", "c", "d"].map((source, index) => decision("de", source, source, "flagged", 90 - index));
    const lines = summaryOf([...many, decision("fr", "x", "x", "flagged", 1)]);
    const shown = lines.filter((line) => line.startsWith("△ +")).map((line) => line.split(/\s+/).slice(2, 4));
    assert.deepEqual(shown, [
      ["de", "a"],
      ["de", "b"],
      ["fr", "x"],
    ]);
  });

  it("promises no gain where none is predicted", () => {
    const [price] = summaryOf([decision("de", "Close", "Nah", "failed")]).slice(-2);
    assert.equal(price, "big would translate it for about $0.010.");
  });

  it("says nothing of what there is not, and breaks no line", () => {
    assert.deepEqual(summaryOf([]), []);
    const lines = summaryOf([decision("de", "One\nand two \u001b[2J", "Eins\nund zwei", "flagged", 5)]);
    assert.ok(!lines.some((line) => /\p{Cc}/u.test(line)), lines.join("|"));
    assert.ok(!lines.some((line) => line.startsWith("Translated") || line.startsWith("Not done")));
    assert.match(
      lines.at(-2) ?? "",
      /^big would translate it for about \$0\.010, predicted to be 5 of 100 points better\.$/,
    );
  });
});

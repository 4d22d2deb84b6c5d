import assert from "node:assert/strict";
import type { Decision, Outcome } from "#core/routing/decision.js";
import { planText, summaryText } from "#vscode/editor/plan-text.js";

describe("The line of a plan", () => {
  const route = (id: string) => ({ id, route: "local", reason: "no-gain", rank: 0 }) as const;
  const plan = { routes: ["a", "b", "c"].map(route), largeCount: 1, estimatedCost: 0.0012, predictedGain: 9.8 };

  it("counts what is reused, stays local and is worth the large model", () => {
    assert.equal(
      planText(plan, 5, { unit: "usd", amount: 2 }),
      "5 strings · 2 reused · 2 local · 1 worth the large model (predicted +9.8 each) · estimated $0.0012, of $2.00 left",
    );
  });

  it("counts the drafts among what stays local", () => {
    assert.match(
      planText(plan, 3, { unit: "usd", amount: 2 }, 1),
      /^3 strings · 2 local, 1 of them drafts · 1 worth the large model/,
    );
  });

  it("leaves out what does not apply", () => {
    assert.equal(
      planText(plan, 3, undefined),
      "3 strings · 2 local · 1 worth the large model (predicted +9.8 each) · estimated $0.0012",
    );
  });
});

describe("The line about a run", () => {
  const decision = (outcome: Outcome, isChosen = true): Decision => ({
    segment: { id: "", key: "", direction: { source: "en", target: "de" }, source: "" },
    outcome,
    reason: { code: "no-gain" },
    predicted: { gain: 0, low: 0, high: 0, stage: "refined" },
    estimatedCost: 0,
    cost: 0,
    candidates: [],
    findings: [],
    ...(isChosen ? { chosen: { origin: "small", text: "" } } : {}),
  });

  it("has a number for every outcome, and these add up to the segments", () => {
    const outcomes = ["memory", "local", "local", "large", "flagged", "held", "draft", "failed"] as const;
    const decisions = [...outcomes.map((one) => decision(one)), decision("draft", false)];
    const text = summaryText(decisions, 8);
    assert.equal(
      text,
      "8 values written · 1 reused · 2 local · 1 large · 1 worth the large model, not bought · 1 held · 2 drafts, 1 of them not written · 1 failed the checks",
    );
    const counts = text
      .split(" · ")
      .slice(1)
      .map((part) => Number.parseInt(part, 10));
    assert.equal(
      counts.reduce((sum, count) => sum + count),
      decisions.length,
    );
  });

  it("leaves out what does not apply", () => {
    assert.equal(summaryText([decision("local"), decision("draft")], 2), "2 values written · 1 local · 1 draft");
    const unwritten = [decision("draft", false), decision("draft", false)];
    assert.equal(summaryText([decision("local")], 3, 2), "3 values written · 1 local · 2 without words");
    assert.equal(summaryText(unwritten, 0), "0 values written · 2 drafts, not written");
  });
});

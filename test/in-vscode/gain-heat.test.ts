import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Decision } from "#core/routing/decision.js";
import { localized } from "#vscode/editor/shown-text.js";
import { unitsOf } from "#vscode/editor/units.js";
import { heatOf } from "#vscode/features/gain-heat.js";
import { labelOf } from "#workspace/decision-label.js";
import { reasonText } from "#workspace/reason-text.js";
import { write } from "./files.js";

const direction = { source: "en", target: "de" };

/** A decision on a key, with the predicted gain of the large model. */
function decisionOn(key: string, outcome: "local" | "flagged", gain: number, code: "no-gain" | "share-cap"): Decision {
  const candidate = { text: key, origin: "small", quality: 50 } as const;
  return {
    segment: { id: key, key, direction, source: key },
    outcome,
    reason: { code },
    predicted: { gain, low: 0, high: 100, stage: "refined" },
    estimatedCost: 0,
    cost: 0,
    chosen: candidate,
    candidates: [candidate],
    findings: [],
  };
}

describe("The heat of predicted gains", () => {
  it("is at the values that the large model would improve, the hottest where it would most", async () => {
    const values = {
      high: "high",
      middle: "middle",
      low: "low",
      little: "little",
      share: "share",
      fine: "fine",
      edited: "Geändert",
    };
    const target = await write(`heat-${Date.now()}/locales/de.json`, JSON.stringify(values, undefined, 2));
    const document = await vscode.workspace.openTextDocument(target);
    const decisions = new Map([
      ["high", decisionOn("high", "flagged", 55, "no-gain")],
      ["middle", decisionOn("middle", "flagged", 20, "no-gain")],
      ["low", decisionOn("low", "flagged", 12, "no-gain")],
      ["little", decisionOn("little", "flagged", 3, "no-gain")],
      ["share", decisionOn("share", "local", 30, "share-cap")],
      ["fine", decisionOn("fine", "local", 60, "no-gain")],
      ["edited", decisionOn("edited", "flagged", 60, "no-gain")],
    ]);
    const decided = (await unitsOf(document, direction)).flatMap((unit) => {
      const decision = decisions.get(String(unit.key[0]));
      return decision ? [{ unit, decision, target }] : [];
    });
    const marks = heatOf(document, decided).map((ranges) => ranges.map((range) => document.getText(range)));
    assert.deepEqual(
      marks,
      [["high"], ["middle", "share"], ["low"]].map((texts) => texts.map((text) => `"${text}"`)),
    );
  });

  it("agrees with the label and the reason: a little more than good enough is good enough, whatever the share", () => {
    const words = [4, 30].map((gain) => {
      const decision = decisionOn("share", "local", gain, "share-cap");
      return [labelOf(decision, "share", localized), reasonText(decision, localized)];
    });
    assert.deepEqual(words, [
      ["● local", "The small model's translation is good enough."],
      ["△ +30 · over share", "Other strings gain more per dollar, and the share is used up."],
    ]);
  });
});

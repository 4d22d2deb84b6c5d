import assert from "node:assert/strict";
import * as vscode from "vscode";
import { readCaps } from "#vscode/editor/caps.js";
import { readSettings } from "#vscode/editor/settings.js";
import { change, changed } from "./files.js";

describe("The caps of the settings", () => {
  const user = (name: string, value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration("routelmt").update(name, value, vscode.ConfigurationTarget.Global);
  afterEach(async () => {
    await changed.undo();
    for (const name of ["budget.limit", "budget.unit", "budget.period", "large.price.input", "large.price.output"])
      await user(name, undefined);
  });

  it("are 0 unless the user has set one, whatever the workspace says", async () => {
    await change("budget.limit", 100);
    const [own] = readCaps(undefined);
    assert.deepEqual(own, { limit: 0, unit: "usd", period: "total" });
  });

  it("all hold: a workspace lowers the user's cap, and never raises it", async () => {
    await user("budget.limit", 5);
    await user("budget.period", "month");
    await change("budget.limit", 200);
    await change("budget.unit", "segments");
    assert.deepEqual(readCaps(undefined), [
      { limit: 5, unit: "usd", period: "month" },
      { limit: 200, unit: "segments", period: "total" },
    ]);
  });

  it("are refused if they are not numbers, and the setting is named", async () => {
    await user("budget.limit", "0,40");
    assert.throws(() => readCaps(undefined), /routelmt\.budget\.limit cannot be used/);
  });

  it("are not raised by prices either: a workspace makes a model dearer, never cheaper", async () => {
    const price = (): unknown => {
      const { price, largeProblem } = readSettings(undefined);
      return largeProblem?.code ?? [price.input, price.output];
    };
    await change("large.price.input", 0);
    await change("large.price.output", 9);
    assert.deepEqual(price(), [0.4, 9], "of the list, and of the workspace");
    await user("large.price.input", 0.3);
    assert.deepEqual(price(), [0.3, 9], "of the user, and of the workspace");
    await user("large.price.input", undefined);
    await change("large.model", "no-such-model");
    assert.equal(price(), "option-invalid", "at the provider's address a workspace alone does not say what is free");
    await change("large.baseUrl", "https://llm.example.org/v1");
    assert.deepEqual(price(), [0, 9]);
  });
});

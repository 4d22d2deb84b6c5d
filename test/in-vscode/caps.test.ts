import assert from "node:assert/strict";
import * as vscode from "vscode";
import { readCaps } from "#vscode/editor/caps.js";
import { change, changed } from "./files.js";

describe("The caps of the settings", () => {
  const user = (name: string, value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration("routelmt").update(name, value, vscode.ConfigurationTarget.Global);
  afterEach(async () => {
    await changed.undo();
    for (const name of ["budget.limit", "budget.unit", "budget.period"]) await user(name, undefined);
  });

  it("are 0 without one of the user's own, whatever the workspace says", async () => {
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

  it("are refused where they are no numbers, naming the setting", async () => {
    await user("budget.limit", "0,40");
    assert.throws(() => readCaps(undefined), /routelmt\.budget\.limit cannot be used/);
  });
});

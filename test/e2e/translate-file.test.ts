import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { clickButton, hoverText, openFile, quickPick, runCommand, waitForText } from "../harness/workbench.mjs";
import { useWorkbench } from "./use-workbench.js";

describe("a person who translates a file", () => {
  const workbench = useWorkbench();
  const readLocale = async (language: string): Promise<Record<string, Record<string, string>>> =>
    JSON.parse(await readFile(join(workbench().folder, "locales", `${language}.json`), "utf8"));

  it("finds German chosen, because its file exists, and gets it filled", async () => {
    const { page } = workbench();
    const before = await readLocale("de");
    await openFile(workbench(), "locales/en.json");
    await runCommand(workbench(), "RouteLMT: Translate File…");
    await quickPick(page, "German").waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".notification-list-item", { hasText: "values written" }).waitFor({ timeout: 100_000 });
    await clickButton(workbench(), "Open locales/de.json");
    await page.locator('.tab.active[data-resource-name="de.json"]').waitFor();

    const after = await readLocale("de");
    assert.deepEqual(Object.keys(after), Object.keys(await readLocale("en")));
    for (const [area, values] of Object.entries(before)) {
      for (const [key, value] of Object.entries(values)) assert.equal(after[area]?.[key], value, "made by people");
    }
  });

  it("sees the decision beside each value, and why under the pointer", async () => {
    await waitForText(workbench(), "● local");
    const lines = workbench().page.locator(".monaco-editor .view-line", { hasText: "● local" });
    // The hints move with the lines, a moment after these: the first one may be at another line then.
    let hover = "";
    for (let tries = 0; tries < 10 && !hover.includes("● local"); tries++) {
      const line = ((await lines.first().textContent()) ?? "").replaceAll("\u00a0", " ");
      const value = /": "([^"]+)"/.exec(line)?.[1];
      if (value !== undefined) hover = await hoverText(workbench(), value);
      else await pause(200);
    }
    assert.match(hover, /The large model is (not )?expected to improve this/);
    assert.match(hover, /Small model \(confidence \d+%, predicted quality \d+\)/);
  });
});

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  clickButton,
  hoverText,
  openFile,
  quickPick,
  runCommand,
  waitForText,
} from "../../scripts/vscode/workbench.mjs";
import { useWorkbench } from "./use-workbench.js";

describe("a person who translates a file", () => {
  const workbench = useWorkbench();
  const readLocale = async (language: string): Promise<Record<string, string>> =>
    JSON.parse(await readFile(join(workbench().folder, "locales", `${language}.json`), "utf8"));

  it("picks German, and gets a German file beside the English one", async function () {
    this.timeout(120_000);
    const { page } = workbench();
    await openFile(workbench(), "locales/en.json");
    await runCommand(workbench(), "RouteLMT: Translate File…");
    await quickPick(page, "German").click();
    await page.keyboard.press("Enter");
    await page.locator(".notification-list-item", { hasText: "values written" }).waitFor({ timeout: 100_000 });
    await clickButton(workbench(), "Open locales/de.json");
    await page.locator('.tab.active[data-resource-name="de.json"]').waitFor();

    assert.deepEqual(Object.keys(await readLocale("de")), Object.keys(await readLocale("en")));
  });

  it("sees the decision beside each value, and why under the pointer", async () => {
    await waitForText(workbench(), "● local");
    const [first = ""] = Object.values(await readLocale("de"));
    assert.match(await hoverText(workbench(), first), /predicted gain/);
  });
});

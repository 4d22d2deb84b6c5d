import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hoverText, openFile, quickPick, runCommand, waitForText } from "../../scripts/vscode/workbench.mjs";
import { useWorkbench } from "./use-workbench.js";

describe("a person who translates a file", () => {
  const workbench = useWorkbench();

  it("picks German, and gets a German file beside the English one", async function () {
    this.timeout(120_000);
    const { page, folder } = workbench();
    await openFile(workbench(), "locales/en.json");
    await runCommand(workbench(), "RouteLMT: Translate File…");
    await quickPick(page, "German").click();
    await page.keyboard.press("Enter");
    const summary = page.locator(".notification-list-item", { hasText: "values written" });
    await summary.waitFor({ timeout: 100_000 });
    await summary.getByRole("button", { name: "Open locales/de.json" }).click();
    await page.locator('.tab.active[data-resource-name="de.json"]').waitFor();

    const keys = async (language: string): Promise<string[]> =>
      Object.keys(JSON.parse(await readFile(join(folder, "locales", `${language}.json`), "utf8")));
    assert.deepEqual(await keys("de"), await keys("en"));
  });

  it("sees the decision beside each value, and why under the pointer", async () => {
    await waitForText(workbench(), "● local");
    assert.match(await hoverText(workbench(), "● local"), /predicted gain/);
  });
});

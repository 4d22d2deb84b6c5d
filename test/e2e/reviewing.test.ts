import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { OUT } from "../../scripts/paths.mjs";
import { openFile, quickInput, quickPick, runCommand, screenshot } from "../harness/workbench.mjs";
import { useWorkbench } from "./use-workbench.js";

/** Waits until a condition is true; if it throws, as for a file that is being written, it is not yet true. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await holds().catch(() => false)); ) {
    if (Date.now() > end) throw new Error("Waited in vain.");
    await pause(100);
  }
}

describe("a person who reviews", () => {
  const workbench = useWorkbench({
    settings: { "routelmt.local.minimumQuality": 0, "routelmt.local.search": "greedy" },
  });
  const german = async (): Promise<Record<string, Record<string, string>>> =>
    JSON.parse(await readFile(join(workbench().folder, "locales", "de.json"), "utf8"));
  const picture = (name: string): Promise<void> => screenshot(workbench(), join(OUT, "screenshots", `${name}.png`));
  const page = () => workbench().page;

  /** Presses a key in the review until it has an effect: an editor that was just opened has no focus yet. */
  const press = async (key: string, done: ReturnType<ReturnType<typeof page>["locator"]>): Promise<void> => {
    await page().locator(".editor.modified .view-line").first().click();
    await page().locator(".editor.modified .monaco-editor.focused").waitFor();
    await page().keyboard.press(key);
    await done.waitFor();
  };

  it("sees what is missing before anything is opened", async () => {
    await page().locator(".activitybar .action-item", { hasText: /^\d+$/ }).first().waitFor();
    const badge = page().locator(".activitybar .badge-content", { hasText: /^150$/ });
    await badge.waitFor();
    await picture("badge");
  });

  it("translates without a file open: the source and the languages are asked for, with counts", async () => {
    await runCommand(workbench(), "RouteLMT: Translate File…");
    const row = quickPick(page(), "locales/en.json");
    await row.waitFor();
    await picture("pick-source");
    assert.match((await row.textContent()) ?? "", /165 strings · 150 missing/);
    await row.click();
    await quickPick(page(), "German").waitFor();
    await picture("pick-languages");
    await page().keyboard.press("Enter");
    await page().locator(".notification-list-item", { hasText: "values written" }).waitFor({ timeout: 280_000 });
    await page().keyboard.press("Escape");
  });

  it("sees the summary on the first line, with the actions", async () => {
    await openFile(workbench(), "locales/de.json");
    await page()
      .locator(".codelens-decoration", { hasText: /German: \d+ of 165/ })
      .first()
      .waitFor();
    await picture("lens");
  });

  it("goes through the decisions with keys: accepts one, rejects one, goes on and back", async () => {
    const before = await german();
    await runCommand(workbench(), "RouteLMT: Review Decisions…");
    await quickInput(page()).waitFor();
    await page().locator(".quick-input-list .monaco-list-row").nth(1).waitFor();
    await picture("review-list");
    await page().keyboard.press("Enter");
    const shows = (number: number) => page().locator(".tab.active", { hasText: `(${number}/` });
    await shows(1).waitFor();
    await picture("review");
    // The spaces that keep a key beside its word are no suspicious characters.
    assert.equal(await page().locator(".unicode-highlight").count(), 0);
    await press("n", shows(2));
    await press("p", shows(1));
    await press("a", shows(2));
    const title = (await page().locator(".tab.active").textContent()) ?? "";
    const [, area = "", key = ""] = / · (\w+)\.(\w+) · /.exec(title) ?? [];
    assert.ok(before[area]?.[key], title);
    await press("r", shows(3));
    await runCommand(workbench(), "File: Save All Files");
    await until(async () => (await german())[area]?.[key] === undefined);
    const after = await german();
    assert.equal(
      Object.values(after).flatMap(Object.keys).length,
      Object.values(before).flatMap(Object.keys).length - 1,
    );
  });

  it("finds everything again in the view, by decision", async () => {
    const welcome = 'document.querySelector(".sidebar .welcome-view-content")?.textContent';
    await page().evaluate(`globalThis.welcomes = [];
      new MutationObserver(() => welcomes.push(${welcome} ?? "")).observe(document.body, { childList: true, subtree: true });`);
    await runCommand(workbench(), "View: Show RouteLMT");
    const rows = page().locator(".sidebar .monaco-list-row");
    await rows.filter({ hasText: "German" }).first().click();
    await rows
      .filter({ hasText: /^Draft/ })
      .first()
      .click();
    await rows
      .filter({ hasText: /^Flagged/ })
      .first()
      .click();
    await picture("routing");
    // While it reads the files, the view does not say that there are none.
    const welcomes = await page().evaluate<string[]>("welcomes");
    assert.ok(welcomes.length > 0 && !welcomes.some((text) => text.includes("No files")));
  });

  it("sees in the plan what a string would gain and cost, however long its text is", async () => {
    await openFile(workbench(), "locales/en.json");
    await runCommand(workbench(), "RouteLMT: Show Routing Plan");
    await quickPick(page(), "French").click();
    await page().keyboard.press("Enter");
    await page()
      .locator(".quick-input-list .monaco-list-row", { hasText: "You have the right to withdraw" })
      .locator(".quick-input-list-label-meta", { hasText: /^fr · \+\d+ · \$0\.\d+/ })
      .waitFor({ timeout: 280_000 });
    await picture("plan");
    await page().keyboard.press("Escape");
  });
});

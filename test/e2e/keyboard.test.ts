import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Locator } from "playwright-core";
import { quickInput } from "../harness/workbench.mjs";
import { useWorkbench } from "./use-workbench.js";

/** ms in which a key has its effect, if it has any, also on a busy machine. */
const PATIENCE = 5000;
/** ms between looks at the page. */
const PAUSE = 50;

/** What the functions that run in the page need of its elements. */
interface PageElement {
  readonly ownerDocument: { querySelectorAll(selector: string): Iterable<PageElement> };
  hasAttribute(name: string): boolean;
  removeAttribute(name: string): void;
  setAttribute(name: string, value: string): void;
}

/** Marks what has the focus, and nothing else. */
function mark(elements: readonly PageElement[]): void {
  for (const one of elements[0]?.ownerDocument.querySelectorAll("[data-had-focus]") ?? [])
    one.removeAttribute("data-had-focus");
  for (const one of elements) one.setAttribute("data-had-focus", "");
}

/** Whether the focus is still where it was marked. */
function areMarked(elements: readonly PageElement[]): boolean {
  return elements.every((one) => one.hasAttribute("data-had-focus"));
}

describe("a person without a pointer", () => {
  const workbench = useWorkbench({
    settings: { "routelmt.local.minimumQuality": 0, "routelmt.local.search": "greedy" },
  });
  const page = () => workbench().page;
  const german = async (): Promise<string> => readFile(join(workbench().folder, "locales", "de.json"), "utf8");
  const press = (...keys: readonly string[]): Promise<void> =>
    keys.reduce((before, key) => before.then(() => page().keyboard.press(key)), Promise.resolve());
  const focusedRow = (text: string | RegExp): Locator =>
    page().locator(".quick-input-list .monaco-list-row.focused", { hasText: text });

  /** Types into a quick pick until the row has the focus, and takes it. */
  const take = async (typed: string, row: string | RegExp): Promise<void> => {
    await quickInput(page()).waitFor();
    if (typed !== "") await page().keyboard.type(typed);
    await focusedRow(row).waitFor();
    await press("Enter");
  };
  const command = async (title: string): Promise<void> => {
    await press("F1");
    await take(title, title);
  };
  const open = async (name: string): Promise<void> => {
    await press("Control+P");
    await take(name, name.split("/").at(-1) ?? name);
    await page().locator(".editor-group-container.active .monaco-editor.focused").first().waitFor();
  };

  /**
   * Presses a key until something is there. Waits for the effect of each press: on a busy machine, a press too many
   * would go past it.
   *
   * @param focus what a press moves
   */
  const pressUntil = async (
    key: string,
    there: Locator,
    { focus = page().locator(":focus"), presses = 40 } = {},
  ): Promise<void> => {
    for (let count = 0; count < presses && !(await there.isVisible()); count++) {
      await focus.evaluateAll(mark);
      await press(key);
      const end = Date.now() + PATIENCE;
      while (Date.now() < end && !(await there.isVisible()) && (await focus.evaluateAll(areMarked))) await pause(PAUSE);
    }
    await there.waitFor();
  };
  /** Presses Escape until something is gone. */
  const escapeFrom = async (there: Locator): Promise<void> => {
    await press("Escape");
    await there.waitFor({ state: "hidden" });
  };

  beforeEach(() => press("Escape", "Escape"));

  it("opens the sample from the walkthrough", async () => {
    await command("Welcome: Open Walkthrough...");
    await take("RouteLMT", "Get Started with RouteLMT");
    await page().locator(".getting-started-step").first().waitFor();
    await pressUntil("Tab", page().locator(":focus", { hasText: /^Open Sample$/ }));
    await press("Enter");
    await page().locator(".quick-input-list .monaco-list-row", { hasText: "In a temporary folder" }).waitFor();
    await press("Escape");
  });

  it("translates a file", async () => {
    await command("RouteLMT: Translate File…");
    await take("", "locales/en.json");
    await page().locator(".quick-input-count:visible", { hasText: "1 Selected" }).waitFor();
    await press("Enter");
    await page().locator(".notification-list-item", { hasText: "values written" }).waitFor({ timeout: 280_000 });
    await command("Notifications: Clear All Notifications");
    assert.ok((await german()).includes("searchPlaceholder"));
  });

  it("reaches the actions on the first line", async () => {
    await open("locales/de.json");
    await page().locator(".codelens-decoration", { hasText: "German:" }).first().waitFor();
    await command("Show CodeLens Commands for Current Line");
    for (const action of ["Translate…", "Buy Flagged…", "Review"])
      await page().locator(".quick-input-list .monaco-list-row", { hasText: action }).first().waitFor();
    await take("Review", "Review");
    await page().locator(".quick-input-list .monaco-list-row", { hasText: "△" }).first().waitFor();
    await press("Escape");
  });

  it("goes to the next flagged string, into its hover, and follows a link in it", async () => {
    await press("Control+K", "Alt+N");
    const hover = page().locator(".monaco-resizable-hover .monaco-hover:not(.hidden)");
    await hover.getByText("Next flagged").waitFor();
    const position = page().locator(".statusbar-item", { hasText: /^Ln \d+/ });
    const before = await position.textContent();
    await press("Control+K", "Control+I");
    await pressUntil("Tab", hover.locator("a:focus", { hasText: "Next flagged" }));
    await press("Enter");
    await page().waitForFunction(
      `document.querySelector('[id="status.editor.selection"]')?.textContent !== "${before}"`,
    );
    await press("Escape");
  });

  it("acts on a value from the light bulb", async () => {
    const action = (text: string): Locator =>
      page().locator(".action-widget .monaco-list-row.focused", { hasText: text });
    // While a hover closes, the editor may not take the keys yet.
    await pressUntil("Control+.", page().locator(".action-widget").first(), { presses: 5 });
    await pressUntil("ArrowDown", action("Reject this translation"), { focus: action("") });
    const before = await german();
    await press("Enter");
    await command("File: Save All Files");
    for (let tries = 0; tries < 100 && (await german()) === before; tries++) await pause(100);
    assert.notEqual(await german(), before);
  });

  it("reviews: next, previous, edit, accept, reject, list", async () => {
    await command("RouteLMT: Review Decisions…");
    await page().locator(".quick-input-list .monaco-list-row").nth(1).waitFor();
    await press("Enter");
    const shows = (number: number): Locator => page().locator(".tab.active", { hasText: `(${number}/` });
    await shows(1).waitFor();
    // The keys work as soon as the difference is shown: nothing has to be clicked first.
    await page().locator(".editor.modified .monaco-editor.focused").waitFor();
    const step = async (key: string, number: number): Promise<void> => {
      await press(key);
      await shows(number).waitFor();
      await page().locator(".editor.modified .monaco-editor.focused").waitFor();
    };
    await step("n", 2);
    await step("p", 1);
    await press("e");
    await quickInput(page()).waitFor();
    await press("Escape");
    await page().locator(".editor.modified .monaco-editor.focused").waitFor();
    await step("a", 2);
    await step("r", 3);
    await press("l");
    await page().locator(".quick-input-list .monaco-list-row").nth(1).waitFor();
    await press("Escape");
    await command("View: Close All Editors");
  });

  it("walks through the view, opens the menu of a row, and acts on several", async () => {
    await command("View: Show RouteLMT");
    const row = (state: string, text: string | RegExp): Locator =>
      page().locator(`.sidebar .monaco-list-row.${state}`, { hasText: text });
    await page().locator(".sidebar .monaco-list-row", { hasText: "German" }).waitFor();
    const focus = page().locator(".sidebar .monaco-list-row.focused");
    const go = (key: string, there: Locator): Promise<void> => pressUntil(key, there, { focus, presses: 10 });
    await go("ArrowDown", row("focused", "German"));
    await press("ArrowRight");
    await page()
      .locator(".sidebar .monaco-list-row", { hasText: /^Flagged/ })
      .waitFor();
    await go("ArrowDown", row("focused", /^Flagged/));
    const flagged = Number(/\d+/.exec((await row("focused", /^Flagged/).textContent()) ?? "")?.[0]);
    await go("ArrowRight", page().locator('.sidebar .monaco-list-row.focused[aria-expanded="true"]'));
    // A group is expanded before its strings are there.
    await page().locator(".sidebar .monaco-list-row:not([aria-expanded])").first().waitFor();
    await go("ArrowDown", page().locator(".sidebar .monaco-list-row.focused:not([aria-expanded])"));
    await press("Shift+F10");
    const entry = page().locator(".monaco-menu .action-item", { hasText: "Send to the Large Model" }).first();
    await entry.waitFor();
    await escapeFrom(entry);
    const selected = page().locator(".sidebar .monaco-list-row.selected");
    await go("Shift+ArrowDown", selected.nth(1));
    assert.equal(await selected.count(), 2);
    await press("Control+Enter");
    await page()
      .locator(".sidebar .monaco-list-row", { hasText: new RegExp(`Flagged${flagged - 2}`) })
      .waitFor();
  });

  it("reaches the filter and the order of the view from the palette", async () => {
    await command("RouteLMT: Sort Strings by Gain");
    await command("RouteLMT: Filter Strings…");
    const title = page().locator(".quick-input-widget:visible", { hasText: "Show strings with this text alone" });
    await title.waitFor();
    await press("Escape");
  });

  it("moves the slider of the budget panel, and goes on to what it lists", async () => {
    await command("RouteLMT: Show Budget");
    const panel = page().frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await panel.locator("#slider:enabled").waitFor();
    const focus = panel.locator(":focus");
    await pressUntil("Tab", panel.locator("#slider:focus"), { focus });
    await press("ArrowRight", "ArrowRight", "ArrowRight");
    await press("End");
    await panel.locator("#what-if", { hasText: "more buys" }).waitFor();
    await pressUntil("Tab", panel.locator("#strings .link:focus"), { focus });
    await press("Enter");
    await page().locator('.tab.active[data-resource-name="en.json"]').waitFor();
  });

  it("undoes the run", async () => {
    await command("RouteLMT: Undo Last Run");
    await page()
      .locator(".notification-list-item", { hasText: /is undone/ })
      .waitFor();
    await command("File: Save All Files");
    for (let tries = 0; tries < 100 && (await german()).includes("searchPlaceholder"); tries++) await pause(100);
    assert.ok(!(await german()).includes("searchPlaceholder"));
  });
});

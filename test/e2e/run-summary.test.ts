import assert from "node:assert/strict";
import { join } from "node:path";
import { type SummaryPage, summaryPageOf } from "#panel/summary-page.js";
import { OUT } from "../../scripts/paths.mjs";
import { ensureChromium } from "../harness/chromium.mjs";
import { openWindow } from "../harness/window.mjs";
import { openFile, quickPick, runCommand } from "../harness/workbench.mjs";
import { assertAccessible, complaintsOf, paint, servePage } from "./page-in-browser.js";
import { useWorkbench } from "./use-workbench.js";

const HOSTILE = `</td><script>globalThis.hacked = true</script><img src=x onerror="globalThis.hacked = true">"'&`;
const link = (text: string) => ({ text, href: "command:routelmt.review?%5B%5D" });
const row = {
  key: link("cart.title"),
  language: "German",
  source: HOSTILE,
  target: HOSTILE,
  decision: "△ flagged",
  amounts: "+12",
  why: "The budget is used up.",
};
const PAGE: Omit<SummaryPage, "source" | "style"> = {
  language: "en",
  title: "RouteLMT run 1, 11/28/2026",
  facts: ["/home/me/webshop", "Command: translate (done)", "Paid: $0.012"],
  counts: [
    { outcome: "flagged", label: "△ flagged", count: 3, shown: "3" },
    { outcome: "local", label: "● local", count: 40, shown: "40" },
  ],
  next: { title: "What to do next", links: [link("Buy Flagged…"), link("Review Decisions")] },
  files: { title: "Files", links: [{ ...link("locales/de.json"), counts: "3 flagged + 40 local" }] },
  columns: ["key", "source", "target", "decision", "why"],
  sections: [{ title: "To be looked at: 1", isOpen: true, rows: [row], more: "… and 2 more" }],
};

describe("The summary of a run, in a browser", () => {
  let server: Awaited<ReturnType<typeof servePage>>;
  let window: Awaited<ReturnType<typeof openWindow>>;
  let complaints: string[];

  before(async () => {
    server = await servePage((source) => summaryPageOf({ ...PAGE, source, style: "/run-summary.css" }));
    window = await openWindow(await ensureChromium());
    complaints = complaintsOf(window.page);
  });
  after(async () => {
    await window?.close();
    server?.close();
  });

  for (const theme of ["light", "dark"] as const) {
    it(`is accessible in a ${theme} theme`, async () => {
      await window.page.goto(server.origin);
      await paint(window.page, theme);
      await window.page.screenshot({ path: join(OUT, "screenshots", `run-${theme}.png`), fullPage: true });
      await assertAccessible(window.page);
      assert.deepEqual(complaints, []);
    });
  }

  it("shows a row's reason below it if there is no room beside it, and stays accessible", async () => {
    const { page } = window;
    const size = page.viewportSize();
    await page.setViewportSize({ width: 480, height: 800 });
    await page.goto(server.origin);
    await paint(page, "light");
    await page.screenshot({ path: join(OUT, "screenshots", "run-narrow.png"), fullPage: true });
    const bottomOf = async (cell: string): Promise<number> => {
      const box = await page.locator(`tbody td.${cell}`).first().boundingBox();
      assert.ok(box && box.height > 10 && box.width > 150 && box.x + box.width <= 480, cell);
      return box.y + box.height;
    };
    for (const cell of ["key", "text", "decision"]) assert.ok((await bottomOf("why")) > (await bottomOf(cell)), cell);
    await assertAccessible(page);
    if (size) await page.setViewportSize(size);
  });

  it("shows texts of files as they are, whatever is in them", async () => {
    await window.page.goto(server.origin);
    assert.deepEqual(await window.page.locator("td.text").allTextContents(), [HOSTILE, HOSTILE]);
    assert.equal(await window.page.evaluate(() => "hacked" in globalThis), false);
  });
});

describe("The summary of a run, in the editor", () => {
  const workbench = useWorkbench();

  it("is read with the keyboard alone: a file and a string open, and the run is undone", async () => {
    const { page } = workbench();
    await openFile(workbench(), "locales/en.json");
    await runCommand(workbench(), "RouteLMT: Translate File…");
    await quickPick(page, "German").waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".notification-list-item", { hasText: "written" }).waitFor({ timeout: 300_000 });
    await runCommand(workbench(), "Notifications: Clear All Notifications");

    await runCommand(workbench(), "RouteLMT: Show Report of the Last Run");
    const summary = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await summary.getByRole("heading", { name: /^RouteLMT run 1, / }).waitFor();
    await summary.getByRole("link", { name: "locales/de.json" }).focus();
    await page.keyboard.press("Enter");
    await page.locator('.tab.active[data-resource-name="de.json"]').waitFor();

    const back = () => page.locator(".tab", { hasText: "RouteLMT Run 1" }).click();
    await back();
    await summary.locator("td.key a").first().focus();
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: /json/ }).waitFor();

    await back();
    await summary.getByRole("link", { name: "Undo This Run" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".notification-list-item", { hasText: "is undone" }).waitFor();
    await summary.getByText("Command: translate (undone)").waitFor();
    assert.equal(await summary.getByRole("link", { name: "Undo This Run" }).count(), 0);
  });
});

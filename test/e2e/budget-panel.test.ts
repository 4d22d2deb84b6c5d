import assert from "node:assert/strict";
import { join } from "node:path";
import { pageOf } from "#panel/page.js";
import type { PanelData, PanelRequestMessage } from "#panel/protocol.js";
import { OUT } from "../../scripts/paths.mjs";
import { ensureChromium } from "../harness/chromium.mjs";
import { openWindow } from "../harness/window.mjs";
import { assertAccessible, complaintsOf, paint, servePage, type THEMES } from "./page-in-browser.js";

const text = (index: number) => `Text number ${index} that the large model may translate`;
const DATA: PanelData = {
  project: "/home/me/webshop",
  strings: Array.from({ length: 40 }, (_, id) => ({
    id,
    file: "locales/de.json",
    language: "de",
    key: `text${id}`,
    source: text(id),
    gain: 40 - id * 1.2,
    low: 0,
    high: 60,
    cost: 0.001,
    quality: 55 + id,
    isBought: id % 10 === 9,
    isOffered: id !== 2,
  })),
  caps: [{ unit: "usd", period: "total", limit: 1, used: 0.25 }],
  requests: [
    { time: 0, model: "gpt-4.1-mini", language: "de", segments: 4, state: "settled", usd: 0.004 },
    { time: 1, model: "gpt-4.1-mini", language: "de", segments: 2, state: "doubtful", usd: 0.002 },
  ],
  requestCount: 2,
  days: [{ day: "2026-11-27", usd: 0.006 }],
  texts: {},
};
describe("The Budget panel, in a browser", () => {
  let server: Awaited<ReturnType<typeof servePage>>;
  let window: Awaited<ReturnType<typeof openWindow>>;
  let blocked: string[];

  before(async () => {
    const parts = { script: "/budget-panel.js", style: "/budget-panel.css", nonce: "bm9uY2U=", language: "en" };
    server = await servePage((source) => pageOf({ ...parts, source }));
    window = await openWindow(await ensureChromium());
    blocked = complaintsOf(window.page);
    // As text, because the page lacks the helpers that a transpiler adds to functions.
    const content =
      "globalThis.sent = []; globalThis.acquireVsCodeApi = () => ({ postMessage: (one) => sent.push(one) });";
    await window.page.addInitScript({ content });
  });
  after(async () => {
    await window?.close();
    server?.close();
  });

  const open = async (theme: keyof typeof THEMES, data: PanelData = DATA): Promise<void> => {
    const { page } = window;
    await page.goto(server.origin);
    await paint(page, theme);
    const message = JSON.stringify({ type: "data", data });
    await page.evaluate(`dispatchEvent(new MessageEvent("message", { data: ${message} }))`);
  };
  const sent = (): Promise<PanelRequestMessage[]> =>
    window.page.evaluate(() => (globalThis as unknown as { sent: PanelRequestMessage[] }).sent);

  it("shows what more money would buy, by the slider and by keys", async () => {
    await open("light");
    const { page } = window;
    await page.locator("#slider").focus();
    await page.keyboard.press("End");
    assert.match(
      (await page.locator("#what-if").textContent()) ?? "",
      /^\$0\.0\d+ more buys 3\d strings: mean predicted quality/,
    );
    assert.ok((await page.locator("#strings tbody tr").count()) > 25);
    await page.keyboard.press("Home");
    assert.match(
      (await page.locator("#what-if").textContent()) ?? "",
      /^Mean predicted quality is 7\d\.\d\. For sale: 30 strings, about \$0\.030\. Move the slider/,
    );
    assert.equal(await page.locator("#set-more").isVisible(), false);
    const [now, then] = [await page.locator(".mark.now").boundingBox(), await page.locator(".mark.then").boundingBox()];
    assert.ok(now && then && now.x < then.x && now.y < then.y && now.width > then.width + 4, "both points are seen");
    await page.keyboard.press("End");
    await page.locator("#strings .link").first().click();
    assert.ok((await sent()).some(({ type }) => type === "open"));
    await page.getByRole("button", { name: /^Allow \$0\.03\d More…$/ }).click();
    await page.getByRole("button", { name: "Buy Flagged…" }).click();
    const [allowed, buy] = (await sent()).slice(-2);
    assert.ok(allowed?.type === "budget" && (allowed.more ?? 0) > 0.029 && buy?.type === "buy");
    await page.screenshot({ path: join(OUT, "screenshots", "budget-light.png"), fullPage: true });
  });

  it("can be walked through with the Tab key in reading order", async () => {
    await open("light", { ...DATA, strings: DATA.strings.slice(0, 2) });
    const { page } = window;
    await page.locator("#slider").focus();
    await page.keyboard.press("End");
    await page.locator("#set-budget").focus();
    const reached: string[] = [];
    for (let presses = 0; presses < 8; presses++) {
      reached.push(await page.evaluate<string>("document.activeElement.id || document.activeElement.className"));
      await page.keyboard.press("Tab");
    }
    assert.deepEqual(reached, ["set-budget", "slider", "set-more", "buy", "link", "link", "export-csv", "export-json"]);
  });

  it("explains a project in which nothing was translated", async () => {
    await open("light", { ...DATA, strings: [], requests: [], requestCount: 0, days: [] });
    await window.page.getByText("Nothing has been translated in this project yet.").waitFor();
    await window.page.getByText("Nothing has been bought in this project yet.").waitFor();
    assert.equal(await window.page.getByText("Export as CSV").isVisible(), false);
  });

  for (const theme of ["light", "dark"] as const) {
    it(`is accessible in a ${theme} theme, and loads nothing that its policy forbids`, async () => {
      await open(theme);
      await window.page.locator("#slider").focus();
      await window.page.keyboard.press("End");
      if (theme === "dark")
        await window.page.screenshot({ path: join(OUT, "screenshots", "budget-dark.png"), fullPage: true });
      await assertAccessible(window.page);
      assert.deepEqual(blocked, []);
    });
  }
});

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pageOf } from "#panel/page.js";
import type { PanelData, PanelRequestMessage } from "#panel/protocol.js";
import { OUT, ROOT } from "../../scripts/paths.mjs";
import { ensureChromium } from "../harness/chromium.mjs";
import { openWindow } from "../harness/window.mjs";

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
const THEMES = {
  light: { background: "#ffffff", foreground: "#3b3b3b", link: "#005fb8", button: "#005fb8", "button-text": "#ffffff" },
  dark: { background: "#1f1f1f", foreground: "#cccccc", link: "#4daafc", button: "#0078d4", "button-text": "#ffffff" },
};

describe("The Budget panel, in a browser", function () {
  this.timeout(300_000);
  let server: Server;
  let window: Awaited<ReturnType<typeof openWindow>>;
  let blocked: string[];

  before(async () => {
    const files = new Map([
      ["/budget-panel.js", [join(ROOT, "dist/budget-panel.js"), "text/javascript"]],
      ["/budget-panel.css", [join(ROOT, "dist/budget-panel.css"), "text/css"]],
    ] as const);
    server = createServer(async (request, response) => {
      const { origin } = new URL(`http://${request.headers.host}`);
      const file = files.get(request.url as "/budget-panel.js");
      response.setHeader("content-type", file?.[1] ?? "text/html; charset=utf-8");
      const parts = { source: origin, script: "/budget-panel.js", style: "/budget-panel.css", nonce: "bm9uY2U=" };
      response.end(file ? await readFile(file[0]) : pageOf({ ...parts, language: "en" }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    window = await openWindow(await ensureChromium());
    blocked = [];
    window.page.on("console", (message) => {
      if (message.type() === "error") blocked.push(message.text());
    });
    window.page.on("pageerror", (error) => blocked.push(error.message));
    // As text: what a transpiler adds to functions is not in the page.
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
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const { background, foreground, link, button, "button-text": buttonText } = THEMES[theme];
    // As the editor sets them: on the root element, through the object model.
    const colors = {
      "--vscode-editor-background": background,
      "--vscode-foreground": foreground,
      "--vscode-textLink-foreground": link,
      "--vscode-button-background": button,
      "--vscode-button-foreground": buttonText,
      "--vscode-button-secondaryBackground": button,
      "--vscode-button-secondaryForeground": buttonText,
      "--vscode-font-family": "sans-serif",
      "--vscode-font-size": "13px",
      "--vscode-charts-blue": link,
    };
    const set = Object.entries(colors).map(
      ([name, value]) => `document.documentElement.style.setProperty("${name}", "${value}");`,
    );
    await page.evaluate(`${set.join("")} document.body.style.background = "${background}";`);
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
    assert.match((await page.locator("#what-if").textContent()) ?? "", /^\$0 more buys 0 strings/);
    await page.keyboard.press("End");
    await page.locator("#strings .link").first().click();
    assert.ok((await sent()).some(({ type }) => type === "open"));
    await page.screenshot({ path: join(OUT, "screenshots", "budget-light.png"), fullPage: true });
  });

  it("says what a project has that nothing was translated in", async () => {
    await open("light", { ...DATA, strings: [], requests: [], requestCount: 0, days: [] });
    await window.page.getByText("Nothing was translated in this project yet.").waitFor();
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
      // Not added as a script, which the page's policy forbids, but run by the browser's debugger.
      await window.page.evaluate(await readFile(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8"));
      const violations = await window.page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }> };
        };
        return (await axe.run()).violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
      });
      assert.deepEqual(violations, []);
      assert.deepEqual(blocked, []);
    });
  }
});

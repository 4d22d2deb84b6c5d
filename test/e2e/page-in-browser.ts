import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ROOT } from "../../scripts/paths.mjs";

/** The colours of the editor's themes that the pages use. */
export const THEMES = {
  light: { background: "#ffffff", foreground: "#3b3b3b", link: "#005fb8", button: "#005fb8", "button-text": "#ffffff" },
  dark: { background: "#1f1f1f", foreground: "#cccccc", link: "#4daafc", button: "#0078d4", "button-text": "#ffffff" },
};

const TYPES: Readonly<Record<string, string>> = { js: "text/javascript", css: "text/css" };

/** Serves a page together with the files of dist/. */
export async function servePage(pageFor: (origin: string) => string): Promise<{ origin: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const name = /^\/([\w-]+)\.(js|css)$/.exec(request.url ?? "");
    response.setHeader("content-type", TYPES[name?.[2] ?? ""] ?? "text/html; charset=utf-8");
    response.end(name ? await readFile(join(ROOT, "dist", name[0])) : pageFor(`http://${request.headers.host}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, close: () => server.close() };
}

/** Gives a page the colours of a theme, as the editor does: on the root element, through the object model. */
export async function paint(page: Page, theme: keyof typeof THEMES): Promise<void> {
  const { background, foreground, link, button, "button-text": buttonText } = THEMES[theme];
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
}

/** Fails if axe finds anything in a page. The debugger runs axe, because the page's policy forbids other scripts. */
export async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(await readFile(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8"));
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
  });
  assert.deepEqual(violations, []);
}

/** The browser's complaints, such as violations of a policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
}

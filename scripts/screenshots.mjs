import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import * as workbench from "../test/harness/workbench.mjs";
import { copyWorkspace } from "../test/harness/workspace.mjs";
import { build } from "./build.mjs";
import { OUT, ROOT, WEBSHOP } from "./paths.mjs";
import { runMain, say } from "./process.mjs";

/**
 * `npm run screenshots`: every surface of the extension on the sample project, in each theme and in a narrow window, into
 * out/screenshots/. For review by eye after a change to the interface.
 */

/** @typedef {import("../test/harness/workbench.mjs").Workbench} Workbench */

/** @type {Record<string, { theme: string, size?: { width: number, height: number } }>} */
const LOOKS = {
  light: { theme: "Default Light Modern" },
  dark: { theme: "Default Dark Modern" },
  "high-contrast": { theme: "Default High Contrast" },
  "high-contrast-light": { theme: "Default High Contrast Light" },
  narrow: { theme: "Default Light Modern", size: { width: 640, height: 800 } },
};

/** ms; how long a translation may take on a busy machine. */
const RUN_TIMEOUT = 600_000;

/**
 * Scenes, played one after another in one window; the screenshot is taken at the end of each.
 * @type {readonly (readonly [name: string, play: (bench: Workbench) => Promise<unknown>])[]}
 */
const SCENES = [
  [
    "badge",
    ({ page }) => {
      const badge = page.locator(".activitybar .badge-content", { hasText: /^\d+$/ }).last();
      return badge.waitFor({ timeout: RUN_TIMEOUT });
    },
  ],
  [
    "view",
    async (bench) => {
      await workbench.runCommand(bench, "View: Show RouteLMT");
      await bench.page.locator(".sidebar .monaco-list-row", { hasText: "German" }).waitFor();
    },
  ],
  [
    "source",
    async (bench) => {
      await workbench.openFile(bench, "locales/en.json");
      await bench.page.locator(".codelens-decoration", { hasText: "Translate…" }).waitFor();
    },
  ],
  [
    "languages",
    async (bench) => {
      await workbench.runCommand(bench, "RouteLMT: Translate File…");
      await workbench.quickPick(bench.page, "German").waitFor();
    },
  ],
  [
    "run",
    async ({ page }) => {
      await page.keyboard.press("Enter");
      await page.locator(".notification-list-item", { hasText: "values written" }).waitFor({ timeout: RUN_TIMEOUT });
    },
  ],
  [
    "decisions",
    async (bench) => {
      await workbench.runCommand(bench, "Notifications: Clear All Notifications");
      await workbench.runCommand(bench, "View: Close All Editors");
      await workbench.openFile(bench, "locales/de.json");
      await workbench.waitForText(bench, "● local");
    },
  ],
  ["hover", (bench) => workbench.hoverText(bench, "Konto")],
  [
    "light-bulb",
    async (bench) => {
      await bench.page.keyboard.press("Escape");
      await bench.page.locator(".monaco-editor .view-line", { hasText: "● local" }).first().click();
      await workbench.runCommand(bench, "Quick Fix...");
      await bench.page.locator(".action-widget").first().waitFor();
    },
  ],
  [
    "routing-view",
    async (bench) => {
      await bench.page.keyboard.press("Escape");
      await workbench.runCommand(bench, "View: Show RouteLMT");
      await workbench.chooseRow(bench, "German");
    },
  ],
  ["problems", (bench) => workbench.runCommand(bench, "Problems: Focus on Problems View")],
  [
    "review-list",
    async (bench) => {
      await workbench.runCommand(bench, "View: Hide Panel");
      await workbench.runCommand(bench, "RouteLMT: Review Decisions…");
      await bench.page.locator(".quick-input-list .monaco-list-row").nth(1).waitFor();
    },
  ],
  [
    "review",
    async ({ page }) => {
      await page.keyboard.press("Enter");
      await page.locator(".tab.active", { hasText: "(1/" }).waitFor();
    },
  ],
  [
    "plan",
    async (bench) => {
      await workbench.runCommand(bench, "View: Close All Editors");
      await workbench.openFile(bench, "locales/en.json");
      await workbench.runCommand(bench, "RouteLMT: Show Routing Plan");
      await workbench.quickPick(bench.page, "French").click();
      await bench.page.keyboard.press("Enter");
      const title = bench.page.locator(".quick-input-titlebar", { hasText: / strings · / });
      await title.waitFor({ timeout: RUN_TIMEOUT });
    },
  ],
  [
    "report",
    async (bench) => {
      await bench.page.keyboard.press("Escape");
      await workbench.runCommand(bench, "RouteLMT: Show Report of the Last Run");
      await bench.page.frameLocator("iframe.webview").frameLocator("iframe").locator("details").first().waitFor();
    },
  ],
  [
    "budget",
    async (bench) => {
      await workbench.runCommand(bench, "View: Close All Editors");
      await workbench.runCommand(bench, "RouteLMT: Show Budget");
      await bench.page.frameLocator("iframe.webview").frameLocator("iframe").locator("svg").first().waitFor();
    },
  ],
  [
    "walkthrough",
    async (bench) => {
      await workbench.runCommand(bench, "Welcome: Open Walkthrough...");
      await bench.page.keyboard.type("RouteLMT");
      await bench.page.keyboard.press("Enter");
      await bench.page.locator(".getting-started-step").first().waitFor();
    },
  ],
];

/** @param {string} look */
async function shoot(look) {
  const { theme, size } = LOOKS[look] ?? {};
  const folder = join(OUT, "screenshots", look);
  await mkdir(folder, { recursive: true });
  const settings = { "workbench.colorTheme": theme };
  const bench = await workbench.openWorkbench({
    folder: await copyWorkspace(WEBSHOP),
    settings,
    ...(size && { size }),
  });
  try {
    for (const [index, [name, play]] of SCENES.entries()) {
      const start = performance.now();
      let taken = 0;
      const file = join(folder, `${String(index + 1).padStart(2, "0")}-${name}.png`);
      try {
        await play(bench);
        taken = (performance.now() - start) / 1000;
      } finally {
        // Elsewhere, what the pointer opens would cover something.
        if (name !== "hover") await bench.page.mouse.move(0, 0);
        // A screenshot of a failed scene helps to find the cause.
        await workbench.screenshot(bench, file);
      }
      say(`Wrote ${relative(ROOT, file)} (${taken.toFixed(1)} s).`);
    }
  } finally {
    await bench.close();
  }
}

await runMain(async () => {
  const named = process.argv.slice(2);
  const unknown = named.filter((look) => !(look in LOOKS));
  if (unknown.length > 0)
    throw new Error(`There is no look ${unknown.join(", ")}; there are: ${Object.keys(LOOKS).join(", ")}.`);
  await build();
  for (const look of named.length > 0 ? named : Object.keys(LOOKS)) await shoot(look);
});

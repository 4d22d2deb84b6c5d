/**
 * What the extension costs in a real extension host, beside the same host with an extension without code: activation,
 * opening a file of 50,000 keys, typing in it, doing nothing, opening 4,000 missing strings, a change among 1,000 files,
 * and how long it blocks everything else. The bars are for an idle machine; its load is printed.
 *
 * usage: npm run bench:editor
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ROOT } from "../scripts/paths.mjs";
import { runSuite } from "../test/harness/run-in-server.mjs";
import { bundleSuite } from "../test/harness/suite.mjs";
import { printTable, say } from "./table.js";

/** Milliseconds; for a keystroke, those in excess of the host without the extension. */
const BARS: Readonly<Record<string, number>> = {
  activation: 200,
  "first decorations": 500,
  "keystroke, 95th percentile": 5,
  "finding what is missing, longest block": 50,
  "first translations": 3000,
};

/** What the page of the editor does: notes when the large file is drawn, and when its first hint is. */
const WATCHER = `
  let shown;
  const look = () => {
    const drawn = [...document.querySelectorAll(".view-lines")].map((one) => one.textContent).join();
    if (drawn.includes('"key0"')) shown ??= performance.now();
    if (shown !== undefined && drawn.includes("●")) noteDecorations(performance.now() - shown);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);`;

async function figuresOf(extension: string): Promise<Record<string, number>> {
  const suite = await bundleSuite("bench");
  // Without locale files: they would activate the extension before the measurement.
  const folder = await mkdtemp(join(tmpdir(), "routelmt-bench-"));
  let decorations = Number.NaN;
  const onPage = async (page: Page): Promise<void> => {
    await page.exposeFunction("noteDecorations", (ms: number) => {
      decorations = ms;
    });
    await page.addInitScript({ content: WATCHER });
  };
  const { failures } = await runSuite({ suite, extension, folder, timeout: 300_000, onPage });
  await rm(folder, { recursive: true });
  if (failures > 0) throw new Error(`${failures} measurements failed.`);
  const figures = JSON.parse(await readFile(`${suite.resultFile}.figures.json`, "utf8")) as Record<string, number>;
  return { ...figures, "first decorations": decorations };
}

const empty = await figuresOf(join(ROOT, "test", "harness", "empty-extension"));
const ours = await figuresOf(ROOT);
const rows = Object.entries(ours).map(([name, value]) => {
  const without = empty[name];
  const bar = BARS[name];
  const ratio = without === undefined ? "" : (value / Math.max(without, 0.01)).toFixed(1);
  return [name, value.toFixed(1), without?.toFixed(1) ?? "", ratio, bar === undefined ? "" : String(bar)];
});
printTable(["ms", "ours", "empty", "ratio", "bar"], rows);
say(`load ${loadavg()[0]?.toFixed(1)}`);
const missed = Object.entries(BARS).filter(([name, bar]) => {
  const base = name.startsWith("keystroke") ? (empty[name] ?? 0) : 0;
  return (ours[name] ?? 0) - base > bar;
});
if (missed.length > 0) say(`above the bar: ${missed.map(([name]) => name).join("; ")}`);
process.exitCode = missed.length > 0 ? 1 : 0;

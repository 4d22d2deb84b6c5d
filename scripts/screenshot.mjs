import { join, relative } from "node:path";
import * as workbench from "../test/harness/workbench.mjs";
import { copyWorkspace } from "../test/harness/workspace.mjs";
import { build } from "./build.mjs";
import { ROOT, WEBSHOP } from "./paths.mjs";
import { runMain, say } from "./process.mjs";

const USAGE = `usage: node scripts/screenshot.mjs STEP...

Shows a copy of examples/webshop in VS Code with RouteLMT and carries out the steps:
  open:FILE        opens a file of the workspace
  run:COMMAND      runs a command from the palette, like "run:RouteLMT: Translate File…"
  see:LABEL        waits until a quick pick has a row
  pick:LABEL       chooses a row of a quick pick
  press:KEY        presses a key, like press:Enter
  click:BUTTON     presses a button, of a notification or a dialog
  wait:TEXT        waits until the editor shows a text
  lens:TEXT        waits until a text is above the first line
  row:LABEL        chooses a row of a view
  hover:TEXT       points at a text in the editor
  shot:NAME        saves docs/images/NAME.png`;

/** ms; how long a translation may take on a busy machine. */
const RUN_TIMEOUT = 180_000;

/** @typedef {import("../test/harness/workbench.mjs").Workbench} Workbench */

/** @type {Record<string, (bench: Workbench, argument: string) => Promise<unknown>>} */
const STEPS = {
  open: workbench.openFile,
  run: workbench.runCommand,
  see: ({ page }, label) => workbench.quickPick(page, label).waitFor(),
  pick: ({ page }, label) => workbench.quickPick(page, label).click(),
  press: ({ page }, key) => page.keyboard.press(key),
  // The button may belong to the result of a run.
  click: ({ page }, name) => page.getByRole("button", { name }).click({ timeout: RUN_TIMEOUT }),
  wait: workbench.waitForText,
  lens: ({ page }, text) => page.locator(".codelens-decoration", { hasText: text }).waitFor(),
  row: workbench.chooseRow,
  hover: workbench.hoverText,
  shot,
};

/**
 * @param {Workbench} bench
 * @param {string} name
 */
async function shot(bench, name) {
  const file = join(ROOT, "docs", "images", `${name}.png`);
  await workbench.screenshot(bench, file);
  say(`Wrote ${relative(ROOT, file)}.`);
}

/** @param {string} text */
function parseStep(text) {
  const [verb = "", ...argument] = text.split(":");
  const step = STEPS[verb];
  if (!step) throw new Error(USAGE);
  return (/** @type {Workbench} */ bench) => step(bench, argument.join(":"));
}

await runMain(async () => {
  const steps = process.argv.slice(2).map(parseStep);
  if (steps.length === 0) throw new Error(USAGE);
  await build();
  const bench = await workbench.openWorkbench({ folder: await copyWorkspace(WEBSHOP), scale: 2 });
  try {
    for (const step of steps) await step(bench);
  } finally {
    await bench.close();
  }
});

import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { runMain, say } from "./output.mjs";
import { ROOT, WEBSHOP } from "./paths.mjs";
import { hoverText, openFile, openWorkbench, runCommand, screenshot, waitForText } from "./vscode/workbench.mjs";
import { copyWorkspace } from "./vscode/workspace.mjs";

const USAGE = `usage: node scripts/screenshot.mjs NAME [--open FILE] [--run COMMAND]... [--wait TEXT] [--hover TEXT]

Shows a copy of examples/webshop in VS Code and saves docs/images/NAME.png. In this order: opens FILE, runs each
palette COMMAND ("RouteLMT: Translate File…"), waits until the editor shows a TEXT, points at a TEXT.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    open: { type: "string" },
    run: { type: "string", multiple: true, default: [] },
    wait: { type: "string" },
    hover: { type: "string" },
  },
});

await runMain(async () => {
  const [name] = positionals;
  if (!name) throw new Error(USAGE);
  const file = join(ROOT, "docs", "images", `${name}.png`);
  await build();
  const workbench = await openWorkbench({ folder: await copyWorkspace(WEBSHOP), scale: 2 });
  try {
    if (values.open) await openFile(workbench, values.open);
    for (const command of values.run) await runCommand(workbench, command);
    if (values.wait) await waitForText(workbench, values.wait);
    if (values.hover) await hoverText(workbench, values.hover);
    await screenshot(workbench, file);
  } finally {
    await workbench.close();
  }
  say(`Wrote ${relative(ROOT, file)}.`);
});

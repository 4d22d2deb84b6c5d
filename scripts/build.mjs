import { chmod, copyFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build as bundle } from "esbuild";
import { ROOT } from "./paths.mjs";
import { runIfProgram, say } from "./process.mjs";

const CLI = "dist/cli.mjs";

/** @type {import("esbuild").BuildOptions} */
const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node20",
  // esbuild takes no engine for one that knows `\p{…}`, and would make each such pattern anew each time it is used.
  supported: { "regexp-unicode-property-escapes": true },
  // The UMD "main" of some packages (jsonc-parser) requires files that a bundler cannot see.
  mainFields: ["module", "main"],
  external: ["vscode", "onnxruntime-node"],
  sourcemap: true,
  logLevel: "warning",
};

/** The page of the *Budget* panel. */
const PANEL = "dist/budget-panel.js";
const PANEL_STYLE = "dist/budget-panel.css";
/** The summary of a run, a page without scripts. */
const SUMMARY_STYLE = "dist/run-summary.css";

/** @type {import("esbuild").BuildOptions[]} */
const BUNDLES = [
  { entryPoints: ["src/vscode/extension.ts"], outfile: "dist/extension.cjs", format: "cjs" },
  { entryPoints: ["src/small-model/main.ts"], outfile: "dist/model-host.cjs", format: "cjs" },
  { entryPoints: ["src/panel/budget-panel.ts"], outfile: PANEL, format: "iife", platform: "browser", target: "es2022" },
  { entryPoints: ["src/panel/run-summary.css"], outfile: SUMMARY_STYLE, platform: "browser", target: "es2022" },
  {
    entryPoints: [{ in: "src/cli/main.ts", out: "cli" }],
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    format: "esm",
    // Dynamic imports of a command become separate files, which other commands do not load.
    splitting: true,
    chunkNames: "cli-[name]-[hash]",
    banner: { js: cliBanner() },
  },
];

/** SQLite, which its package reads from the folder of the running script. */
const SQLITE = "dist/node-sqlite3-wasm.wasm";

/** What the extension runs, relative to the project. */
export const EXTENSION_BUNDLES = [
  ...BUNDLES.flatMap(({ outfile, format }) => (outfile && format === "cjs" ? [outfile] : [])),
  PANEL,
  PANEL_STYLE,
  SUMMARY_STYLE,
  SQLITE,
];

/** Makes the ES module executable, and defines what the CommonJS packages in it expect. */
function cliBanner() {
  return `#!/usr/bin/env node
import { createRequire as createRequireForBundle } from "node:module";
import { dirname as folderForBundle } from "node:path";
import { fileURLToPath as pathForBundle } from "node:url";
const require = createRequireForBundle(import.meta.url);
const __filename = pathForBundle(import.meta.url);
const __dirname = folderForBundle(__filename);`;
}

/**
 * Bundles the extension, the model host and the command line into dist/.
 * @param {{ production?: boolean }} [options] production: smaller, harder to read
 */
export async function build({ production = false } = {}) {
  await removeOldChunks();
  await Promise.all(BUNDLES.map((options) => bundle({ ...COMMON, ...options, minify: production })));
  await copyFile(join(ROOT, "node_modules/node-sqlite3-wasm", SQLITE), join(ROOT, SQLITE));
  await chmod(join(ROOT, CLI), 0o755);
}

/** Removes parts of the command line from earlier builds, which have hashes in their names. */
async function removeOldChunks() {
  const names = await readdir(join(ROOT, "dist")).catch(() => []);
  const old = names.filter((name) => /^cli-.+\.mjs(\.map)?$/.test(name));
  await Promise.all(old.map((name) => rm(join(ROOT, "dist", name), { force: true })));
}

/**
 * The npm packages with code in the bundles.
 * @returns {Promise<string[]>} their names, in order
 */
export async function bundledPackages() {
  const results = await Promise.all(
    BUNDLES.map((options) => bundle({ ...COMMON, ...options, sourcemap: false, write: false, metafile: true })),
  );
  const files = results.flatMap(({ metafile }) =>
    Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) => used(inputs)),
  );
  const names = files.map(
    (file) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(file)?.[1],
  );
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/** @param {Record<string, { bytesInOutput: number }>} inputs of a bundle */
function used(inputs) {
  return Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
}

await runIfProgram(import.meta.url, async () => {
  const { values } = parseArgs({ options: { production: { type: "boolean" } } });
  const started = performance.now();
  await build(values);
  say(`Built dist/ in ${Math.round(performance.now() - started)} ms.`);
});

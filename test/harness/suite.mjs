import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { OUT, ROOT } from "../../scripts/paths.mjs";
import { freshResultFile } from "./result.mjs";

/**
 * A mocha suite for the extension host.
 * @typedef {object} Suite
 * @property {string} entry the module VS Code runs
 * @property {string} resultFile written when mocha has finished, and only then
 * @property {NodeJS.ProcessEnv} env what the entry runs, and where it reports
 */

const SOURCE = join(ROOT, "test", "in-vscode");
/** The measurements of `npm run bench:editor`. */
const BENCH = join(ROOT, "bench", "in-vscode");
const BUNDLED = join(OUT, "in-vscode");
/** Runs against an installed .vsix, with no extension under development. */
const PACKAGED = "packaged.test.ts";

/**
 * Bundles test/in-vscode/ and selects the tests of one kind.
 * @param {"in-vscode" | "packaged" | "bench"} kind
 * @param {string} [grep]
 * @returns {Promise<Suite>}
 */
export async function bundleSuite(kind, grep = "") {
  const folder = kind === "bench" ? BENCH : SOURCE;
  const names = (await readdir(folder)).filter((name) => /\.(?:test|bench)\.ts$/.test(name));
  const selected = names.filter((name) => (name === PACKAGED) === (kind === "packaged"));
  await build({
    entryPoints: [join(SOURCE, "index.ts"), ...selected.map((name) => join(folder, name))].map((path) => {
      return { in: path, out: basename(path, ".ts") };
    }),
    outdir: BUNDLED,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    external: ["vscode", "mocha", "onnxruntime-node", "node-sqlite3-wasm"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  const resultFile = await freshResultFile(kind);
  const files = selected.map((name) => join(BUNDLED, name.replace(/\.ts$/, ".cjs")));
  const env = {
    ROUTELMT_TEST_FILES: JSON.stringify(files),
    ROUTELMT_TEST_RESULT: resultFile,
    ROUTELMT_TEST_GREP: grep,
    ROUTELMT_DATA: await mkdtemp(join(tmpdir(), "routelmt-data-")),
  };
  return { entry: join(BUNDLED, "index.cjs"), resultFile, env };
}

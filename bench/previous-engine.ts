/**
 * The engine before it had its own cache, built from its commit, as the baseline for the present one on the same
 * weights.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type BuildOptions, buildSync } from "esbuild";
import { NO_TELEMETRY } from "#small-model/telemetry.js";

/** The last commit with the former engine. */
const COMMIT = "9909b22";

/** Its build: the host with its worker, its client, and the model with a `routing.json` in its format. */
export const PREVIOUS = { host: "model-host.cjs", client: "client.mjs", model: "model" } as const;

/** A built engine in a folder of its own. */
export interface PreviousEngine {
  readonly folder: string;
  dispose(): void;
}

/**
 * Builds it with the installed packages.
 *
 * @param model folder of the weights to run
 * @throws where the repository does not have the commit, as a shallow clone
 */
export function buildPreviousEngine(model: string): PreviousEngine {
  const folder = mkdtempSync(join(tmpdir(), "routelmt-previous-"));
  const archive = execFileSync("git", ["archive", COMMIT, "src"], { maxBuffer: 1 << 28 });
  execFileSync("tar", ["-x", "-C", folder], { input: archive });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  const common: BuildOptions = {
    absWorkingDir: folder,
    bundle: true,
    platform: "node",
    target: "node20",
    mainFields: ["module", "main"],
    external: ["onnxruntime-node"],
    logLevel: "warning",
  };
  // It had no option for the runtime's telemetry.
  const banner = { js: `Object.assign(process.env, ${JSON.stringify(NO_TELEMETRY)});` };
  buildSync({ ...common, entryPoints: ["src/engine/main.ts"], outfile: PREVIOUS.host, format: "cjs", banner });
  buildSync({ ...common, entryPoints: ["src/engine/worker.ts"], outfile: "model-worker.cjs", format: "cjs" });
  const exports = ["./src/engine/client.js", "./src/host/spawn-model-host.js"];
  buildSync({
    ...common,
    stdin: { contents: exports.map((path) => `export * from "${path}";`).join("\n"), resolveDir: folder },
    external: ["onnxruntime-node", "vscode-jsonrpc"],
    outfile: PREVIOUS.client,
    format: "esm",
  });
  linkModel(resolve(model), join(folder, PREVIOUS.model));
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * The same model, with a `routing.json` that the engine understands: without forms of address and without today's
 * features of the probe.
 */
function linkModel(model: string, folder: string): void {
  mkdirSync(folder);
  for (const name of readdirSync(model)) {
    if (name !== "routing.json") symlinkSync(join(model, name), join(folder, name));
  }
  const routing = JSON.parse(readFileSync(join(model, "routing.json"), "utf8")) as { template: string };
  const head = { hidden: [], features: {}, bias: 0 };
  const gain = { head, calibration: { x: [0], y: [0], low: [0], high: [0] }, quantiles: new Array(101).fill(0) };
  writeFileSync(
    join(folder, "routing.json"),
    JSON.stringify({
      ...routing,
      template: routing.template.replace("{formality}", ""),
      probe: { metric: "", largeModel: "", confidence: head, quality: head, gain, refined: gain },
    }),
  );
}

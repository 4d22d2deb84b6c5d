import { existsSync } from "node:fs";
import { cp, readdir, readFile, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { runMain, say } from "./output.mjs";
import { OUT, ROOT } from "./paths.mjs";
import { run } from "./process.mjs";

const STAGE = join(OUT, "package");
const MODEL = join("models", "routelmt-small");
const VSCE = join(ROOT, "node_modules", "@vscode", "vsce", "vsce");

const REQUIRED = ["package.json", "README.md", "CHANGELOG.md", "LICENSE", "media", MODEL];
const OPTIONAL = ["l10n", join("docs", "images")];
const BUNDLES = ["extension.cjs", "model-host.cjs"];

/**
 * Builds the .vsix for one platform: the bundles, ONNX Runtime for that platform, and the bundled model.
 * @param {string} [target] like linux-x64, win32-arm64, darwin-arm64; this machine's if absent
 * @returns {Promise<string>} the file
 */
export async function createPackage(target = `${process.platform}-${process.arch}`) {
  if (!existsSync(join(ROOT, MODEL, "config.json"))) {
    throw new Error(`The bundled model is missing: put it in ${MODEL}/ (see models/training/), then package again.`);
  }
  await build({ production: true });
  await rm(STAGE, { recursive: true, force: true });
  const nls = (await readdir(ROOT)).filter((name) => /^package\.nls(\..+)?\.json$/.test(name));
  const present = OPTIONAL.filter((name) => existsSync(join(ROOT, name)));
  for (const name of [...REQUIRED, ...nls, ...present]) await stage(name);
  for (const name of BUNDLES) await stage(join("dist", name));
  await stageRuntime(target);

  const { name, version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const file = join(ROOT, `${name}-${target}-${version}.vsix`);
  const links = ["--allow-missing-repository", "--no-rewrite-relative-links"];
  const args = ["package", "--no-dependencies", "--target", target, "--out", file, ...links];
  await run(process.execPath, [VSCE, ...args], { cwd: STAGE });
  return file;
}

/**
 * ONNX Runtime is native and so not bundled: it goes beside the bundles, where their require finds it.
 * @param {string} target
 */
async function stageRuntime(target) {
  const binaries = join("onnxruntime-node", "bin", "napi-v6", ...target.split("-"));
  if (!existsSync(join(ROOT, "node_modules", binaries))) {
    throw new Error(`ONNX Runtime has no binaries for ${target}.`);
  }
  const scripts = [join("onnxruntime-node", "dist"), join("onnxruntime-common", "dist", "cjs")];
  const manifests = ["onnxruntime-node", "onnxruntime-common"].map((name) => join(name, "package.json"));
  for (const path of [...manifests, ...scripts, binaries]) {
    await stage(join("node_modules", path), join("dist", "node_modules", path));
  }
}

/**
 * Copies a file or folder of the project into the package, without what only developers read.
 * @param {string} path
 * @param {string} [to] its place in the package
 */
async function stage(path, to = path) {
  const filter = (/** @type {string} */ file) => !/\.(d\.ts|map)$/.test(file);
  await cp(join(ROOT, path), join(STAGE, to), { recursive: true, dereference: true, filter });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { target: { type: "string" } } });
  await runMain(async () => {
    const file = await createPackage(values.target);
    const { size } = await stat(file);
    say(`${relative(ROOT, file)}: ${(size / 1e6).toFixed(1)} MB`);
  });
}

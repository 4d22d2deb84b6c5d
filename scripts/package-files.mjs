import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { EXTENSION_BUNDLES } from "./build.mjs";
import { BUNDLED_MODEL, ROOT } from "./paths.mjs";
import { NOTICES } from "./third-party.mjs";

/**
 * A file of the package.
 * @typedef {object} PackageFile
 * @property {string} from its place in the project
 * @property {string} to its place in the package
 */

const TEXTS = ["package.json", "README.md", "CHANGELOG.md", "LICENSE", "LICENSES.md", NOTICES];
/** The project that *Open Sample…* copies. */
const SAMPLE = "examples/webshop";
/** The scripts of the npm packages, without those for browsers and bundlers. */
const RUNTIME_SCRIPTS = ["onnxruntime-node/dist", "onnxruntime-common/dist/cjs"];
/**
 * Only two of ONNX Runtime's libraries are needed to run on the processor; the others are for DirectML and WebGPU, or a
 * copy of the macOS library under a second name.
 */
const RUNTIME_LIBRARY = /^(onnxruntime_binding\.node|libonnxruntime\.so\.1|libonnxruntime\.1\.dylib|onnxruntime\.dll)$/;
/** The engine's graph replaces the one for other programs. */
const ENGINE_GRAPH = `${BUNDLED_MODEL}/onnx/engine.onnx`;
const STOCK_GRAPH = `${BUNDLED_MODEL}/onnx/model_quantized.onnx`;

/**
 * All files in the .vsix of a platform.
 * @param {string} target like linux-x64, win32-arm64, darwin-arm64
 * @returns {Promise<PackageFile[]>}
 */
export async function packageFiles(target) {
  const same = [
    ...TEXTS,
    ...(await namedTexts()),
    ...EXTENSION_BUNDLES,
    ...(await filesIn(SAMPLE)),
    ...(await modelFiles()),
    ...(await runtimeTexts()),
  ];
  return [...same.map((path) => ({ from: path, to: path })), ...(await runtimeFiles(target))];
}

/**
 * The files that the manifest and the README refer to: icons, images, and the texts of settings, program and walkthrough in
 * every language.
 */
async function namedTexts() {
  const manifest = await readFile(join(ROOT, "package.json"), "utf8");
  const readme = await readFile(join(ROOT, "README.md"), "utf8");
  const icons = manifest.match(/(?<=")media\/[^"]+(?=")/g) ?? [];
  const images = readme.match(/(?<=\]\()docs\/images\/[^)]+(?=\))/g) ?? [];
  const texts = (await readdir(ROOT)).filter((name) => /^package\.nls(\..+)?\.json$/.test(name));
  // VS Code looks for the pages of the walkthrough in its language beside those that the manifest names.
  const pages = await filesIn("media/walkthrough");
  return [...new Set([...icons, ...images, ...pages]), ...texts, ...(await filesIn("l10n"))];
}

async function modelFiles() {
  if (!existsSync(join(ROOT, BUNDLED_MODEL, "config.json"))) {
    throw new Error(`The bundled model is missing: put it in ${BUNDLED_MODEL}/ (see models/training/).`);
  }
  const files = await filesIn(BUNDLED_MODEL);
  return files.includes(ENGINE_GRAPH) ? files.filter((file) => file !== STOCK_GRAPH) : files;
}

/** ONNX Runtime's licence and notices. */
async function runtimeTexts() {
  const { version } = JSON.parse(await readFile(join(ROOT, "node_modules/onnxruntime-node/package.json"), "utf8"));
  return filesIn(`third-party/onnxruntime-${version}`);
}

/**
 * ONNX Runtime is native and cannot be bundled: it is placed beside the bundles, where their `require` finds it.
 * @param {string} target
 */
async function runtimeFiles(target) {
  const binaries = `onnxruntime-node/bin/napi-v6/${target.replace("-", "/")}`;
  if (!existsSync(join(ROOT, "node_modules", binaries))) throw new Error(`ONNX Runtime has no binaries for ${target}.`);
  const folders = await Promise.all([...RUNTIME_SCRIPTS, binaries].map((path) => filesIn(`node_modules/${path}`)));
  const wanted = folders.flat().filter((file) => {
    return dirname(file).endsWith(binaries) ? RUNTIME_LIBRARY.test(basename(file)) : /\.(js|json)$/.test(file);
  });
  const manifests = RUNTIME_SCRIPTS.map((path) => `node_modules/${path.split("/")[0]}/package.json`);
  return [...manifests, ...wanted].map((path) => ({ from: path, to: `dist/${path}` }));
}

/**
 * Every file below a folder of the project, with forward slashes.
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function filesIn(folder) {
  const entries = await readdir(join(ROOT, folder), { withFileTypes: true });
  const nested = entries.map((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(path) : [path];
  });
  return (await Promise.all(nested)).flat();
}

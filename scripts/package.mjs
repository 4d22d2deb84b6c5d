import { cp, readFile, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { packageFiles } from "./package-files.mjs";
import { OUT, ROOT } from "./paths.mjs";
import { run, runIfProgram, say } from "./process.mjs";

const STAGE = join(OUT, "package");
const VSCE = join(ROOT, "node_modules", "@vscode", "vsce", "vsce");
/** Bytes. A larger package would contain something by mistake, and take long to download. */
const MAX_BYTES = 170e6;

/**
 * Builds the .vsix for one platform: the bundles, ONNX Runtime for that platform, and the bundled model.
 * @param {string} [target] like linux-x64, win32-arm64, darwin-arm64; this machine's if absent
 * @returns {Promise<string>} the file
 */
export async function createPackage(target = `${process.platform}-${process.arch}`) {
  const files = await packageFiles(target);
  await build({ production: true });
  await rm(STAGE, { recursive: true, force: true });
  for (const { from, to } of files) await cp(join(ROOT, from), join(STAGE, to), { dereference: true });

  const { name, version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const file = join(ROOT, `${name}-${target}-${version}.vsix`);
  const links = ["--allow-missing-repository", "--no-rewrite-relative-links"];
  const args = ["package", "--no-dependencies", "--target", target, "--out", file, ...links];
  await run(process.execPath, [VSCE, ...args], { cwd: STAGE });
  const { size } = await stat(file);
  if (size > MAX_BYTES)
    throw new Error(`${relative(ROOT, file)} has ${megabytes(size)}, more than ${megabytes(MAX_BYTES)}.`);
  return file;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

await runIfProgram(import.meta.url, async () => {
  const { values } = parseArgs({ options: { target: { type: "string" } } });
  const file = await createPackage(values.target);
  const { size } = await stat(file);
  say(`${relative(ROOT, file)}: ${megabytes(size)}`);
});

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Git-ignored: the VS Code that tests run in, and its browser profile. */
export const VSCODE_TEST = join(ROOT, ".vscode-test");

/** Git-ignored: bundled test suites, results, staged packages. */
export const OUT = join(ROOT, "out");

/** The sample project a newcomer opens first. */
export const WEBSHOP = join(ROOT, "examples", "webshop");

/** The folder of the model that ships, relative to {@link ROOT}; `src/small-model/bundled-model.ts` reads the same file. */
export const BUNDLED_MODEL = `models/${JSON.parse(readFileSync(join(ROOT, "models", "bundled.json"), "utf8")).model}`;

import { join } from "node:path";
import { build } from "esbuild";
import { OUT, ROOT } from "../../scripts/paths.mjs";

/**
 * Bundles a program of this folder, for tests that start it several times: through tsx, a start takes a second of the
 * processor's time, and from one file a fifth of that.
 *
 * @param name such as `buyer`
 * @returns the path of the bundle
 */
export async function bundleProgram(name: string): Promise<string> {
  const outfile = join(OUT, "programs", `${name}.mjs`);
  await build({
    entryPoints: [join(ROOT, "test", "support", `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    // As scripts/build.mjs does: the UMD "main" of jsonc-parser requires files that a bundler cannot see.
    mainFields: ["module", "main"],
    external: ["node-sqlite3-wasm"],
    logLevel: "warning",
  });
  return outfile;
}

import { spawn } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { ROOT, WEBSHOP } from "./paths.mjs";
import { exitCode, runMain, say } from "./process.mjs";

/**
 * `npm start`: builds, and translates a copy of the example shop. Without network and without a key, unless a budget
 * is given: more arguments go to `routelmt translate`, as in `npm start -- --budget 0.05`.
 */

const SHOP = "out/webshop";
const LANGUAGES = ["de", "fr", "es", "ja", "pt-BR"];
/** The exit code if some strings have no translation that passes the checks; these are listed. */
const PARTIAL = 3;
const KNOWLEDGE = ["--memory", "memory/old-shop.tmx", "--terms", "memory/terms.csv"];

/**
 * Runs the command line as a person would.
 * @param {string[]} args
 */
async function routelmt(...args) {
  say(`\n$ routelmt ${args.join(" ")}\n`);
  const child = spawn(process.execPath, [join(ROOT, "dist/cli.mjs"), ...args], {
    cwd: join(ROOT, SHOP),
    stdio: "inherit",
  });
  const code = await exitCode(child);
  if (code !== 0 && code !== PARTIAL) throw new Error(`routelmt ended with code ${code}`);
}

await runMain(async () => {
  await build();
  // A copy, so that it can be repeated without changing the project.
  rmSync(join(ROOT, SHOP), { recursive: true, force: true });
  cpSync(WEBSHOP, join(ROOT, SHOP), { recursive: true });
  say("RouteLMT translates the strings of a bookshop from English into five languages, with the model that comes");
  say("with it, on this machine.");
  say(`\n$ cd ${SHOP}`);
  const started = performance.now();
  const more = process.argv.slice(2);
  await routelmt("translate", "locales/en.json", "--to", LANGUAGES.join(","), ...KNOWLEDGE, ...more);
  for (const language of LANGUAGES) {
    if (!existsSync(join(ROOT, SHOP, "locales", `${language}.json`)))
      throw new Error(`${language}.json was not written`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  say(`\nThat took ${seconds} s. The files are in ${SHOP}/locales/. What people had translated is as it was: compare`);
  say("de.json with examples/webshop/locales/de.json.\n\nNext:");
  say("  npm run code                                    VS Code with RouteLMT on this example");
  say("  node dist/cli.mjs translate FILE --to it,nl     your own strings; --help lists the rest");
  say("  ROUTELMT_API_KEY=… npm start -- --budget 0.05   the same with a large model where it gains most");
});

import { spawn } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { runMain, say } from "./output.mjs";
import { ROOT, WEBSHOP } from "./paths.mjs";
import { exitCode } from "./process.mjs";

/** `npm start`: builds, and runs the main job on a copy of the example shop, without network and without a key. */

const SHOP = "out/webshop";
const LANGUAGES = "de,fr,es";

/**
 * Runs the command line as a person would.
 * @param {string[]} args
 */
async function routelmt(...args) {
  say(`\n$ routelmt ${args.join(" ")}`);
  const child = spawn(process.execPath, [join(ROOT, "dist/cli.mjs"), ...args], {
    cwd: join(ROOT, SHOP),
    stdio: "inherit",
  });
  const code = await exitCode(child);
  if (code !== 0) throw new Error(`routelmt ended with code ${code}`);
}

await runMain(async () => {
  await build();
  // A copy, so that it can be run again and leaves the project as it is.
  rmSync(join(ROOT, SHOP), { recursive: true, force: true });
  cpSync(WEBSHOP, join(ROOT, SHOP), { recursive: true });
  const file = "locales/en.json";
  say("RouteLMT: an online shop's strings, translated on this machine; nothing is sent anywhere.");
  say(`\n$ cd ${SHOP}`);
  say("\n1. The plan: what a large model would improve most, within 30 % of the strings and $0.01.");
  await routelmt("plan", file, "--to", LANGUAGES, "--share", "0.3", "--budget", "0.01");
  say("\n2. The translation, with budget 0: every string local, the decisions recorded.");
  await routelmt("translate", file, "--to", LANGUAGES);
  for (const language of LANGUAGES.split(",")) {
    if (!existsSync(join(ROOT, SHOP, "locales", `${language}.json`)))
      throw new Error(`${language}.json was not written`);
  }
  say(`\nThe files are in ${SHOP}/locales/. Compare de.json with examples/webshop/locales/de.json: what people had`);
  say("translated there is as it was.");
  say("In VS Code: npm run code opens the example; then F1, RouteLMT: Translate File… on locales/en.json.");
});

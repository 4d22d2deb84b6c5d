/**
 * Whether the small model's translations keep every protected item: the engine translates generated texts in every
 * placeholder syntax as in the product, before any repair. Items are searched for literally, without the product's
 * scanner. Fails if any item is lost, added or broken.
 *
 * usage: npm run bench:placeholders -- [--count 5000] [--seed 1] [--syntax NAME] [--model FOLDER] [--threads 2]
 */
import { parseArgs } from "node:util";
import { spawnModelHost } from "#node/spawn-model-host.js";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { SmallModelClient } from "#small-model/client/client.js";
import { HOST_ENTRY } from "../test/support/bundled-model.js";
import { faultsIn } from "./placeholder-faults.js";
import { translateSamples } from "./placeholder-run.js";
import { templates } from "./placeholder-strings.js";
import { SYNTAXES } from "./placeholder-syntaxes.js";
import { printTable, say } from "./table.js";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "5000" },
    seed: { type: "string", default: "1" },
    syntax: { type: "string" },
    model: { type: "string", default: BUNDLED_MODEL },
    threads: { type: "string", default: "2" },
  },
});

/** Maximum number of faults that are printed per syntax. */
const MAX_SHOWN = 5;

const small = new SmallModelClient({
  start: () => spawnModelHost(HOST_ENTRY, (line) => process.stderr.write(line)),
  folder: values.model,
  threads: Number(values.threads),
});
const { directions } = await small.describe();
const all = templates(Number(values.count), Number(values.seed));
const rows: (string | number)[][] = [];
let failures = 0;
for (const syntax of SYNTAXES.filter(({ name }) => values.syntax === undefined || name === values.syntax)) {
  const samples = all.map((template) => template(syntax));
  const translated = await translateSamples(small, samples, syntax, directions);
  const faults = translated.map(({ sample, translation }) => faultsIn(translation, sample, syntax));
  const count = (pattern: RegExp): number => faults.filter((one) => one.some((fault) => pattern.test(fault))).length;
  const wrong = faults.filter((one) => one.length > 0).length;
  failures += wrong;
  process.stderr.write(`${syntax.name}: ${translated.length} strings, ${wrong} wrong\n`);
  const items = samples.reduce((sum, sample) => sum + sample.items.length, 0);
  rows.push([syntax.name, translated.length, items, count(/lost/), count(/added/), count(/order|nested|another/)]);
  const wrongOnes = translated.flatMap(({ sample, translation }, index) =>
    faults[index]?.length
      ? [
          `${syntax.name}: ${faults[index]?.join("; ")}\n   ${JSON.stringify(sample.text)}\n   ${JSON.stringify(translation)}`,
        ]
      : [],
  );
  for (const line of wrongOnes.slice(0, MAX_SHOWN)) process.stderr.write(`${line}\n`);
}
small.dispose();

printTable(["syntax", "strings", "items", "lost", "added", "broken"], rows);
if (failures > 0) say(`FAILED ${failures} translations`);
process.exitCode = failures > 0 ? 1 : 0;

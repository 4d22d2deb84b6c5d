/**
 * Translates texts with a model folder, to see what it does: reads a text a line from standard input and
 * writes the small model's translations.
 *
 * usage: npx tsx models/training/translate.ts FOLDER --to de < texts.txt
 */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { Translator } from "#small-model/translator.js";
import { observe } from "./features.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { to: { type: "string", default: "de" }, threads: { type: "string", default: "2" } },
});
const [folder] = positionals;
if (folder === undefined) throw new RangeError("Name the model folder: translate.ts FOLDER --to de");
const direction = { source: "en", target: values.to };
const segments: { id: string; source: string; direction: typeof direction }[] = [];
for await (const source of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  segments.push({ id: String(segments.length), source, direction });
}
const translator = await Translator.load(folder, Number(values.threads));
const observed = await observe(translator, segments);
for (const { id } of segments) process.stdout.write(`${observed.get(id)?.text ?? ""}\n`);

/**
 * What the product's tokenizer makes of texts, for comparing it with Python's: reads a JSON string a line
 * from standard input and writes a JSON array of token ids for each.
 *
 * usage: npx tsx models/training/token-ids.ts FOLDER < texts.jsonl
 */
import { createInterface } from "node:readline";
import { readModelFolder } from "#small-model/model-folder.js";
import { Tokenizer } from "#small-model/tokenizer.js";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new RangeError("Name the model folder: token-ids.ts FOLDER");
const tokenizer = new Tokenizer(await readModelFolder(folder));
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  const text = JSON.parse(line) as string;
  process.stdout.write(`${JSON.stringify(tokenizer.encode(text))}\n`);
}

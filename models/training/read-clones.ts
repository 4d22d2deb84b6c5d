/**
 * Reads the published translations in local clones of the repositories in a list, with the product's own
 * readers. Writes `<out>/en-XX.tsv` for each language: application (owner/name), context, source, target;
 * `\n`, `\t` and `\\` are escapes.
 *
 * LIST is a table with the columns repository (owner/name), licence and use, and one for each target
 * language; a 0 there means that the repository's translations into it are not wanted. A clone lies in
 * `<clones>/owner/name`; those that are not there are named and left out.
 *
 * usage: npx tsx models/training/read-clones.ts LIST [--clones FOLDER] [--out FOLDER]
 */
import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readClone } from "./clone-pairs.js";
import { escapeCell, readTable } from "./probe/tsv.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    clones: { type: "string", default: "../routelmt-data/clones" },
    out: { type: "string", default: "../routelmt-data/pairs" },
  },
});
const [list] = positionals;
if (list === undefined) throw new RangeError("Name the list of repositories: read-clones.ts LIST");

const text = readFileSync(list, "utf8");
const rows = readTable(text, ["repository", "licence", "use"]);
const languages = (text.split("\n", 1)[0] ?? "")
  .trim()
  .split("\t")
  .filter((column) => !["repository", "licence", "use"].includes(column));

mkdirSync(values.out, { recursive: true });
const files = new Map<string, FileHandle>();
for (const language of languages) files.set(language, await open(temporary(language), "w"));
const counts = new Map(languages.map((language) => [language, 0]));
const missing: string[] = [];
for (const row of rows) {
  const repository = row["repository"] ?? "";
  const folder = join(values.clones, repository);
  if (!(await isFolder(folder))) {
    missing.push(repository);
    continue;
  }
  const wanted = languages.filter((language) => row[language] !== "0");
  const { pairs, failed } = await readClone(folder, wanted);
  for (const language of wanted) {
    const lines = pairs
      .filter((pair) => pair.language === language)
      .map(({ context, source, target }) => [repository, context, source, target].map(escapeCell).join("\t"));
    await files.get(language)?.appendFile(lines.map((line) => `${line}\n`).join(""));
    counts.set(language, (counts.get(language) ?? 0) + lines.length);
  }
  process.stdout.write(`${repository}: ${pairs.length} pairs\n`);
  for (const reason of failed) process.stderr.write(`  left out: ${reason}\n`);
}
for (const [language, file] of files) {
  await file.close();
  renameSync(temporary(language), join(values.out, `en-${language}.tsv`));
}
if (missing.length > 0) process.stderr.write(`not cloned in ${values.clones}: ${missing.join(", ")}\n`);
process.stdout.write(`${JSON.stringify(Object.fromEntries(counts))}\n`);
if (missing.length === rows.length) process.exitCode = 1;

/** Written beside its place, so that a file that is there is whole. */
function temporary(language: string): string {
  return join(values.out, `en-${language}.tsv.tmp`);
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

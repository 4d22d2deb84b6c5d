/**
 * Tests every format on files of popular applications: `bench/real-files.tsv` lists them with their packages. Each file
 * is written back unchanged; single edits only change the text between their neighbours and read back exactly, as do
 * edits of all values at once; and a simulated run into German that copies every source text, into a new file and into
 * the translation in the table, reads back completely. Fails on any difference.
 *
 * usage: tsx bench/real-files.ts [FORMAT or part of the application's name] [TABLE of other files]
 */
import { readFileSync } from "node:fs";
import { messageOf } from "#core/errors.js";
import { decodeFile, formatFor } from "#core/formats/registry.js";
import { type Row, readTable } from "../models/training/probe/tsv.js";
import { checkFile } from "./file-checks.js";
import { packageFile } from "./package-files.js";
import { printTable, say } from "./table.js";

const COLUMNS = ["format", "application", "package", "path", "translation", "licence"] as const;
const HEADER = ["format", "application", "file", "units", "problems", "identical", "edited", "segments", "filled", "s"];

/** The cells of a file's row, and its faults. */
function rowOf(row: Row): { readonly cells: readonly (string | number)[]; readonly failures: readonly string[] } {
  const { format: name = "", package: source = "", path: inPackage = "", translation = "" } = row;
  const bytes = packageFile(source, inPackage);
  // Templates of a generator, without texts.
  const path = inPackage.replace(/\.ejs$/, "");
  const other = translation === "" ? undefined : decodeFile(path, packageFile(source, translation));
  const start = performance.now();
  const decoded = decodeFile(path, bytes);
  const format = formatFor(path, decoded.text);
  const result = checkFile(format, path, bytes, decoded, other);
  const { units, problems, identical, edited, segments, filled = "–" } = result;
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const failures = [...(format.name === name ? [] : [`is taken for ${format.name}`]), ...result.failures];
  return { cells: [units, problems, identical ? "yes" : "no", edited, segments, filled, seconds], failures };
}

const [, , only = "", table = "bench/real-files.tsv"] = process.argv;
const files = readTable(readFileSync(table, "utf8"), COLUMNS).filter(
  ({ format, application = "" }) => format === only || application.toLowerCase().includes(only.toLowerCase()),
);
const rows: (string | number)[][] = [];
const failures: string[] = [];
for (const row of files) {
  const { format = "", application = "", path = "" } = row;
  try {
    const result = rowOf(row);
    rows.push([format, application, path.split(/[/!]/).at(-1) ?? "", ...result.cells]);
    failures.push(...result.failures.map((one) => `${application}, ${path}: ${one}`));
  } catch (error) {
    failures.push(`${application}, ${path}: ${messageOf(error)}`);
  }
}
printTable(HEADER, rows);
say();
say(`${files.length} files, ${failures.length} failures`);
for (const failure of failures) say(`FAILED ${failure}`);
process.exitCode = failures.length > 0 || files.length === 0 ? 1 : 0;

/**
 * Every format on files of applications that people use: `bench/real-files.tsv` names them and the
 * packages that they are taken from. Of each file: it is written back byte by byte; single edits
 * change nothing beyond their neighbours and read back exactly; so do edits of all values at once;
 * and a run into German that copies every source text reads back as that. Fails when anything is
 * not right.
 *
 * usage: tsx bench/real-files.ts [FORMAT or part of the application's name] [TABLE of other files]
 */

import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { messageOf } from "../src/core/errors.js";
import { readTable } from "../src/core/evaluation/table.js";
import { type DecodedText, encodeText, hasCharacter } from "../src/core/formats/encoding.js";
import { type Document, type Edit, type Format, keyId, keyName, type Unit } from "../src/core/formats/format.js";
import { decodeFile, formatFor } from "../src/core/formats/registry.js";
import { applyDecisions, openFileJob } from "../src/core/run/file-job.js";
import { FIXTURES, inLanguages, LANGUAGES } from "../test/core/formats/fixtures.js";
import { fromSource } from "../test/core/run/decisions.js";
import { packageFile } from "./package-files.js";
import { printTable, say } from "./table.js";

/** Most units of a file that are edited one by one. */
const SINGLE_EDITS = 50;
const DIRECTION = { source: LANGUAGES.source, target: LANGUAGES.language };
const COLUMNS = ["format", "application", "package", "path", "licence"] as const;

/** What is wrong with a file, and what was counted on the way. */
interface Result {
  readonly failures: readonly string[];
  readonly units: number;
  readonly problems: number;
  readonly identical: boolean;
  readonly edited: number;
  readonly segments: number;
}

const valuesOf = ({ units }: Document): Map<string, string> =>
  new Map(units.map(({ key, value }) => [keyId(key), value]));

/** At most so many of a list, evenly spread over it. */
function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(all.length, most) }, (_, index) => all[Math.floor(index * step)] as T);
}

/** Values to be written: what the format's own tests make up, as far as the encoding has it. */
function newValues(format: Format, encoding: string): string[] {
  const fixture = FIXTURES.find((one) => one.format.name === format.name);
  if (!fixture) throw new Error(`${format.name} has no fixture`);
  const values = fc.sample(fixture.values, { numRuns: SINGLE_EDITS, seed: 1 });
  return values.map((value) => [...value].filter((char) => hasCharacter(encoding, char)).join(""));
}

/** Whether `after` is `text` but for what lies between the units before and after an edited one. */
function isLocal(text: string, after: string, units: readonly Unit[], index: number): boolean {
  const ends = units.slice(0, index).map(({ span }) => span.end);
  const start = Math.max(0, ...ends.filter((end) => end <= (units[index]?.span.start ?? 0)));
  const end = units[index + 1]?.span.start ?? text.length;
  const tail = Math.max(0, text.length - end);
  return (
    after.slice(0, start) === text.slice(0, start) &&
    after.slice(after.length - tail) === text.slice(text.length - tail)
  );
}

/** What differs between the values that a text has and those that it should have. */
function differences(found: Document, wanted: ReadonlyMap<string, string>): string[] {
  const values = valuesOf(found);
  const ids = new Set([...values.keys(), ...wanted.keys()]);
  return [...ids]
    .filter((id) => values.get(id) !== wanted.get(id))
    .map((id) => `${id} is ${JSON.stringify(values.get(id))}, not ${JSON.stringify(wanted.get(id))}`);
}

function editsOf(units: readonly Unit[], values: readonly string[]): Edit[] {
  return units.map(({ key, value, markup }, index) =>
    // A fragment of XML stays one: what comes at random is none.
    markup ? { key, value: `${value} ${index}`, markup } : { key, value: values[index % values.length] ?? "" },
  );
}

function singleEdits(format: Format, text: string, before: Document, edits: readonly Edit[]): string[] {
  const position = new Map(before.units.map(({ key }, index) => [keyId(key), index]));
  return edits.flatMap((edit) => {
    const after = format.write(text, [edit]);
    const index = position.get(keyId(edit.key)) ?? -1;
    const wanted = valuesOf(before).set(keyId(edit.key), edit.value);
    const wrong = differences(format.read(after), wanted);
    if (!isLocal(text, after, before.units, index)) wrong.push("more changed than the value");
    return wrong.map((one) => `edit of ${keyName(edit.key)}: ${one}`);
  });
}

const unmarked = (text: string): string => text.replace(/^\ufeff/, "");

/** A run into German without a target file: how many segments it has, and what is wrong in what it writes. */
function runOf(format: Format, path: string, text: string, encoding: string): { segments: number; wrong: string[] } {
  const job = openFileJob(format, { path, text }, `${path}.de`, undefined, DIRECTION);
  const { segments, copied } = job.preparation;
  const decisions = segments.map(({ segment }) => fromSource(segment));
  const created = format.createdEncoding ?? encoding;
  const written = applyDecisions(job, decisions, undefined, created).text;
  const bytes = encodeText({ text: written, encoding: created });
  const isReadable = unmarked(decodeFile(path, bytes).text) === unmarked(written);
  const found = valuesOf(format.read(written, LANGUAGES));
  const wanted = [...copied, ...segments.map(({ key, segment }) => ({ key, value: segment.source }))];
  const wrong = wanted
    .filter(({ key, value }) => found.get(keyId(key)) !== value)
    .map(
      ({ key, value }) =>
        `new file: ${keyName(key)} is ${JSON.stringify(found.get(keyId(key)))}, not ${JSON.stringify(value)}`,
    );
  if (!isReadable) wrong.push(`new file: is read in another encoding than ${created}`);
  return { segments: segments.length, wrong };
}

function check(format: Format, path: string, bytes: Uint8Array, { text, encoding }: DecodedText): Result {
  const inGerman = inLanguages(format);
  const before = inGerman.read(text);
  const identical = isDeepStrictEqual(
    Buffer.from(encodeText({ text: inGerman.write(text, []), encoding })),
    Buffer.from(bytes),
  );
  const failures = identical ? [] : ["not identical without edits"];
  if (before.units.length === 0) failures.push("has no units");
  const edits = editsOf(before.units, newValues(format, encoding));
  const single = spread(edits, SINGLE_EDITS);
  failures.push(...singleEdits(inGerman, text, before, single));
  const all = inGerman.read(inGerman.write(text, edits));
  const wanted = new Map(edits.map(({ key, value }) => [keyId(key), value]));
  failures.push(...differences(all, wanted).map((one) => `all values: ${one}`));
  const { segments, wrong } = runOf(format, path, text, encoding);
  failures.push(...wrong);
  return {
    failures,
    units: before.units.length,
    problems: before.problems.length,
    identical,
    edited: single.length,
    segments,
  };
}

const [, , only = "", table = "bench/real-files.tsv"] = process.argv;
const files = readTable(readFileSync(table, "utf8"), COLUMNS).filter(
  (row) => row["format"] === only || row["application"]?.toLowerCase().includes(only.toLowerCase()),
);
const rows: (string | number)[][] = [];
const failures: string[] = [];
for (const { format: name = "", application = "", package: source = "", path = "" } of files) {
  const file = path.split(/[/!]/).at(-1) ?? "";
  const bytes = packageFile(source, path);
  const start = performance.now();
  const took = (): string => ((performance.now() - start) / 1000).toFixed(2);
  const fail = (what: string): unknown => failures.push(`${application}, ${path}: ${what}`);
  try {
    const decoded = decodeFile(path, bytes);
    const format = formatFor(path, decoded.text);
    if (format.name !== name) fail(`is taken for ${format.name}, not ${name}`);
    const { units, problems, identical, edited, segments, failures: wrong } = check(format, path, bytes, decoded);
    wrong.forEach(fail);
    rows.push([name, application, file, units, problems, identical ? "yes" : "no", edited, segments, took()]);
  } catch (error) {
    fail(messageOf(error));
    rows.push([name, application, file, "–", "–", "–", "–", "–", took()]);
  }
}
printTable(["format", "application", "file", "units", "problems", "identical", "edited", "segments", "s"], rows);
say();
say(`${rows.length} files, ${failures.length} failures`);
for (const failure of failures) say(`FAILED ${failure}`);
process.exitCode = failures.length > 0 || rows.length === 0 ? 1 : 0;

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { type Document, type Edit, type Format, keyId, keyName, type Unit } from "#core/formats/format.js";
import { decodeFile } from "#core/formats/registry.js";
import { type DecodedText, encodeText, hasCharacter } from "#core/text/encoding.js";
import { applyDecisions, openFileJob } from "#core/translate/file-job.js";
import { FIXTURES, inLanguages, LANGUAGES } from "../test/core/formats/fixtures.js";
import { fromSource } from "../test/core/translate/decisions.js";

/** Maximum number of units per file that are edited one by one. */
const SINGLE_EDITS = 50;
const DIRECTION = { source: LANGUAGES.source, target: LANGUAGES.language };

/** The faults of a file, and some counts. */
export interface FileResult {
  readonly failures: readonly string[];
  readonly units: number;
  readonly problems: number;
  readonly identical: boolean;
  readonly edited: number;
  /** How many texts a run into German fills in in a new file. */
  readonly segments: number;
  /** How many it fills in in the existing translation; undefined without one. */
  readonly filled: number | undefined;
}

const valuesOf = ({ units }: Document): Map<string, string> =>
  new Map(units.map(({ key, value }) => [keyId(key), value]));

/** A limited number of items, evenly spread over the list. */
function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(all.length, most) }, (_, index) => all[Math.floor(index * step)] as T);
}

/** Values to write: those of the format's tests, as far as the encoding can express them. */
function newValues(format: Format, encoding: string): string[] {
  const fixture = FIXTURES.find((one) => one.format.name === format.name);
  if (!fixture) throw new Error(`${format.name} has no fixture`);
  const values = fc.sample(fixture.values, { numRuns: SINGLE_EDITS, seed: 1 });
  return values.map((value) => [...value].filter((char) => hasCharacter(encoding, char)).join(""));
}

/** Whether `after` equals `text` except between the neighbours of the edited unit. */
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

const differs = (id: string, found: string | undefined, wanted: string | undefined): string =>
  `${id} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`;

/** The differences between a text's values and the expected ones. */
function differences(found: Document, wanted: ReadonlyMap<string, string>): string[] {
  const values = valuesOf(found);
  const ids = new Set([...values.keys(), ...wanted.keys()]);
  return [...ids]
    .filter((id) => values.get(id) !== wanted.get(id))
    .map((id) => differs(id, values.get(id), wanted.get(id)));
}

function editsOf(units: readonly Unit[], values: readonly string[]): Edit[] {
  return units.map(({ key, value, markup }, index) =>
    // A random value is hardly ever valid XML: a fragment keeps its value, with a number after it.
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

/**
 * Simulates a run into German that copies every source text. Returns how many texts it fills in, and the faults in the
 * written file.
 *
 * @param target the existing translation; undefined for a new file
 */
function runOf(
  format: Format,
  path: string,
  source: DecodedText,
  target: DecodedText | undefined,
): { readonly count: number; readonly wrong: string[] } {
  const open = (text: string | undefined) =>
    openFileJob({
      format,
      source: { path, text: source.text },
      target: { path: `${path}.de`, text },
      direction: DIRECTION,
    });
  const job = open(target?.text);
  const { segments, copied } = job.preparation;
  const decisions = segments.map(({ segment }) => fromSource(segment));
  const encoding = target?.encoding ?? format.createdEncoding ?? source.encoding;
  const { text } = applyDecisions(job, decisions, target?.text, encoding);
  const there = target ? format.read(target.text, LANGUAGES).units.filter(({ value }) => value !== "") : [];
  const wanted = [...there, ...copied, ...segments.map(({ key, segment }) => ({ key, value: segment.source }))];
  const found = valuesOf(format.read(text, LANGUAGES));
  const wrong = wanted
    .filter(({ key, value }) => found.get(keyId(key)) !== value)
    .map(({ key, value }) => differs(keyId(key), found.get(keyId(key)), value));
  const again = decodeFile(path, encodeText({ text, encoding })).text;
  if (unmarked(again) !== unmarked(text)) wrong.push(`is read in another encoding than ${encoding}`);
  else if (open(again).preparation.segments.length > 0) wrong.push("a second run finds something to fill");
  return { count: segments.length, wrong };
}

/**
 * Runs all checks on a file of an application.
 *
 * @param bytes of the file, unchanged
 * @param source the same, decoded
 * @param translation the same texts in another language; some may be missing
 */
export function checkFile(
  format: Format,
  path: string,
  bytes: Uint8Array,
  source: DecodedText,
  translation: DecodedText | undefined,
): FileResult {
  const { text, encoding } = source;
  const inGerman = inLanguages(format);
  const before = inGerman.read(text);
  const same = encodeText({ text: inGerman.write(text, []), encoding });
  const identical = isDeepStrictEqual(Buffer.from(same), Buffer.from(bytes));
  const failures = identical ? [] : ["not identical without edits"];
  if (before.units.length === 0) failures.push("has no units");
  const edits = editsOf(before.units, newValues(format, encoding));
  const single = spread(edits, SINGLE_EDITS);
  failures.push(...singleEdits(inGerman, text, before, single));
  const all = inGerman.read(inGerman.write(text, edits));
  const wanted = new Map(edits.map(({ key, value }) => [keyId(key), value]));
  failures.push(...differences(all, wanted).map((one) => `all values: ${one}`));
  const created = runOf(format, path, source, undefined);
  failures.push(...created.wrong.map((one) => `new file: ${one}`));
  const filled = translation && runOf(format, path, source, translation);
  failures.push(...(filled?.wrong ?? []).map((one) => `translation: ${one}`));
  return {
    failures,
    units: before.units.length,
    problems: before.problems.length,
    identical,
    edited: single.length,
    segments: created.count,
    filled: filled?.count,
  };
}

import { atOnce } from "#core/text/at-once.js";
import { lineEndOf, type Splice, splice } from "#core/text/splice.js";
import { type Document, type Edit, type Format, keyId, type Unit, type WriteOptions } from "../format.js";
import { replaceInner, valueSpan } from "../xml/edit.js";
import { parsePlist } from "../xml/plist.js";
import { textOf } from "../xml/text.js";
import type { XmlDocument } from "../xml/tree.js";
import { writerFor } from "../xml/writer.js";
import { insertions } from "./insert.js";
import { findText, type RulePair, readRules, readRulesSteps, textsIn } from "./rules.js";

/**
 * Apple's `.stringsdict` files, after "Stringsdict file format" and "Localizing strings that contain
 * plurals" in Apple's documentation: property lists with the texts of a string for each plural category,
 * device or width.
 */
export const stringsdict: Format = {
  name: "stringsdict",
  label: "Apple .stringsdict",
  holds: "one-language",
  isTree: true,
  syntax: "plain",
  matches: (path) => /\.stringsdict$/i.test(path),
  read: (text) => atOnce(readSteps(text)),
  readSteps,
  write,
  create,
};

/** Texts that are taken in one step. */
const TEXTS_IN_STEP = 1000;

function* readSteps(text: string): Generator<void, Document> {
  const { xml, root, problems } = yield* readRulesSteps(text);
  const units: Unit[] = [];
  for (const pair of textsIn(root)) {
    units.push(unitOf(xml, pair));
    if (units.length % TEXTS_IN_STEP === 0) yield;
  }
  return { units, problems };
}

function unitOf(xml: XmlDocument, { path, value: element, isPlural, comment }: RulePair): Unit {
  const value = textOf(xml, element);
  return {
    key: path,
    value,
    span: valueSpan(xml, element),
    state: value === "" ? "untranslated" : "translated",
    ...(isPlural ? { isPlural } : {}),
    ...(comment === undefined ? {} : { comment }),
  };
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const file = readRules(text, new Set(edits.map(({ key }) => String(key[0]))));
  const writer = writerFor(file.xml, options.encoding);
  const splices: Splice[] = [];
  const additions: Edit[] = [];
  for (const edit of new Map(edits.map((edit) => [keyId(edit.key), edit])).values()) {
    const element = findText(file.root, edit.key)?.value;
    if (element) splices.push(replaceInner(file.xml, element, writer.text(edit.value, element)));
    else additions.push(edit);
  }
  if (additions.length > 0) splices.push(...insertions(file, additions, writer, options));
  return splice(text, splices);
}

/** The source file without its entries. */
function create(sourceText: string): string {
  readRules(sourceText);
  const { dict } = parsePlist(sourceText);
  if (dict.innerEnd === dict.end) return sourceText;
  return sourceText.slice(0, dict.innerStart) + lineEndOf(sourceText) + sourceText.slice(dict.innerEnd);
}

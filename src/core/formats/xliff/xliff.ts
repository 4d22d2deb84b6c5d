import { RouteLmtError, said } from "#core/errors.js";
import type { LanguageTag } from "#core/language/tag.js";
import { atOnce } from "#core/text/at-once.js";
import { malformedAt, type Splice, splice } from "#core/text/splice.js";
import {
  type Document,
  type Edit,
  type Format,
  type KeyPath,
  keyId,
  keyName,
  type Unit,
  type WriteOptions,
} from "../format.js";
import { removeAttribute, replaceInner, setAttribute } from "../xml/edit.js";
import { leadOf } from "../xml/layout.js";
import { parseXmlSteps } from "../xml/parse.js";
import { attributeOf } from "../xml/text.js";
import { findAttribute, type XmlDocument } from "../xml/tree.js";
import { writerFor, type XmlWriter } from "../xml/writer.js";
import { childrenOf, unitOf, type XliffContent, type XliffEntry } from "./entry.js";
import { emptyXliff1, xliff1Steps } from "./version-1.js";
import { emptyXliff2, xliff2Steps } from "./version-2.js";

/** XLIFF 1.2, 2.0, 2.1 and 2.2, the OASIS XML Localisation Interchange File Format. */
export const xliff: Format = {
  name: "xliff",
  label: "XLIFF",
  holds: "source-and-target",
  draftMark: "value",
  matches: (path) => /\.(?:xlf|xliff)$/i.test(path),
  isTemplate,
  languageOf: (text) => languagesOf(text)?.target,
  read: (text) => atOnce(readSteps(text)),
  readSteps,
  write,
  create,
};

function parse(text: string): XmlDocument {
  return atOnce(parseSteps(text));
}

function* parseSteps(text: string): Generator<void, XmlDocument> {
  const xml = yield* parseXmlSteps(text);
  if (xml.root.local !== "xliff") throw malformedAt(text, xml.root.start, said`${"<xliff>"} is expected`);
  return xml;
}

/** Whether a file is of version 2, with its languages at the root. */
function isVersion2(xml: XmlDocument): boolean {
  return (
    /^\s*2/.test(attributeOf(xml, xml.root, "version") ?? "") || attributeOf(xml, xml.root, "srcLang") !== undefined
  );
}

function contentOf(xml: XmlDocument): XliffContent {
  return atOnce(contentSteps(xml));
}

function contentSteps(xml: XmlDocument): Generator<void, XliffContent> {
  return isVersion2(xml) ? xliff2Steps(xml) : xliff1Steps(xml);
}

/** The languages that a file names; undefined if it cannot be read. */
function languagesOf(text: string): { source: LanguageTag | undefined; target: LanguageTag | undefined } | undefined {
  let xml: XmlDocument;
  try {
    xml = parse(text);
  } catch {
    return undefined;
  }
  const [bearers, source, target] = isVersion2(xml)
    ? [[xml.root], "srcLang", "trgLang"]
    : [childrenOf(xml, xml.root, "file"), "source-language", "target-language"];
  const named = (name: string): LanguageTag | undefined =>
    bearers.map((one) => attributeOf(xml, one, name)).find((one) => one !== undefined && one !== "");
  return { source: named(source), target: named(target) };
}

/** A file without a target language, or with the source as target, as exported by Xcode. */
function isTemplate(_path: string, text: string): boolean {
  const languages = languagesOf(text);
  return languages !== undefined && (languages.target === undefined || languages.target === languages.source);
}

/** Entries that are taken in one step. */
const ENTRIES_IN_STEP = 200;

function* readSteps(text: string): Generator<void, Document> {
  const xml = yield* parseSteps(text);
  const content = yield* contentSteps(xml);
  const problems = [...content.problems];
  const units = new Map<string, Unit>();
  for (const [index, entry] of content.entries.entries()) {
    if (index % ENTRIES_IN_STEP === 0) yield;
    const id = keyId(entry.key);
    const earlier = units.get(id);
    if (earlier) {
      const name = keyName(entry.key);
      problems.push({ code: "duplicate", what: "unit", name, used: "last", span: earlier.span });
      units.delete(id);
    }
    units.set(id, unitOf(xml, entry));
  }
  return { units: [...units.values()], problems };
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const xml = parse(text);
  const { entries, draftMark } = contentOf(xml);
  const writer = writerFor(xml, options.encoding);
  const wanted = new Map(edits.map((edit) => [keyId(edit.key), edit]));
  const found = new Map<string, XliffEntry>();
  for (const entry of entries) found.set(keyId(entry.key), entry);
  // If targets have states, a new one gets its own.
  const usesStates = entries.some(
    ({ target, isSuggestion }) => target && !isSuggestion && findAttribute(target.attributes, "state"),
  );
  const style = { writer, usesStates, draftMark };
  const splices: Splice[] = [];
  for (const [id, edit] of wanted) {
    const entry = found.get(id);
    if (!entry) throw missing(edit.key);
    splices.push(...splicesFor(xml, entry, edit, style));
  }
  return splice(text, splices);
}

/** The style of a file. */
interface Style {
  readonly writer: XmlWriter;
  /** Whether targets have states other than the marks of drafts. */
  readonly usesStates: boolean;
  readonly draftMark: XliffContent["draftMark"];
}

function splicesFor(xml: XmlDocument, entry: XliffEntry, edit: Edit, style: Style): Splice[] {
  const { source, target, after, stateBearer } = entry;
  const inner = style.writer.inner(edit, target ?? source);
  const states = edit.value === "" ? [] : statesFor(xml, entry, edit, style);
  if (target) return [replaceInner(xml, target, inner), ...states];
  const name = `${source.name.slice(0, -source.local.length)}target`;
  const text = `${leadOf(xml.text, source.start)}<${name}${stateBearer ? "" : newState(edit, style)}>${inner}</${name}>`;
  return [{ start: after.end, end: after.end, text }, ...states];
}

/** The attributes of a target with its own state. */
function newState({ value, isDraft }: Edit, { usesStates, draftMark }: Style): string {
  const done = usesStates ? [["state", "translated"] as const] : [];
  const attributes = value === "" ? [] : isDraft ? draftMark : done;
  return attributes.map(([name, state]) => ` ${name}="${state}"`).join("");
}

/** Changes the existing state. */
function statesFor(
  xml: XmlDocument,
  { stateBearer, isOpen, isGuess, isSuggestion }: XliffEntry,
  { isDraft }: Edit,
  { usesStates, draftMark }: Style,
): Splice[] {
  if (!stateBearer || !(isDraft || isOpen || isGuess)) return [];
  const set = (name: string, value: string): Splice => setAttribute(xml, stateBearer, name, value);
  const without = (...names: readonly string[]): Splice[] =>
    names.flatMap((name) => removeAttribute(stateBearer, name));
  if (isDraft) return [...draftMark.map(([name, value]) => set(name, value)), ...without("subState")];
  // The qualifier of the old state is removed with it; so is the state, if only drafts had one.
  if (isSuggestion && !usesStates) return without("state", "state-qualifier");
  const hasState = findAttribute(stateBearer.attributes, "state") !== undefined;
  return [...(hasState ? [set("state", "translated")] : []), ...without("state-qualifier", "subState")];
}

function missing(key: KeyPath): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The XLIFF file has no unit ${keyName(key)}`,
    said`Extract the texts of the program again and run again; nothing was written.`,
  );
}

/** The source file for another language, without translations. */
function create(sourceText: string, language: LanguageTag): string {
  const xml = parse(sourceText);
  return splice(sourceText, isVersion2(xml) ? emptyXliff2(xml, language) : emptyXliff1(xml, language));
}

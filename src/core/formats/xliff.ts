import { RouteLmtError } from "../errors.js";
import type { LanguageTag } from "../segment.js";
import {
  type Document,
  type Edit,
  type Format,
  type KeyPath,
  keyId,
  keyName,
  type Unit,
  type WriteOptions,
} from "./format.js";
import { malformedAt, type Splice, splice } from "./splice.js";
import { emptyXliff1, readXliff1 } from "./xliff-1.js";
import { emptyXliff2, readXliff2 } from "./xliff-2.js";
import { childrenOf, unitOf, type XliffContent, type XliffEntry } from "./xliff-entry.js";
import { removeAttribute, replaceInner, setAttribute } from "./xml-edit.js";
import { leadOf } from "./xml-layout.js";
import { parseXml } from "./xml-parse.js";
import { attributeOf } from "./xml-text.js";
import { findAttribute, type XmlDocument } from "./xml-tree.js";
import { writerFor, type XmlWriter } from "./xml-writer.js";

/** XLIFF 1.2, 2.0, 2.1 and 2.2, the OASIS XML Localisation Interchange File Format. */
export const xliff: Format = {
  name: "xliff",
  label: "XLIFF",
  holds: "source-and-target",
  matches: (path) => /\.(?:xlf|xliff)$/i.test(path),
  isTemplate,
  languageOf: (text) => languagesOf(text)?.target,
  read,
  write,
  create,
};

function parse(text: string): XmlDocument {
  const xml = parseXml(text);
  if (xml.root.local !== "xliff") throw malformedAt(text, xml.root.start, "<xliff> is expected");
  return xml;
}

/** Whether a file is of version 2, which names its languages at the root. */
function isVersion2(xml: XmlDocument): boolean {
  return (
    /^\s*2/.test(attributeOf(xml, xml.root, "version") ?? "") || attributeOf(xml, xml.root, "srcLang") !== undefined
  );
}

function contentOf(xml: XmlDocument): XliffContent {
  return isVersion2(xml) ? readXliff2(xml) : readXliff1(xml);
}

/** The languages that a file names; undefined when it cannot be read. */
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

/** A file without a target language, or whose target is the source itself, as Xcode exports it. */
function isTemplate(_path: string, text: string): boolean {
  const languages = languagesOf(text);
  return languages !== undefined && (languages.target === undefined || languages.target === languages.source);
}

function read(text: string): Document {
  const xml = parse(text);
  const content = contentOf(xml);
  const problems = [...content.problems];
  const units = new Map<string, Unit>();
  for (const entry of content.entries) {
    const id = keyId(entry.key);
    const earlier = units.get(id);
    if (earlier) {
      const message = `The unit ${keyName(entry.key)} stands twice; the last one counts`;
      problems.push({ message, span: earlier.span });
      units.delete(id);
    }
    units.set(id, unitOf(xml, entry));
  }
  return { units: [...units.values()], problems };
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const xml = parse(text);
  const { entries } = contentOf(xml);
  const writer = writerFor(xml, options.encoding);
  const wanted = new Map(edits.map((edit) => [keyId(edit.key), edit]));
  const found = new Map<string, XliffEntry>();
  for (const entry of entries) found.set(keyId(entry.key), entry);
  // Where targets have states, a new one has its own.
  const usesStates = entries.some(({ target }) => target && findAttribute(target.attributes, "state"));
  const splices: Splice[] = [];
  for (const [id, edit] of wanted) {
    const entry = found.get(id);
    if (!entry) throw missing(edit.key);
    splices.push(...splicesFor(xml, entry, edit, writer, usesStates));
  }
  return splice(text, splices);
}

function splicesFor(
  xml: XmlDocument,
  { source, target, behind, stateBearer, isOpen, isGuess }: XliffEntry,
  edit: Edit,
  writer: XmlWriter,
  usesStates: boolean,
): Splice[] {
  const inner = writer.inner(edit, target);
  const splices: Splice[] = [];
  if (target) splices.push(replaceInner(xml, target, inner));
  else {
    const name = `${source.name.slice(0, -source.local.length)}target`;
    const state = usesStates && edit.value !== "" ? ' state="translated"' : "";
    const text = `${leadOf(xml.text, source.start)}<${name}${state}>${inner}</${name}>`;
    splices.push({ start: behind.end, end: behind.end, text });
  }
  if (stateBearer && edit.value !== "" && (isOpen || isGuess)) {
    if (findAttribute(stateBearer.attributes, "state"))
      splices.push(setAttribute(xml, stateBearer, "state", "translated"));
    // What qualified the old state.
    for (const name of ["state-qualifier", "subState"]) splices.push(...removeAttribute(stateBearer, name));
  }
  return splices;
}

function missing(key: KeyPath): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    `The XLIFF file has no unit ${keyName(key)}`,
    "Extract the texts of the program again and run again; nothing was written.",
  );
}

/** The units of the source file without translations, for a language. */
function create(sourceText: string, language: LanguageTag): string {
  const xml = parse(sourceText);
  return splice(sourceText, isVersion2(xml) ? emptyXliff2(xml, language) : emptyXliff1(xml, language));
}

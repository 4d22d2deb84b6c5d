import type { LanguageTag } from "#core/language/tag.js";
import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import {
  type Document,
  type FileProblem,
  type Format,
  type KeyPath,
  keyName,
  type ReadOptions,
  type Unit,
} from "../format.js";
import { rootNameOf } from "../xml/doctype.js";
import { valueSpan } from "../xml/edit.js";
import { attributeOf } from "../xml/text.js";
import type { XmlDocument, XmlElement } from "../xml/tree.js";
import { messageId, type QtMessage, qtFileSteps, readQtFile, textOfQt, variantOf } from "./messages.js";
import { numerusCounts } from "./plural.js";
import { createQt, writeQt } from "./write.js";

/** Qt Linguist's TS files, after "TS file format" in Qt's documentation and what lupdate writes. */
export const qt: Format = {
  name: "qt",
  label: "Qt .ts",
  holds: "source-and-target",
  draftMark: "message",
  matches: (path, text) => /\.ts$/i.test(path) && text !== undefined && rootNameOf(text) === "TS",
  isTemplate,
  languageOf: (text) => languagesOf(text)?.target,
  read: (text, options) => atOnce(readSteps(text, options)),
  readSteps,
  write: writeQt,
  create: createQt,
};

/** The languages that a file names; undefined if it cannot be read. */
function languagesOf(text: string): { source: LanguageTag | undefined; target: LanguageTag | undefined } | undefined {
  try {
    const { xml } = readQtFile(text);
    const named = (name: string): LanguageTag | undefined =>
      attributeOf(xml, xml.root, name)?.replaceAll("_", "-") || undefined;
    return { source: named("sourcelanguage"), target: named("language") };
  } catch {
    return undefined;
  }
}

/** A file without a language, or with that of the source, which contains only source plurals. */
function isTemplate(_path: string, text: string): boolean {
  const languages = languagesOf(text);
  return languages !== undefined && (languages.target === undefined || languages.target === languages.source);
}

/** Messages that are taken in one step. */
const MESSAGES_IN_STEP = 200;

function* readSteps(text: string, { language }: ReadOptions = {}): Generator<void, Document> {
  const { xml, messages } = yield* qtFileSteps(text, language);
  const idOf = ({ key, numerus }: QtMessage): string => messageId(key, numerus !== undefined);
  const last = new Map(messages.map((one) => [idOf(one), one]));
  const units: Unit[] = [];
  const problems: FileProblem[] = [];
  for (const [index, message] of messages.entries()) {
    if (index % MESSAGES_IN_STEP === 0) yield;
    if (last.get(idOf(message)) === message) units.push(...unitsOf(xml, message));
    else {
      const { start, end } = message.element;
      const name = keyName(message.key);
      problems.push({ code: "duplicate", what: "message", name, used: "last", span: { start, end } });
    }
  }
  return { units, problems };
}

function* unitsOf(xml: XmlDocument, message: QtMessage): Generator<Unit> {
  const { key, translation, numerus } = message;
  if (!numerus) {
    yield unitOf(xml, message, key, translation);
    return;
  }
  const count = Math.max(numerus.count, numerus.forms.length);
  for (let index = 0; index < count; index++) {
    const counts = numerusCounts(numerus.language, index);
    const unit = unitOf(xml, message, [...key, index], numerus.forms[index]);
    yield counts ? { ...unit, counts } : unit;
  }
}

function unitOf(xml: XmlDocument, message: QtMessage, key: KeyPath, element: XmlElement | undefined): Unit {
  const { source, context, comment, isUnfinished } = message;
  const value = element ? textOfQt(xml, element) : "";
  const hasVariants = element !== undefined && variantOf(element) !== undefined;
  return {
    key,
    value,
    span: element ? valueSpan(xml, element) : placeOf(message),
    state: hasVariants ? "ignored" : value === "" ? "untranslated" : isUnfinished ? "fuzzy" : "translated",
    source,
    ...(context === undefined ? {} : { context }),
    ...(comment === undefined ? {} : { comment }),
  };
}

/** The position of a missing form or translation. */
function placeOf({ numerus, translation, after }: QtMessage): Span {
  const last = numerus?.forms.at(-1);
  const at = last?.end ?? translation?.innerStart ?? after.end;
  return { start: at, end: at };
}

import type * as vscode from "vscode";
import { keyId, type ReadOptions, type Unit } from "#core/formats/format.js";
import { readOnceSteps } from "#core/formats/read-once.js";
import { findFormat } from "#core/formats/registry.js";
import type { LanguageTag } from "#core/language/tag.js";
import { type Span, touches } from "#core/text/span.js";
import { inSlices, type Urgency } from "#node/in-slices.js";
import { currentText } from "./files.js";
import { sourceTextOf } from "./source-of.js";

interface Known {
  readonly version: number;
  /** By the languages for which they were read, and how soon. */
  readonly units: Map<string, Promise<readonly Unit[]>>;
}

const cache = new WeakMap<vscode.TextDocument, Known>();

/**
 * The units of a document as it is when asked for, in the order of the file; none while it is malformed or its format is
 * unknown. A large one is read in slices.
 *
 * @param languages of the file, as {@link Format.read} takes them
 */
export function unitsOf(
  document: vscode.TextDocument,
  languages: ReadOptions,
  urgency: Urgency = "later",
): Promise<readonly Unit[]> {
  const before = cache.get(document);
  const known = before?.version === document.version ? before : { version: document.version, units: new Map() };
  cache.set(document, known);
  const nameOf = (one: Urgency): string => JSON.stringify([languages, one]);
  // A later read may be slow, but whoever reads now takes over what has been done.
  const units =
    known.units.get(nameOf("now")) ??
    known.units.get(nameOf(urgency)) ??
    readUnits(document.uri, document.getText(), { languages, urgency });
  known.units.set(nameOf(urgency), units);
  return units;
}

/** The units of a file as it is now, open or not; none if there is no such file. As {@link unitsOf}. */
export async function unitsNow(
  file: vscode.Uri,
  languages: ReadOptions,
  urgency: Urgency = "later",
): Promise<readonly Unit[]> {
  const current = await currentText(file);
  if (current?.document) return unitsOf(current.document, languages, urgency);
  return current ? readUnits(file, current.text, { languages, urgency }) : [];
}

/** The units of a source file as it is now, or as the keys of its translations complete it. As {@link unitsOf}. */
export async function sourceUnitsNow(
  file: vscode.Uri,
  from: LanguageTag,
  urgency: Urgency = "later",
): Promise<readonly Unit[]> {
  const read = await sourceTextOf(file, from);
  const languages = { source: from };
  return read?.keysAreTexts ? readUnits(file, read.text, { languages, urgency }) : unitsNow(file, languages, urgency);
}

async function readUnits(
  { path }: vscode.Uri,
  text: string,
  { languages, urgency }: { readonly languages: ReadOptions; readonly urgency: Urgency },
): Promise<readonly Unit[]> {
  try {
    const format = findFormat(path, text);
    return format ? (await inSlices(readOnceSteps(format, text, languages), { urgency })).units : [];
  } catch {
    // A file is often malformed while somebody types; commands report it when used.
    return [];
  }
}

/** Units that are looked at in one step. */
const UNITS_IN_STEP = 5000;

/** The units that touch a span, by the ids of their keys; without a span, all. Many are looked at in slices. */
export function byKey(units: readonly Unit[], span?: Span): Promise<Map<string, Unit>> {
  return inSlices(byKeySteps(units, span), { urgency: span ? "now" : "later" });
}

function* byKeySteps(units: readonly Unit[], span: Span | undefined): Generator<void, Map<string, Unit>> {
  const found = new Map<string, Unit>();
  for (const [index, unit] of units.entries()) {
    if (index % UNITS_IN_STEP === 0) yield;
    if (!span || touches(unit.span, span)) found.set(keyId(unit.key), unit);
  }
  return found;
}

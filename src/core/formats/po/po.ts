import { RouteLmtError, said } from "#core/errors.js";
import {
  formCounts,
  hasUsablePluralForms,
  type PluralForms,
  pluralIndex,
  pluralRuleFor,
  readPluralForms,
  tooFewForms,
} from "#core/language/gettext-plurals.js";
import { readSpelling } from "#core/language/spelling.js";
import type { LanguageTag } from "#core/language/tag.js";
import { atOnce } from "#core/text/at-once.js";
import { lineEndOf, type Splice, splice } from "#core/text/splice.js";
import {
  type Document,
  type Edit,
  type FileProblem,
  type Format,
  type KeyPath,
  keyId,
  keyName,
  type ReadOptions,
  type Unit,
  type WriteOptions,
} from "../format.js";
import { hasKeysForSources } from "../keys/key-sources.js";
import { createPo, headerText } from "./create.js";
import { fuzzy, unfuzzy } from "./fuzzy.js";
import { isHeader, type PoEntry, type PoString, parsePo, parsePoStart, parsePoSteps } from "./parse.js";
import { quoteWrapped, type Wrapping, wrappingOf } from "./wrap.js";

/** gettext PO and POT, after the GNU gettext manual, "The Format of PO Files". */
export const po: Format = {
  name: "po",
  label: "gettext PO",
  holds: "source-and-target",
  draftMark: "message",
  accelerators: ["&", "_"],
  createdEncoding: "utf-8",
  matches: (path) => /\.pot?$/i.test(path),
  isTemplate,
  languageOf,
  read: (text, options) => atOnce(readSteps(text, options)),
  readSteps,
  write,
  create: createPo,
};

/** The position of a translation; a missing plural form has no string yet. */
interface TranslationSlot {
  readonly key: KeyPath;
  readonly entry: PoEntry;
  readonly index: number;
  readonly string: PoString | undefined;
}

/** All translations of a file, with the plural forms that the header requires; without header and obsolete entries. */
function* placesOf(entries: readonly PoEntry[], forms: PluralForms): Generator<TranslationSlot> {
  for (const entry of entries) {
    if (entry.obsolete || !entry.id || isHeader(entry)) continue;
    const count = entry.plural ? Math.max(forms.count, entry.translations.length) : 1;
    for (let index = 0; index < count; index++) {
      yield { key: keyOfEntry(entry, index), entry, index, string: entry.translations[index] };
    }
  }
}

/** A template, or a catalog of English texts whose sources are keys. */
function isTemplate(path: string, text: string): boolean {
  if (/\.pot$/i.test(path)) return true;
  try {
    return /^en(?![a-z])/i.test(languageOf(text) ?? "") && hasKeysForSources(po.read(text).units);
  } catch {
    return false;
  }
}

function headerOf(entries: readonly PoEntry[]): string {
  return entries.find(isHeader)?.translations[0]?.value ?? "";
}

/** The rule of the header; if there is none, or a template's, the language's usual one. */
function formsOf(entries: readonly PoEntry[], { language }: ReadOptions): PluralForms {
  const header = headerOf(entries);
  const known = languageIn(header) ?? language;
  return known === undefined || hasUsablePluralForms(header, known) ? readPluralForms(header) : pluralRuleFor(known);
}

function languageOf(text: string): LanguageTag | undefined {
  // Nearly all files begin with the header: reading a large one for it would hold up an editor.
  const start = parsePoStart(text);
  return languageIn(headerOf(start.some(isHeader) ? start : parsePo(text)));
}

/** The language of the header, without encoding and modifier; undefined if it is in other words, such as `Français`. */
function languageIn(header: string): LanguageTag | undefined {
  const stated = /^Language:[ \t]*(.*?)[ \t]*(?:[@.].*)?$/im.exec(header)?.[1] ?? "";
  if (/^[a-z]{2,3}(?:[-_][a-z\d]+)*$/i.test(stated)) return stated.replaceAll("_", "-");
  return readSpelling(stated)?.tag;
}

/** msgctxt if there is one, msgid, and for plural messages the index of the form. */
function keyOfEntry({ context, id, plural }: PoEntry, index: number): KeyPath {
  const key: (string | number)[] = [id?.value ?? ""];
  if (context) key.unshift(context.value);
  if (plural) key.push(index);
  return key;
}

/** Translations that are taken in one step. */
const PLACES_IN_STEP = 500;

function* readSteps(text: string, options: ReadOptions = {}): Generator<void, Document> {
  const entries = yield* parsePoSteps(text);
  const forms = formsOf(entries, options);
  const units = new Map<string, Unit>();
  const problems: FileProblem[] = [];
  let done = 0;
  for (const place of placesOf(entries, forms)) {
    const id = keyId(place.key);
    const unit = unitAt(place, forms);
    const earlier = units.get(id);
    if (earlier)
      problems.push({
        code: "duplicate",
        what: "message",
        name: keyName(place.key),
        used: "last",
        span: earlier.span,
      });
    units.delete(id);
    units.set(id, unit);
    if (++done % PLACES_IN_STEP === 0) yield;
  }
  return { units: [...units.values()], problems: [...pluralProblems(entries, options), ...problems] };
}

/**
 * Reports a catalog with plurals whose header does not say which form is for which number, so that programs cannot read
 * it, or has too few forms for its language.
 */
function pluralProblems(entries: readonly PoEntry[], { language }: ReadOptions): FileProblem[] {
  const header = headerOf(entries);
  const known = languageIn(header) ?? language;
  const first = entries.find(({ plural, obsolete }) => plural && !obsolete);
  if (!first || known === undefined) return [];
  const { start, end } = entries.find(isHeader)?.translations[0] ?? first;
  const span = { start, end };
  if (!hasUsablePluralForms(header, known)) return [{ code: "plural-forms", language: known, span }];
  const stated = tooFewForms(header, known);
  if (stated === undefined) return [];
  return [{ code: "too-few-plural-forms", language: known, stated, needed: pluralRuleFor(known).count, span }];
}

/** Where translators put their names, in GNOME and KDE: nothing to translate. */
function isCredit({ id, context }: PoEntry): boolean {
  return (
    /^translat(?:or|ion)[-_ ]credits$/.test(id?.value ?? "") ||
    /^(?:NAME|EMAIL) OF TRANSLATORS$/.test(context?.value ?? "")
  );
}

function unitAt({ key, entry, index, string }: TranslationSlot, forms: PluralForms): Unit {
  const end = entry.translations.at(-1)?.end ?? entry.end;
  const singular = !entry.plural || (forms.count > 1 && pluralIndex(forms, 1) === index);
  const value = string?.value ?? "";
  return {
    key,
    value,
    span: string ? { start: string.start, end: string.end } : { start: end, end },
    state: isCredit(entry) ? "ignored" : value === "" ? "untranslated" : entry.fuzzy ? "fuzzy" : "translated",
    source: (singular ? entry.id : entry.plural)?.value ?? "",
    ...(entry.plural ? { counts: formCounts(forms, index) } : {}),
    ...(entry.context ? { context: entry.context.value } : {}),
    ...(entry.comment === "" ? {} : { comment: entry.comment }),
  };
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const entries = parsePo(text);
  const wrapping = wrappingOf(text, entries, lineEndOf(text));
  const places = placesFor(edits, entries, options);
  const edited = new Map<PoEntry, Map<number, string>>();
  const drafts = new Set<PoEntry>();
  for (const { key, value, isDraft } of edits) {
    const place = places.get(keyId(key));
    if (!place) throw missing(key);
    const values = edited.get(place.entry) ?? new Map<number, string>();
    edited.set(place.entry, values.set(place.index, value));
    if (isDraft) drafts.add(place.entry);
  }
  const splices: Splice[] = [];
  for (const [entry, values] of edited) {
    for (const [index, value] of values) {
      const string = entry.translations[index];
      if (string)
        splices.push({ start: string.start, end: string.end, text: quoteWrapped(value, string.keyword, wrapping) });
    }
    splices.push(...missingForms(entry, values, text, wrapping));
    if (drafts.has(entry)) splices.push(...(entry.fuzzy ? [] : fuzzy(text, entry, wrapping.lineEnd)));
    else if (entry.fuzzy && entry.translations.every((_, index) => values.get(index)))
      splices.push(...unfuzzy(text, entry));
  }
  if ([...edited.keys()].some(({ plural }) => plural)) splices.push(...pluralHeader(entries, options, wrapping));
  return splice(text, splices);
}

/** Writes the plural rule into a header that names its language but has no usable rule. */
function pluralHeader(entries: readonly PoEntry[], options: ReadOptions, wrapping: Wrapping): Splice[] {
  const header = entries.find(isHeader)?.translations[0];
  const known = header && languageIn(header.value);
  // A rule that is there may be wrong, but the existing translations follow it.
  if (!header || known === undefined || hasUsablePluralForms(header.value, known)) return [];
  const { count, expression } = formsOf(entries, options);
  const fields = [["Plural-Forms", `nplurals=${count}; plural=${expression};`]] as const;
  return [{ start: header.start, end: header.end, text: headerText(header.value, fields, wrapping) }];
}

/** The positions of the edited messages, by the id of their key. */
function placesFor(
  edits: readonly Edit[],
  entries: readonly PoEntry[],
  options: ReadOptions,
): Map<string, TranslationSlot> {
  const ids = new Set(edits.flatMap(({ key }) => key));
  const edited = entries.filter(({ id }) => ids.has(id?.value ?? ""));
  const places = new Map<string, TranslationSlot>();
  for (const place of placesOf(edited, formsOf(entries, options))) places.set(keyId(place.key), place);
  return places;
}

/** Lines for missing plural forms, up to the last wanted one. */
function missingForms(entry: PoEntry, values: ReadonlyMap<number, string>, text: string, wrapping: Wrapping): Splice[] {
  const last = entry.translations.at(-1);
  if (!last) return [];
  const indent = /^[ \t]{0,200}/.exec(text.slice(last.lineStart, last.start))?.[0] ?? "";
  const lines: string[] = [];
  for (let index = entry.translations.length; index <= Math.max(...values.keys()); index++) {
    const keyword = `msgstr[${index}]`;
    lines.push(`${wrapping.lineEnd}${indent}${keyword} ${quoteWrapped(values.get(index) ?? "", keyword, wrapping)}`);
  }
  return lines.length === 0 ? [] : [{ start: last.end, end: last.end, text: lines.join("") }];
}

function missing(key: KeyPath): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The PO file has no message ${keyName(key)}`,
    said`Update the PO file from its template (msgmerge) and run again; nothing was written.`,
  );
}

import { RouteLmtError, said } from "#core/errors.js";
import { readSpelling, spell } from "#core/language/spelling.js";
import { isCompatible } from "#core/language/variety.js";
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
import { type AlignedEntry, alignmentIn, type SignAfter } from "../keys/alignment.js";
import { groupByAnchor } from "../keys/anchors.js";
import { type IniEntry, type IniFile, parseIni, parseIniSteps } from "./parse.js";

/** INI files with texts, as in Joomla, Mautic and Shopware: keys, optionally in sections. */
export const ini: Format = {
  name: "ini",
  label: "INI",
  holds: "one-language",
  isNamed: true,
  matches: (path) => /\.ini$/i.test(path),
  read: (text, options) => atOnce(readSteps(text, options)),
  readSteps,
  write,
  create,
};

const keyOf = ({ section, name }: IniEntry): KeyPath => (section === undefined ? [name] : [section, name]);

/**
 * The section that is the file's language and contains everything, `[en]`: it is not part of the keys, like a language at the
 * root of other formats.
 */
function languageSection({ entries, sections }: IniFile, { source, language }: ReadOptions = {}): string | undefined {
  const [{ name } = { name: "" }] = sections;
  if (sections.some((one) => one.name !== name) || entries.some(({ section }) => section !== name)) return undefined;
  const own = readSpelling(name)?.tag;
  const isAsked = [source, language].some((one) => one !== undefined && own !== undefined && isCompatible(one, own));
  return isAsked ? name : undefined;
}

function* readSteps(text: string, options?: ReadOptions): Generator<void, Document> {
  const file = yield* parseIniSteps(text);
  return yield* unitSteps(file, languageSection(file, options));
}

/**
 * The texts of a parsed file.
 *
 * @param root the section that is not part of the keys
 */
export function unitsOf(file: IniFile, root?: string): Document {
  return atOnce(unitSteps(file, root));
}

/** Entries that are taken in one step. */
const ENTRIES_IN_STEP = 500;

/** {@link unitsOf} in short steps, for large files. */
export function* unitSteps({ entries }: IniFile, root?: string): Generator<void, Document> {
  const units = new Map<string, Unit>();
  const problems: FileProblem[] = [];
  for (const entry of entries) {
    const { value, start, end, comment } = entry;
    const key = root === undefined ? keyOf(entry) : [entry.name];
    const id = keyId(key);
    const earlier = units.get(id);
    if (earlier)
      problems.push({ code: "duplicate", what: "key", name: keyName(key), used: "last", span: earlier.span });
    if (earlier) units.delete(id);
    units.set(id, {
      key,
      value,
      span: { start, end },
      state: value === "" ? "untranslated" : "translated",
      ...(comment === "" ? {} : { comment }),
    });
    if (units.size % ENTRIES_IN_STEP === 0) yield;
  }
  return { units: [...units.values()], problems };
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const file = parseIni(text);
  const root = languageSection(file, options) ?? newLanguageSection(text, options);
  if (root === undefined) return writeKeys(text, file, edits, options);
  const below = (key: KeyPath): KeyPath => [root, ...key];
  const inRoot = edits.map((edit): Edit => ({ ...edit, key: below(edit.key) }));
  return writeKeys(text, file, inRoot, { ...options, sourceOrder: options.sourceOrder?.map(below) ?? [] });
}

/** The section of a file without texts, if the source file has one for its language. */
function newLanguageSection(text: string, options: WriteOptions): string | undefined {
  const { sourceText, language } = options;
  if (sourceText === undefined || language === undefined || /[^\s\ufeff]/.test(text)) return undefined;
  const own = languageSection(parseIni(sourceText), options);
  return own === undefined ? undefined : spell(language, readSpelling(own)?.traits ?? {});
}

/**
 * {@link Format.write} for a parsed text; the keys begin with their sections.
 *
 * @throws {RouteLmtError} `option-invalid`
 */
export function writeKeys(
  text: string,
  { entries, sections }: IniFile,
  edits: readonly Edit[],
  { sourceOrder = [], sourceText }: WriteOptions,
): string {
  const byKey = new Map(entries.map((entry) => [keyId(keyOf(entry)), entry]));
  const model = entries[0] ?? (sourceText === undefined ? undefined : parseIni(sourceText).entries[0]);
  const modelText = entries[0] ? text : (sourceText ?? "");
  const equals = model ? (/[ \t]*=[ \t]*$/.exec(modelText.slice(model.lineStart, model.start))?.[0] ?? "=") : "=";
  const quote = model && model.quote !== "" ? model.quote : '"';
  const lineEnd = lineEndOf(text + (sourceText ?? ""));
  const splices: Splice[] = [];
  const added = new Map<string | undefined, Map<string, Edit>>();
  for (const edit of new Map(edits.map((one) => [keyId(one.key), one])).values()) {
    const entry = byKey.get(keyId(edit.key));
    if (entry) splices.push(replacement(text, entry, spellValue(edit, entry.quote, lineEnd)));
    else {
      const section = sectionOf(edit.key);
      const group = added.get(section) ?? new Map<string, Edit>();
      added.set(section, group.set(keyId(edit.key), edit));
    }
  }
  const bySection = new Map<string | undefined, IniEntry[]>();
  // A file may have as many sections as entries.
  if (added.size > 0) for (const entry of entries) inSection(bySection, entry).push(entry);
  const ranks = new Map(added.size === 0 ? [] : sourceOrder.map((key, index) => [keyId(key), index]));
  const rankOf = (key: KeyPath): number => ranks.get(keyId(key)) ?? Number.POSITIVE_INFINITY;
  for (const [section, group] of added) {
    const lineOf = (edit: Edit, aligned?: SignAfter): string =>
      `${edit.key.at(-1)}${aligned?.(String(edit.key.at(-1))) ?? equals}${spellValue(edit, quote, lineEnd)}`;
    const own = bySection.get(section) ?? [];
    const additions = [...group.values()].map((item) => ({ item, rank: rankOf(item.key) }));
    additions.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
    const signNear = alignmentIn(text, own, (one) => placeOf(text, one));
    const existing = own.map((item) => ({ item, rank: rankOf(keyOf(item)) }));
    for (const [anchor, items] of groupByAnchor<IniEntry, Edit>(existing, additions)) {
      const at = anchor?.lineEnd ?? sections.findLast(({ name }) => name === section)?.end;
      const aligned = signNear(anchor);
      const lines = items.map((one) => lineOf(one, aligned));
      if (at !== undefined) splices.push({ start: at, end: at, text: lines.map((line) => lineEnd + line).join("") });
      else splices.push(newSection(text, section, lines, lineEnd, own[0]));
    }
  }
  return splice(
    text,
    splices.sort((a, b) => a.start - b.start || a.end - b.end),
  );
}

function placeOf(text: string, { lineStart, start, lineEnd }: IniEntry): AlignedEntry {
  const [, indent = "", name = ""] = /^([ \t]*)(.*?)[ \t]*=[ \t]*$/s.exec(text.slice(lineStart, start)) ?? [];
  const keyStart = lineStart + indent.length;
  return { keyStart, keyEnd: keyStart + name.length, valueStart: start, end: lineEnd };
}

/** The list of an entry's section. */
function inSection(bySection: Map<string | undefined, IniEntry[]>, { section }: IniEntry): IniEntry[] {
  const list = bySection.get(section) ?? [];
  bySection.set(section, list);
  return list;
}

/** A new value for an entry, apart from the comment after it. */
function replacement(text: string, { start, end }: IniEntry, value: string): Splice {
  return { start, end, text: value !== "" && text[end] === ";" ? `${value} ` : value };
}

/** Lines before the first entry or at the end of the text, in their own section. */
function newSection(
  text: string,
  section: string | undefined,
  lines: readonly string[],
  lineEnd: string,
  first: IniEntry | undefined,
): Splice {
  const body = lines.map((line) => line + lineEnd).join("");
  if (section === undefined) {
    const at = first?.lineStart ?? (text.startsWith("\ufeff") ? 1 : 0);
    return { start: at, end: at, text: body };
  }
  const gap = /(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\[/.test(text) ? lineEnd : "";
  const open = (/[^\r\n\ufeff]$/.test(text) ? lineEnd : "") + gap;
  return { start: text.length, end: text.length, text: `${open}[${section}]${lineEnd}${body}` };
}

/** The section of a key. @throws {RouteLmtError} `option-invalid` for a key that a file cannot have */
function sectionOf(key: KeyPath): string | undefined {
  const [first, second] = key;
  const name = key.at(-1);
  const isPossible =
    key.length <= 2 &&
    typeof first === "string" &&
    typeof name === "string" &&
    /^(?=[^=]*\S)[^= \t\r\n;#[\]"'](?:[^=\r\n]*[^=\s])?$/.test(name) &&
    (second === undefined || (first !== "" && !/[\]\r\n]/.test(first)));
  if (isPossible) return second === undefined ? undefined : first;
  throw new RouteLmtError(
    "option-invalid",
    said`The key ${keyName(key)} cannot be inserted: an INI file has plain names, in sections`,
    said`Name the key by one text, or by a section and one, and run again; nothing was written.`,
  );
}

/** A value in its quotes; a bare one gets quotes if it needs them. */
function spellValue({ key, value }: Edit, quote: string, lineEnd: string): string {
  if (value.includes("\r"))
    throw new RouteLmtError(
      "option-invalid",
      said`The value of ${keyName(key)} has a carriage return, which an INI file cannot have`,
      said`Write line breaks as \\n, and run again; nothing was written.`,
    );
  if (quote === "" && !/^\s|\s$|["'\r\n;\\]|^$/.test(value)) return value;
  if (value === "" && quote === "") return "";
  const used = quote === "" ? '"' : quote;
  const escaped = value.replace(/[\\]/g, "\\\\").replaceAll(used, `\\${used}`);
  return used + escaped.replaceAll("\n", lineEnd) + used;
}

/** An empty file: keys with empty values would hide the texts of the fallback language. */
function create(sourceText: string): string {
  parseIni(sourceText);
  return "";
}

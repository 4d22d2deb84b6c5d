import { RouteLmtError, said } from "#core/errors.js";
import { answering } from "#core/language/answer.js";
import { spelledAmong } from "#core/language/spelled-among.js";
import { readSpelling } from "#core/language/spelling.js";
import type { LanguageTag } from "#core/language/tag.js";
import { malformedAt, type Splice, splice } from "#core/text/splice.js";
import {
  type Document,
  type Edit,
  type Format,
  type KeyPath,
  keyName,
  type ReadOptions,
  type Unit,
} from "../format.js";
import { unitsOf, writeKeys } from "./ini.js";
import { type IniFile, parseIni } from "./parse.js";

/** INI files with a section for each language, as in Shopware 5's snippets: `[en_GB]` and `[de_DE]`. */
export const iniLanguages: Format = {
  name: "ini-languages",
  label: "INI (one section per language)",
  holds: "all-languages",
  matches,
  languagesIn: (text) => [...languagesIn(text, parseIni(text)).keys()],
  read,
  write,
  create,
};

/** Every section is a language; a file that is named after a language, or whose folder is, has no others. */
function matches(path: string, text?: string): boolean {
  if (!/\.ini$/i.test(path) || text === undefined || !/^\s*\[[^\]\r\n]{2,40}\]/m.test(text)) return false;
  const names = path
    .replace(/\.\w+$/, "")
    .split(/[\\/]/)
    .slice(-2);
  try {
    return languagesIn(text, parseIni(text)).size > (names.some(readSpelling) ? 1 : 0);
  } catch {
    return false;
  }
}

/**
 * The names of the sections by their languages, the first of each.
 *
 * @throws {MalformedFileError} also for text in other sections or in none
 */
function languagesIn(text: string, { entries, sections }: IniFile): Map<LanguageTag, string> {
  const languages = new Map<LanguageTag, string>();
  for (const { name, end } of sections) {
    const tag = readSpelling(name)?.tag;
    if (tag === undefined) throw malformedAt(text, end - name.length - 1, said`A section for a language is expected`);
    if (!languages.has(tag)) languages.set(tag, name);
  }
  const [outside] = entries.filter(({ section }) => section === undefined);
  if (outside)
    throw malformedAt(text, outside.lineStart, said`A section for a language is expected before the first text`);
  if (languages.size === 0) throw malformedAt(text, 0, said`The file has no section for a language, such as [en_GB]`);
  return languages;
}

/** A file, read for one source and one target language. */
interface Sections {
  readonly source: string;
  /** The section of the target language; undefined if there is none. */
  readonly target: string | undefined;
  readonly languages: ReadonlyMap<LanguageTag, string>;
  /** All entries regardless of language. */
  readonly file: IniFile;
}

function sectionsOf(text: string, { source, language = source }: ReadOptions): Sections {
  const file = parseIni(text);
  const languages = languagesIn(text, file);
  const named = (tag: LanguageTag | undefined): string | undefined =>
    languages.get((tag === undefined ? undefined : answering(tag, [...languages.keys()])) ?? "");
  const target = language === undefined ? undefined : named(language);
  const [first = ""] = languages.values();
  return { source: named(source) ?? first, target, languages, file };
}

function read(text: string, options: ReadOptions = {}): Document {
  const { source, target, file } = sectionsOf(text, options);
  const whole = unitsOf(file);
  const own = new Map(whole.units.flatMap((unit) => (unit.key[0] === target ? [[String(unit.key[1]), unit]] : [])));
  // A missing text belongs after the one before it.
  let before = [...own.values()][0]?.span.start ?? text.length;
  const units = whole.units.flatMap(({ key: [section, name = ""], value, comment }): Unit[] => {
    if (section !== source) return [];
    const unit = own.get(String(name));
    if (unit) before = unit.span.end;
    return [
      {
        key: [name],
        value: unit?.value ?? "",
        span: unit?.span ?? { start: before, end: before },
        state: unit?.state ?? "untranslated",
        source: value,
        ...(comment === undefined ? {} : { comment }),
      },
    ];
  });
  return { units, problems: whole.problems };
}

function write(text: string, edits: readonly Edit[], options: ReadOptions = {}): string {
  if (edits.length === 0) return text;
  const { source, target, languages, file } = sectionsOf(text, options);
  const section = target ?? spelledAmong(options.language ?? options.source ?? "", [...languages]);
  const names = file.entries.filter((entry) => entry.section === source).map(({ name }) => name);
  const known = new Set<KeyPath[number] | undefined>(names);
  const placed = edits.map((edit): Edit => {
    if (edit.key.length !== 1 || !known.has(edit.key[0])) throw unknown(edit.key, source);
    return { ...edit, key: [section, ...edit.key] };
  });
  return writeKeys(text, file, placed, { sourceOrder: names.map((name) => [section, name]) });
}

function unknown(key: KeyPath, source: string): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The section ${source} has no text ${keyName(key)}`,
    said`Add the source text, and run again; nothing was written.`,
  );
}

/** The same texts without those of the language. */
function create(sourceText: string, language: LanguageTag, source?: LanguageTag): string {
  const { target, file } = sectionsOf(sourceText, { language, ...(source === undefined ? {} : { source }) });
  const lines = file.entries.flatMap(({ section, lineStart, lineEnd }): Splice[] => {
    if (section !== target) return [];
    const end = lineEnd + (/^\r\n|^[\r\n]/.exec(sourceText.slice(lineEnd, lineEnd + 2))?.[0].length ?? 0);
    return [{ start: lineStart, end, text: "" }];
  });
  return splice(sourceText, lines);
}

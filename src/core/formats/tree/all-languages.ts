import { said } from "#core/errors.js";
import { spelledAmong } from "#core/language/spelled-among.js";
import { malformedAt } from "#core/text/splice.js";
import {
  type Document,
  type Edit,
  type FileProblem,
  type Format,
  type KeyPath,
  type KeySpan,
  keyId,
  keyName,
  type ReadOptions,
  type Unit,
  type WriteOptions,
} from "../format.js";
import { emptyKeyTree, grow } from "../keys/key-tree.js";
import { codeWordOf, type Languages, languagesOf, pairOf, restOf, wordOf } from "./language-keys.js";

/** What a format with all languages adds to the format that its files are written in. */
export interface Naming {
  readonly name: string;
  readonly label: string;
  /** Whether the beginning of a text may be that of such a file; it is only parsed then. */
  mayBe(text: string): boolean;
}

/** Longer files count as files of one language. */
const MAX_LENGTH = 4_000_000;

/**
 * Files of a format with the languages among their keys, all of one level: first (`{"en": {"save": "Save"}, "de": {…}}`, vue-i18n,
 * Jekyll, Rails) or last (`{"save": {"en": "Save", "de": "Sichern"}}`).
 *
 * @param base reads and writes the whole file
 */
export function inAllLanguages(base: Format, { name, label, mayBe }: Naming): Format {
  const { accelerators, syntax, isTree } = base;
  const read = lastRead((text) => languagesOf(base.read(text)));
  const parse = (text: string): Languages => read(text) ?? refuseOneLanguage(text);
  return {
    name,
    label,
    holds: "all-languages",
    ...(isTree ? { isTree } : {}),
    ...(syntax ? { syntax } : {}),
    ...(accelerators ? { accelerators } : {}),
    matches(path, text) {
      if (text === undefined || text.length > MAX_LENGTH || !mayBe(text) || !base.matches(path, text)) return false;
      try {
        return read(text) !== undefined;
      } catch {
        return false;
      }
    },
    languagesIn: (text) => [...parse(text).own],
    read: (text, options) => unitsOf(text, parse(text), options),
    write(text, edits, options = {}) {
      return edits.length === 0 ? text : base.write(text, ...placed(text, parse(text), edits, options));
    },
    create(text, language, source) {
      const file = parse(text);
      const { source: from, target: word } = pairOf(text, file, {
        language,
        ...(source === undefined ? {} : { source }),
      });
      if (word === undefined || word === from) return text;
      const own = file.document.units.filter(({ key }) => wordOf(key, file.place) === word);
      return base.write(
        text,
        own.map(({ key }) => ({ key, value: "" })),
      );
    },
  };
}

/** Several things are asked about the same text, one after the other. */
function lastRead<Result>(read: (text: string) => Result): (text: string) => Result {
  let last: { readonly text: string; readonly result: Result } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, result: read(text) };
    return last.result;
  };
}

function refuseOneLanguage(text: string): never {
  throw malformedAt(text, 0, said`A key is expected for each language, first or last: {"en": …, "de": …}`);
}

/** A unit for each source text, with its translation; and units of texts that only the translation has. */
function unitsOf(text: string, file: Languages, options: ReadOptions = {}): Document {
  const { source, target } = pairOf(text, file, options);
  const there = new Map(ownUnits(file, target).map((unit) => [keyId(unit.key), unit]));
  const { place, document } = file;
  const occupied = (document.occupied ?? []).flatMap(({ key, span }) =>
    codeWordOf(key, place) === target ? [{ key: restOf(key, place), span }] : [],
  );
  const conflictOf = conflictsIn([...there.values()], occupied);
  const problems: FileProblem[] = [...document.problems];
  // A missing text belongs after the one before it; where the language is the last key, after the source text.
  let before = place === "first" ? ([...there.values()][0]?.span.start ?? text.length) : 0;
  const units: Unit[] = [];
  for (const { value, ...unit } of ownUnits(file, source)) {
    const { key } = unit;
    const own = there.get(keyId(key));
    there.delete(keyId(key));
    if (own || place === "last") before = (own ?? unit).span.end;
    const span = own?.span ?? { start: before, end: before };
    const conflict = own ? undefined : conflictOf(key);
    if (conflict === "texts") problems.push({ code: "not-a-string", key: keyName(key), span });
    if (conflict) continue;
    units.push({ ...unit, source: value, value: own?.value ?? "", span, state: own?.state ?? "untranslated" });
  }
  return { units: [...units, ...there.values()], problems, occupied };
}

/** The texts of a language, with keys that do not name it. */
function ownUnits({ document, place }: Languages, word: string | undefined): readonly Unit[] {
  return document.units.flatMap((unit) =>
    wordOf(unit.key, place) === word && unit.state !== "ignored" ? [{ ...unit, key: restOf(unit.key, place) }] : [],
  );
}

/** Edits and order with the target's language in their keys. */
function placed(text: string, file: Languages, edits: readonly Edit[], options: WriteOptions): [Edit[], WriteOptions] {
  const { document, place, words } = file;
  const { source, target } = pairOf(text, file, options);
  const word = target ?? spelledAmong(options.language ?? options.source ?? "", [...words]);
  const inPlace = (key: KeyPath, own: string): KeyPath => (place === "first" ? [own, ...key] : [...key, own]);
  const rest = document.units.flatMap(({ key }) => (wordOf(key, place) === source ? [restOf(key, place)] : []));
  const keys = withFurther(rest, options.sourceOrder ?? []);
  const all = [...words.values(), ...(target === undefined ? [word] : [])];
  const sourceOrder =
    place === "first"
      ? all.flatMap((own) => (own === word ? keys.map((key) => inPlace(key, word)) : [[own]]))
      : keys.flatMap((key) => all.map((own) => inPlace(key, own)));
  return [edits.map((edit) => ({ ...edit, key: inPlace(edit.key, word) })), { sourceOrder }];
}

/** The keys of the source texts with further plural forms of the wanted order, each after the one before it. */
function withFurther(keys: readonly KeyPath[], wanted: readonly KeyPath[]): readonly KeyPath[] {
  const known = new Set(keys.map(keyId));
  const further = new Map<string, KeyPath[]>();
  let before = "";
  for (const key of wanted) {
    const id = keyId(key);
    if (known.has(id)) before = id;
    else further.set(before, [...(further.get(before) ?? []), key]);
  }
  if (further.size === 0) return keys;
  return [...(further.get("") ?? []), ...keys.flatMap((key) => [key, ...(further.get(keyId(key)) ?? [])])];
}

/** Why a target has no place for a key: code or an alias at it or above, texts above or below, or a list in place of names. */
function conflictsIn(
  units: readonly Unit[],
  occupied: readonly KeySpan[],
): (key: KeyPath) => "code" | "texts" | undefined {
  const tree = emptyKeyTree<"code" | "texts">();
  for (const { key } of units) grow(tree, key).value = "texts";
  for (const { key } of occupied) grow(tree, key).value ??= "code";
  return (key) => {
    let node = tree;
    for (const name of key) {
      if (node.value) return node.value;
      const child = node.children.get(name);
      const [beside = name] = node.children.keys();
      if (!child) return typeof beside === typeof name ? undefined : "texts";
      node = child;
    }
    return node.value ?? (node.children.size > 0 ? "texts" : undefined);
  };
}

import type { Format, KeyPath, Unit } from "../formats/format.js";
import { keysAreTexts, textOfKey } from "../formats/keys/natural-keys.js";
import { pluralCategories } from "../language/plural-categories.js";
import type { LanguageTag } from "../language/tag.js";

/** A translation of the source file. */
export interface Translation {
  readonly language: LanguageTag;
  readonly text: string;
}

/** A source file that may be missing, and its translations. */
export interface KeyedFiles {
  readonly format: Format;
  /** Undefined if there is no source file. */
  readonly own: string | undefined;
  readonly translations: readonly Translation[];
  readonly source: LanguageTag;
}

/** Yii's mark of a text that its code does not use any more. */
const OBSOLETE = /^@@.*@@$/s;
const PLURAL = /^(.+?)(_ordinal)?_(zero|one|two|few|many|other)$/s;

/**
 * Makes the text of a source file if the keys of its translations are the source texts: what the file has, and every key
 * that any of the translations has. Projects of Laravel, Yii and others have no such file, or an empty one, or one with a few texts.
 *
 * @returns undefined if the keys are not texts, or the source file has most of them itself
 */
export function sourceFromKeys({ format, own, translations, source }: KeyedFiles): string | undefined {
  const read = translations.flatMap(({ language, text }) => {
    const units = unitsOf(format, text, { source, language });
    return units === undefined ? [] : [{ language, text, units: units.filter(isUsed) }];
  });
  const ownUnits = own === undefined ? [] : unitsOf(format, own, { source });
  const [richest] = read.toSorted((a, b) => b.units.length - a.units.length);
  if (!richest || !ownUnits || !keysAreTexts([...ownUnits, ...read.flatMap(({ units }) => units)])) return undefined;
  const order = mergedOrder([ownUnits, richest.units, ...read.map(({ units }) => units)], source);
  const filled = new Set(ownUnits.filter(({ value }) => value !== "").map(({ key }) => textOfKey(key)));
  if (2 * filled.size > order.size) return undefined;
  const edits = [...order].filter(([key]) => !filled.has(key)).map(([key, value]) => ({ key: [key], value }));
  const text = own ?? format.create(richest.text, source, richest.language);
  const sourceOrder = [...order.keys()].map((key): KeyPath => [key]);
  return format.write(text, edits, { source, language: source, sourceOrder, sourceText: richest.text });
}

const isUsed = ({ value, state }: Unit): boolean => state !== "ignored" && !OBSOLETE.test(value);

/** Undefined for a malformed file, which its own command reports. */
function unitsOf(format: Format, text: string, languages: Parameters<Format["read"]>[1]): readonly Unit[] | undefined {
  try {
    return format.read(text, languages).units;
  } catch {
    return undefined;
  }
}

/** All keys with their texts. A key that some files lack comes after the key that precedes it in another file. */
function mergedOrder(files: readonly (readonly Unit[])[], source: LanguageTag): Map<string, string> {
  const keys = new Set(files.flat().flatMap(({ key }) => textOfKey(key) ?? []));
  const after = new Map<string, string | undefined>();
  let first: string | undefined;
  for (const units of files) {
    let before: string | undefined;
    for (const { key } of units) {
      const name = textOfKey(key);
      if (name === undefined) continue;
      if (!after.has(name)) {
        after.set(name, before === undefined ? first : after.get(before));
        if (before === undefined) first = name;
        else after.set(before, name);
      }
      before = name;
    }
  }
  const order = new Map<string, string>();
  for (let key = first; key !== undefined; key = after.get(key)) {
    const text = textFor(key, keys, source);
    if (text !== undefined) order.set(key, text);
  }
  return order;
}

/** The text of a key; of i18next's plural forms only those that the source language has. */
function textFor(key: string, keys: ReadonlySet<string>, source: LanguageTag): string | undefined {
  const [, stem = "", ordinal = "", category = ""] = PLURAL.exec(key) ?? [];
  if (!keys.has(`${stem}${ordinal}_other`)) return key;
  return pluralCategories(source, ordinal !== "").includes(category) ? stem : undefined;
}

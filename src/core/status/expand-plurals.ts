import { type KeyPath, keyId, type Unit } from "../formats/format.js";
import { emptyKeyTree, grow, type KeyTree, keyOf } from "../formats/keys/key-tree.js";
import { i18nextV3Forms } from "../language/i18next-v3-plurals.js";
import { pluralCategories } from "../language/plural-categories.js";
import { numbersOf } from "../language/plural-numbers.js";
import type { LanguageTag } from "../language/tag.js";

/** A key that the target file should have, with the text to translate for it. */
export interface ExpandedKey {
  readonly key: KeyPath;
  readonly source: string;
  /** The unit that `source` is the text of. */
  readonly unit: Unit;
  /** The texts of all variants, if it is a plural form. */
  readonly variants?: readonly string[];
  /** Numbers that take this plural form, best first. */
  readonly counts?: readonly number[];
}

/** The variants of one message, by plural category. */
interface Group {
  readonly ordinal: boolean;
  readonly variants: Map<string, Unit>;
  /** The key of a variant of this group. */
  keyFor(category: string): KeyPath;
}

/** `item` and `item_plural`, of i18next's JSON v3. */
interface Pair {
  readonly singular: Unit;
  readonly plural: Unit;
}

const SUFFIX = /^(.*?)(_ordinal)?_(zero|one|two|few|many|other)$/s;
/** A category at the end of a key, alone or as a suffix. */
const CATEGORY = /(?:^|_)(?:zero|one|two|few|many|other)$/;
const CATEGORIES = new Set(["zero", "one", "two", "few", "many", "other"]);

/**
 * The keys that a target language needs: plural groups get the categories of that language (CLDR),
 * with the source text of the same category or of `other`; everything else stays. A group is `item_one`, `item_other`
 * (i18next, also with `_ordinal_`), or an object with only categories as keys (`item: {one, other}`). A `zero` of the
 * source stays in every language: i18next and Rails use it for the count 0. `item` and `item_plural` of i18next's v3
 * become the forms of the target (`item_0`, `item_1`, …).
 *
 * @param units of the source file, in order; ignored ones are left out
 */
export function expandPlurals(units: readonly Unit[], target: LanguageTag): ExpandedKey[] {
  const translatable = units.filter(({ state }) => state !== "ignored");
  const groups = findGroups(translatable);
  const pairs = findPairs(translatable);
  const done = new Set<Group>();
  const expanded: ExpandedKey[] = [];
  for (const unit of translatable) {
    const group = groups.get(unit);
    const pair = pairs.get(unit);
    if (pair) expanded.push(...(unit === pair.singular ? expandPair(pair, target) : []));
    else if (!group) expanded.push({ key: unit.key, source: unit.value, unit });
    else if (!done.has(group)) {
      done.add(group);
      expanded.push(...expandGroup(group, target));
    }
  }
  return expanded;
}

function expandGroup({ ordinal, variants, keyFor }: Group, target: LanguageTag): ExpandedKey[] {
  const categories = pluralCategories(target, ordinal);
  if (variants.has("zero") && !categories.includes("zero")) categories.unshift("zero");
  const texts = [...variants.values()].map(({ value }) => value);
  return categories.flatMap((category) => {
    const unit = variants.get(category) ?? variants.get("other");
    // A `zero` is for 0 only, even if the language has no such category.
    const counts = category === "zero" ? [0] : numbersOf(target, category, ordinal);
    return unit ? [{ key: keyFor(category), source: unit.value, unit, variants: texts, counts }] : [];
  });
}

/** The pairs of a file of i18next, by both of their units; other files may have such names for other reasons. */
function findPairs(units: readonly Unit[]): Map<Unit, Pair> {
  const pairs = new Map<Unit, Pair>();
  const plurals = units.filter(({ key }) => /._plural$/s.test(String(key.at(-1))));
  if (plurals.length === 0 || !units.some(({ value }) => /\{\{|\$t\(/.test(value))) return pairs;
  const byKey = new Map(units.map((unit) => [keyId(unit.key), unit]));
  for (const plural of plurals) {
    const singular = byKey.get(
      keyId([...plural.key.slice(0, -1), String(plural.key.at(-1)).slice(0, -"_plural".length)]),
    );
    if (!singular) continue;
    pairs.set(singular, { singular, plural });
    pairs.set(plural, { singular, plural });
  }
  return pairs;
}

function expandPair({ singular, plural }: Pair, target: LanguageTag): ExpandedKey[] {
  const variants = [singular.value, plural.value];
  const expanded = (key: KeyPath, unit: Unit, counts?: readonly number[]): ExpandedKey => {
    return { key, source: unit.value, unit, variants, ...(counts ? { counts } : {}) };
  };
  const forms = i18nextV3Forms(target);
  if (!forms) return [expanded(singular.key, singular), expanded(plural.key, plural)];
  return forms.map(({ suffix, counts }) => {
    const key = [...singular.key.slice(0, -1), `${singular.key.at(-1)}${suffix}`];
    return expanded(key, counts.length > 0 && counts.every((n) => n === 1) ? singular : plural, counts);
  });
}

/** The plural group of each unit that is in one. */
function findGroups(units: readonly Unit[]): Map<Unit, Group> {
  const groups = new Map<Unit, Group>();
  if (!units.some(({ key }) => CATEGORY.test(String(key.at(-1))))) return groups;
  const root = emptyKeyTree<Unit>();
  for (const unit of units) grow(root, unit.key).value = unit;
  const work = [root];
  for (let node = work.pop(); node; node = work.pop()) {
    for (const child of node.children.values()) if (child.children.size > 0) work.push(child);
    for (const group of [...suffixGroups(node), ...nestedGroup(node)]) {
      if (isPlural(group)) for (const unit of group.variants.values()) groups.set(unit, group);
    }
  }
  return groups;
}

/** `item_one` and `item_other` in one object. */
function suffixGroups(node: KeyTree<Unit>): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const { key, value: unit } of node.children.values()) {
    const [, base = "", ordinal = "", category] = (typeof key === "string" && SUFFIX.exec(key)) || [];
    if (category === undefined || !unit) continue;
    const parent = unit.key.slice(0, -1);
    const keyFor = (other: string): KeyPath => [...parent, `${base}${ordinal}_${other}`];
    const group = groups.get(base + ordinal) ?? { ordinal: ordinal !== "", variants: new Map(), keyFor };
    groups.set(base + ordinal, group);
    group.variants.set(category, unit);
  }
  return groups.values();
}

/** An object with only categories as keys, such as `one` and `other`. */
function nestedGroup(node: KeyTree<Unit>): Group[] {
  const variants = new Map<string, Unit>();
  for (const { key, value: unit } of node.children.values()) {
    if (!unit || typeof key !== "string" || !CATEGORIES.has(key)) return [];
    variants.set(key, unit);
  }
  if (!node.parent) return [];
  const path = keyOf(node);
  return [{ ordinal: false, variants, keyFor: (other) => [...path, other] }];
}

/** A lone `other` is an ordinary word (`reason_other`) unless its text has a count or the file calls it a plural. */
function isPlural({ variants }: Group): boolean {
  const other = variants.get("other");
  if (other === undefined) return false;
  return other.isPlural === true || variants.size > 1 || /\{\{-?\s*count\b|%\{count\}|\{count\}/.test(other.value);
}

import { type KeyPath, keyId, type Unit } from "../formats/format.js";
import { emptyKeyTree, grow, type KeyTree, keyOf } from "../formats/keys/key-tree.js";
import { formCounts, pluralRuleFor } from "../language/gettext-plurals.js";
import { i18nextV3Forms } from "../language/i18next-v3-plurals.js";
import { pluralCategories } from "../language/plural-categories.js";
import { numbersOf } from "../language/plural-numbers.js";
import type { LanguageTag } from "../language/tag.js";
import { contextOf } from "./unit-context.js";
import { type Filled, type Wanted, wantedAt } from "./wanted-string.js";

/** The variants of one message, by plural category. */
interface Group {
  readonly ordinal: boolean;
  readonly variants: Map<string, Unit>;
  /** The key of a variant of this group. */
  keyFor(category: string): KeyPath;
}

/** `item` and `item_plural`, of i18next's JSON v3, or the two forms of a list. */
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
 * become the forms of the target (`item_0`, `item_1`, …), and so do the lists of Nextcloud and of gettext's catalogs in
 * JSON (Jed, gettext.js), by gettext's rules.
 *
 * @param units of the source file, in order; ignored ones are left out
 */
export function* expandPlurals(units: readonly Unit[], target: LanguageTag): Generator<Filled<Wanted>, void> {
  const translatable = units.filter(({ state }) => state !== "ignored");
  const groups = findGroups(translatable);
  const pairs = findPairs(translatable);
  const lists = findLists(translatable);
  const done = new Set<Group>();
  for (const unit of translatable) {
    const group = groups.get(unit);
    const pair = pairs.get(unit);
    const list = lists.get(unit);
    if (list) yield* unit === list.singular ? expandList(list, target) : [];
    else if (pair) yield* unit === pair.singular ? expandPair(pair, target) : [];
    else if (!group) yield wantedFor(unit, unit.key);
    else if (!done.has(group)) {
      done.add(group);
      yield* expandGroup(group, target);
    }
  }
}

/** The text of a unit for a key; with the texts of all variants and the numbers that take it, for a plural form. */
function wantedFor(
  unit: Unit,
  key: KeyPath,
  form?: { readonly variants: readonly string[]; readonly counts: readonly number[] | undefined },
): Filled<Wanted> {
  const wanted = wantedAt(key, unit.value, unit, contextOf(unit, key));
  if (form) wanted.variants = form.variants;
  if (form?.counts) wanted.counts = form.counts;
  return wanted;
}

function expandGroup({ ordinal, variants, keyFor }: Group, target: LanguageTag): Filled<Wanted>[] {
  const categories = pluralCategories(target, ordinal);
  if (variants.has("zero") && !categories.includes("zero")) categories.unshift("zero");
  const texts = [...variants.values()].map(({ value }) => value);
  return categories.flatMap((category) => {
    const unit = variants.get(category) ?? variants.get("other");
    // A `zero` is for 0 only, even if the language has no such category.
    const counts = category === "zero" ? [0] : numbersOf(target, category, ordinal);
    return unit ? [wantedFor(unit, keyFor(category), { variants: texts, counts })] : [];
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

function expandPair({ singular, plural }: Pair, target: LanguageTag): Filled<Wanted>[] {
  const variants = [singular.value, plural.value];
  const expanded = (key: KeyPath, unit: Unit, counts?: readonly number[]): Filled<Wanted> =>
    wantedFor(unit, key, { variants, counts });
  const forms = i18nextV3Forms(target);
  if (!forms) return [expanded(singular.key, singular), expanded(plural.key, plural)];
  return forms.map(({ suffix, counts }) => {
    const key = [...singular.key.slice(0, -1), `${singular.key.at(-1)}${suffix}`];
    return expanded(key, counts.length > 0 && counts.every((n) => n === 1) ? singular : plural, counts);
  });
}

/** Lists of the two forms of a plural in English, by both of their units. */
function findLists(units: readonly Unit[]): Map<Unit, Pair> {
  const lists = new Map<Unit, Pair>();
  const isForm = pluralListsOf(units);
  for (const [index, singular] of units.entries()) {
    const plural = units[index + 1];
    if (!plural || singular.key.at(-1) !== 0 || plural.key.at(-1) !== 1 || !isForm(singular.key)) continue;
    lists.set(singular, { singular, plural });
    lists.set(plural, { singular, plural });
  }
  return lists;
}

/**
 * Whether a key is that of a form in a list of gettext's plurals: Nextcloud's `"_%n file_::_%n files_": ["%n file",
 * "%n files"]`, and any list beside the header of a catalog (`"": { "plural_forms": "…" }`).
 */
export function pluralListsOf(units: readonly Unit[]): (key: KeyPath) => boolean {
  const header = units.find(({ key }) => key.at(-2) === "" && /^plural[-_]?forms$/i.test(String(key.at(-1))))?.key;
  const depth = (header?.length ?? 0) - 2;
  return (key) =>
    typeof key.at(-1) === "number" &&
    (/^_.+_::_.+_$/s.test(String(key.at(-2))) ||
      (key.length === depth + 2 && key.slice(0, depth).every((part, index) => part === header?.[index])));
}

function expandList({ singular, plural }: Pair, target: LanguageTag): Filled<Wanted>[] {
  const variants = [singular.value, plural.value];
  const forms = pluralRuleFor(target);
  return Array.from({ length: forms.count }, (_, index) => {
    const counts = formCounts(forms, index);
    const unit = forms.count > 1 && counts.includes(1) ? singular : plural;
    return wantedFor(unit, [...singular.key.slice(0, -1), index], { variants, counts });
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

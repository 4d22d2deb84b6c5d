import { pluralCategories } from "#core/language/plural-categories.js";
import type { KeyPath } from "../format.js";
import type { JsonNode } from "../tree/node.js";
import { type Catalog, childIn, objectIn, textIn } from "./tree.js";

/** A variant of a string: its path below the localization, and its part of the unit key. */
export interface StringVariant {
  /** Empty; a plural category; `device`, its name and possibly a category; or `substitutions`, name, category. */
  readonly name: readonly string[];
  /** The object names from the localization to the `stringUnit`. */
  readonly path: readonly string[];
}

/** A string, and its localizations in the source and the target language. */
export interface CatalogEntry {
  readonly key: string;
  readonly node: JsonNode;
  readonly source: JsonNode | undefined;
  readonly target: JsonNode | undefined;
}

/** The localizations of a string. */
export function entryOf({ text, source, target }: Catalog, key: string, node: JsonNode): CatalogEntry {
  const localizations = objectIn(text, node, "localizations");
  return {
    key,
    node,
    source: objectIn(text, localizations, source),
    target: objectIn(text, localizations, target),
  };
}

/** The unit key of a variant. */
export function keyOfVariant({ key }: CatalogEntry, { name }: StringVariant): KeyPath {
  return [key, ...name];
}

const WHOLE: StringVariant = { name: [], path: [] };
const PLURAL = ["variations", "plural"];
const DEVICE = ["variations", "device"];
const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];
/** Devices that Xcode knows. */
const DEVICES = ["applevision", "appletv", "applewatch", "ipad", "iphone", "ipod", "mac", "other"];

/**
 * The variants that a string should have in the target language, in Xcode's order: those of its localization, or
 * otherwise those of the source, with the plural categories of the target language. A `zero` of the source stays in
 * every language, because the systems use it for 0.
 */
export function variantsOf(catalog: Catalog, { source, target }: CatalogEntry): StringVariant[] {
  const whole = variantsIn(catalog, source, target, true);
  const substitutions = substitutionsOf(catalog, source, target);
  return whole[0] === WHOLE ? [...whole, ...substitutions] : [...substitutions, ...whole];
}

function variantsIn(
  catalog: Catalog,
  source: JsonNode | undefined,
  target: JsonNode | undefined,
  varyByDevice: boolean,
): StringVariant[] {
  const { text } = catalog;
  const decides = [target, source].find(
    (node) =>
      node &&
      (objectIn(text, node, ...PLURAL) ??
        (varyByDevice ? objectIn(text, node, ...DEVICE) : undefined) ??
        objectIn(text, node, "stringUnit")),
  );
  if (objectIn(text, decides, ...PLURAL)) return pluralVariants(catalog, source, target);
  if (!varyByDevice || !objectIn(text, decides, ...DEVICE)) return [WHOLE];
  const [inSource, inTarget] = [objectIn(text, source, ...DEVICE), objectIn(text, target, ...DEVICE)];
  return DEVICES.flatMap((device) => {
    const [from, to] = [objectIn(text, inSource, device), objectIn(text, inTarget, device)];
    if (!from && !to) return [];
    return variantsIn(catalog, from, to, false).map((one) => below(one, ["device", device], [...DEVICE, device]));
  });
}

function pluralVariants({ text, target: language }: Catalog, source?: JsonNode, target?: JsonNode): StringVariant[] {
  const [inSource, inTarget] = [objectIn(text, source, ...PLURAL), objectIn(text, target, ...PLURAL)];
  const categories = new Set(categoriesOf(language));
  if (inSource && childIn(inSource, "zero")) categories.add("zero");
  for (const category of CATEGORIES) if (inTarget && childIn(inTarget, category)) categories.add(category);
  return [...categories].sort().map((category) => ({ name: [category], path: [...PLURAL, category] }));
}

function substitutionsOf(catalog: Catalog, source?: JsonNode, target?: JsonNode): StringVariant[] {
  const { text } = catalog;
  const [inSource, inTarget] = [objectIn(text, source, "substitutions"), objectIn(text, target, "substitutions")];
  const names = new Set([inSource, inTarget].flatMap((node) => node?.children.map(({ key }) => String(key)) ?? []));
  return [...names].sort().flatMap((name) => {
    const [from, to] = [objectIn(text, inSource, name), objectIn(text, inTarget, name)];
    if (!objectIn(text, from, ...PLURAL) && !objectIn(text, to, ...PLURAL)) return [];
    const path = ["substitutions", name];
    return pluralVariants(catalog, from, to).map((one) => below(one, path, path));
  });
}

function below({ name, path }: StringVariant, names: readonly string[], through: readonly string[]): StringVariant {
  return { name: [...names, ...name], path: [...through, ...path] };
}

/** The categories of a language; those of English for an invalid tag. */
function categoriesOf(language: string): string[] {
  try {
    return pluralCategories(language.replaceAll("_", "-"));
  } catch {
    return ["one", "other"];
  }
}

/**
 * The source text of a variant: that of the same variant, otherwise of the nearest one; the key itself if the catalog
 * has no localization in the source language.
 */
export function sourceTextOf({ text }: Catalog, { key, source }: CatalogEntry, { path }: StringVariant): string {
  const own = [path];
  if (path.at(-2) === "plural") own.push([...path.slice(0, -1), "other"], path.slice(0, -3));
  const others = [[], [...PLURAL, "other"], [...DEVICE, "other"], [...DEVICE, "other", ...PLURAL, "other"]];
  for (const candidate of path[0] === "substitutions" ? own : [...own, ...others]) {
    const unit = objectIn(text, source, ...candidate, "stringUnit");
    const value = unit && textIn(text, unit, "value");
    if (value !== undefined) return value;
  }
  return path[0] === "substitutions" ? "" : key;
}

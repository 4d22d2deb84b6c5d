import { RouteLmtError, said } from "#core/errors.js";
import { knownLanguages } from "#core/language/language-names.js";
import { numbersOf } from "#core/language/plural-numbers.js";
import type { LanguageTag } from "#core/language/tag.js";
import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
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
  type UnitState,
} from "../format.js";
import { writeJsonTree } from "../json/write.js";
import type { JsonNode } from "../tree/node.js";
import type { JsonEdit } from "../tree/write.js";
import {
  type Catalog,
  childIn,
  objectIn,
  parseCatalog,
  parseCatalogSteps,
  placeForChild,
  sortedChildren,
  textIn,
} from "./tree.js";
import { type CatalogEntry, entryOf, keyOfVariant, type StringVariant, sourceTextOf, variantsOf } from "./variants.js";

/**
 * Apple string catalogs ("Localizing and varying text with a string catalog", Xcode documentation):
 * one JSON file with all languages. Values are written as Xcode does: sorted by name, with the state `translated`, or
 * `needs_review` for drafts.
 */
export const xcstrings: Format = {
  name: "xcstrings",
  label: "Apple string catalog",
  holds: "all-languages",
  draftMark: "value",
  syntax: "plain",
  matches: (path) => /\.xcstrings$/i.test(path),
  languagesIn,
  read: (text, options) => atOnce(readSteps(text, options)),
  readSteps,
  write,
  create,
};

/** Strings that are taken in one step. */
const STRINGS_IN_STEP = 200;

function* readSteps(text: string, options?: ReadOptions): Generator<void, Document> {
  const catalog = yield* parseCatalogSteps(text, options);
  let done = 0;
  const units: Unit[] = [];
  const problems: FileProblem[] = catalog.shadowed.map((node) => ({
    code: "duplicate",
    what: "key",
    name: String(node.key),
    used: "last",
    span: nameSpan(node),
  }));
  for (const [key, node] of catalog.strings) {
    if (++done % STRINGS_IN_STEP === 0) yield;
    const isStale = textIn(text, node, "extractionState") === "stale";
    if (isStale) problems.push({ code: "obsolete", key, span: nameSpan(node) });
    const shouldTranslate = childIn(node, "shouldTranslate");
    const ignored = isStale || (shouldTranslate && text.slice(shouldTranslate.start, shouldTranslate.end) === "false");
    const comment = textIn(text, node, "comment");
    const entry = entryOf(catalog, key, node);
    for (const variant of variantsOf(catalog, entry)) {
      const unit = unitAt(catalog, entry, variant);
      const counts = countsOf(catalog, variant);
      units.push({
        ...unit,
        ...(counts ? { counts } : {}),
        ...(ignored ? { state: "ignored" } : {}),
        ...(comment ? { comment } : {}),
      });
    }
  }
  // Variants are in any order; missing ones have the position where they will be inserted.
  units.sort((a, b) => a.span.start - b.span.start);
  return { units, problems };
}

function languagesIn(text: string): LanguageTag[] {
  const { source, strings } = parseCatalog(text);
  const names = new Set([source]);
  for (const node of strings.values())
    for (const { key } of objectIn(text, node, "localizations")?.children ?? []) names.add(String(key));
  return knownLanguages([...names]);
}

const nameSpan = ({ propertyStart, nameEnd }: JsonNode): Span => ({ start: propertyStart, end: nameEnd });

function unitAt(catalog: Catalog, entry: CatalogEntry, variant: StringVariant): Unit {
  const { text } = catalog;
  const key = keyOfVariant(entry, variant);
  const source = sourceTextOf(catalog, entry, variant);
  const unit = objectIn(text, entry.target, ...variant.path, "stringUnit");
  if (!unit) {
    // Without a localization, the key is the text in the source language.
    const value = catalog.source === catalog.target && variant.path.length === 0 ? entry.key : "";
    return { key, value, span: missingSpan(catalog, entry, variant), state: stateOf(value), source };
  }
  const value = textIn(text, unit, "value") ?? "";
  return { key, value, span: unitSpan(unit), state: stateOf(value, textIn(text, unit, "state")), source };
}

/** Numbers that take the variant of a plural category. */
function countsOf({ target }: Catalog, { path }: StringVariant): readonly number[] | undefined {
  const category = path.at(-2) === "plural" ? path.at(-1) : undefined;
  if (category === undefined) return undefined;
  return category === "zero" ? [0] : numbersOf(target.replaceAll("_", "-"), category);
}

function stateOf(value: string, state?: string): UnitState {
  if (value === "" || state === "new") return "untranslated";
  return state === "needs_review" ? "stale" : "translated";
}

/** State and value of a unit, which change together. */
function unitSpan(unit: JsonNode): Span {
  const [value, state] = [childIn(unit, "value"), childIn(unit, "state")];
  if (!value || !state) return { start: unit.start, end: unit.end };
  return { start: Math.min(value.start, state.start), end: Math.max(value.end, state.end) };
}

const pathTo = ({ target }: Catalog, { path }: StringVariant): string[] => [
  "localizations",
  target,
  ...path,
  "stringUnit",
];

/** The position of a missing variant: in the innermost existing object on its path. */
function missingSpan(catalog: Catalog, { node }: CatalogEntry, variant: StringVariant): Span {
  const { container, name } = innermost(node, pathTo(catalog, variant));
  return placeForChild(container, name);
}

function innermost(node: JsonNode, path: readonly string[]): { container: JsonNode; depth: number; name: string } {
  let container = node;
  for (const [depth, name] of path.entries()) {
    const child = childIn(container, name);
    if (!child) return { container, depth, name };
    container = child;
  }
  return { container, depth: path.length, name: "" };
}

function write(text: string, edits: readonly Edit[], options?: ReadOptions): string {
  if (edits.length === 0) return text;
  const catalog = parseCatalog(text, options);
  const values = new Map(edits.map((edit) => [keyId(edit.key), edit]));
  const editsByString = new Map<string | number | undefined, Edit[]>();
  for (const edit of values.values()) {
    const [name] = edit.key;
    const others = editsByString.get(name);
    if (others) others.push(edit);
    else editsByString.set(name, [edit]);
  }
  const changes: JsonEdit[] = [];
  for (const [name, edits] of editsByString) {
    const node = typeof name === "string" ? catalog.strings.get(name) : undefined;
    const [first] = edits;
    if (!node || !first) throw missing(first?.key ?? []);
    const entry = entryOf(catalog, String(name), node);
    const variants = new Map(variantsOf(catalog, entry).map((one) => [keyId(keyOfVariant(entry, one)), one]));
    for (const { key, value, isDraft } of edits) {
      const variant = variants.get(keyId(key));
      if (!variant) throw missing(key);
      // Throws if it is not a string.
      unitAt(catalog, entry, variant);
      const path = ["strings", entry.key, ...pathTo(catalog, variant)];
      changes.push(...argumentsOf(catalog, entry, variant));
      const state = value === "" ? "new" : isDraft ? "needs_review" : "translated";
      changes.push({ key: [...path, "state"], value: state });
      changes.push({ key: [...path, "value"], value });
    }
  }
  return writeJsonTree(text, catalog.root, changes, { sourceOrder: orderFor(catalog, changes) });
}

/** The properties of a new substitution besides its variants: the argument that it replaces. */
function argumentsOf({ text, target: language }: Catalog, entry: CatalogEntry, { path }: StringVariant): JsonEdit[] {
  const [kind, name = ""] = path;
  if (kind !== "substitutions" || objectIn(text, entry.target, kind, name)) return [];
  const children = objectIn(text, entry.source, kind, name)?.children ?? [];
  return children.flatMap(({ key, type, value, start, end }) => {
    const copy = type === "string" ? value : Number(text.slice(start, end));
    if (copy === undefined || Number.isNaN(copy) || type === "object") return [];
    return [{ key: ["strings", entry.key, "localizations", language, kind, name, key], value: copy }];
  });
}

/** Sorts new properties among the others: by name, like Xcode. */
function orderFor({ root }: Catalog, changes: readonly JsonEdit[]): KeyPath[] {
  const names = new Map<JsonNode, { path: KeyPath; added: Set<string> }>();
  for (const { key } of changes) {
    const { container, depth, name } = innermost(root, key.map(String));
    if (depth === key.length) continue;
    const known = names.get(container) ?? { path: key.slice(0, depth), added: new Set() };
    names.set(container, known);
    known.added.add(name);
  }
  const inContainers = [...names].flatMap(([container, { path, added }]) => {
    const all = new Set([...sortedChildren(container).map(({ key }) => String(key)), ...added]);
    return [...all].sort().map((name) => [...path, name]);
  });
  const paths = changes.map(({ key }) => ({ key, id: key.join("\0") }));
  paths.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return [...inContainers, ...paths.map(({ key }) => key)];
}

function missing(key: KeyPath): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The string catalog has no string ${keyName(key)}`,
    said`Build the project in Xcode, which adds the strings of the code, and run again; nothing was written.`,
  );
}

/** The same catalog without the translations into the language. */
function create(sourceText: string, language: LanguageTag, source?: LanguageTag): string {
  const options = { language, ...(source === undefined ? {} : { source }) };
  const { units } = atOnce(readSteps(sourceText, options));
  const filled = units.filter(({ value }) => value !== "");
  return write(
    sourceText,
    filled.map(({ key }) => ({ key, value: "" })),
    options,
  );
}

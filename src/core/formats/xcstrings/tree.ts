import type { LanguageTag } from "#core/language/tag.js";
import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import type { ReadOptions } from "../format.js";
import { parseJsonSteps } from "../json/parse.js";
import type { JsonNode } from "../tree/node.js";

/** A string catalog, read for one target language. */
export interface Catalog {
  readonly text: string;
  readonly root: JsonNode;
  /** Language of the keys. */
  readonly source: LanguageTag;
  /** Target language, as spelt in the catalog. */
  readonly target: LanguageTag;
  /** The strings by key; of duplicates, the last. */
  readonly strings: ReadonlyMap<string, JsonNode>;
  /** Earlier strings with the same key as a later one. */
  readonly shadowed: readonly JsonNode[];
}

/**
 * Parses a catalog.
 *
 * @throws {MalformedFileError} if it is not valid JSON or not a catalog
 */
export function parseCatalog(text: string, options: ReadOptions = {}): Catalog {
  return atOnce(parseCatalogSteps(text, options));
}

/** {@link parseCatalog} in short steps, for large files. */
export function* parseCatalogSteps(text: string, options: ReadOptions = {}): Generator<void, Catalog> {
  const root = yield* parseJsonSteps(text);
  if (root.type !== "object") throw malformedAt(text, root.start, said`A string catalog is an object`);
  const strings = objectIn(text, root, "strings");
  if (!strings) throw malformedAt(text, root.start, said`The catalog has no "strings"`);
  const source = textIn(text, root, "sourceLanguage") ?? options.source;
  if (source === undefined) throw malformedAt(text, root.start, said`The catalog names no sourceLanguage`);
  for (const one of strings.children) requireObject(text, one);
  yield;
  const target = yield* spellingIn(text, strings.children, options.language ?? source);
  return {
    text,
    root,
    source,
    target,
    strings: childrenByName(strings),
    shadowed: strings.children.filter(({ shadowed }) => shadowed),
  };
}

/** Strings that are looked at in one step. */
const STRINGS_IN_STEP = 500;

/** The language as spelt in the catalog's localizations; unchanged if they lack it. */
function* spellingIn(text: string, strings: readonly JsonNode[], language: LanguageTag): Generator<void, string> {
  const canonical = (code: string): string => code.replaceAll("_", "-").toLowerCase();
  const wanted = canonical(language);
  for (const [index, one] of strings.entries()) {
    if (index % STRINGS_IN_STEP === 0) yield;
    for (const { key } of objectIn(text, one, "localizations")?.children ?? [])
      if (canonical(String(key)) === wanted) return String(key);
  }
  return language;
}

/** A property that must be an object; undefined if missing. @throws {MalformedFileError} */
export function objectIn(text: string, node: JsonNode | undefined, ...path: readonly string[]): JsonNode | undefined {
  let found = node;
  for (const name of path) {
    found = found && childIn(found, name);
    if (found) requireObject(text, found);
  }
  return found;
}

/** A property that must be a string; undefined if missing. @throws {MalformedFileError} */
export function textIn(text: string, node: JsonNode, name: string): string | undefined {
  const found = childIn(node, name);
  if (found && found.type !== "string")
    throw malformedAt(text, found.start, said`The value of "${name}" must be a string`);
  return found?.value;
}

function requireObject(text: string, { type, start, key }: JsonNode): void {
  if (type !== "object") throw malformedAt(text, start, said`The value of "${key}" must be an object`);
}

/** The most properties of an object that is searched without an index. */
const MAX_UNINDEXED = 8;
const indexes = new WeakMap<JsonNode, ReadonlyMap<string, JsonNode>>();

/** The property with a name; of several, the last. */
export function childIn(node: JsonNode, name: string): JsonNode | undefined {
  if (node.children.length <= MAX_UNINDEXED)
    return node.children.find(({ key, shadowed }) => key === name && !shadowed);
  return childrenByName(node).get(name);
}

function childrenByName(node: JsonNode): ReadonlyMap<string, JsonNode> {
  const known = indexes.get(node);
  if (known) return known;
  const index = new Map<string, JsonNode>();
  for (const child of node.children) if (!child.shadowed) index.set(String(child.key), child);
  indexes.set(node, index);
  return index;
}

const sorted = new WeakMap<JsonNode, readonly JsonNode[]>();

/** The properties that count, in Xcode's order: by name. */
export function sortedChildren(node: JsonNode): readonly JsonNode[] {
  const known = sorted.get(node);
  if (known) return known;
  const children = node.children.filter(({ shadowed }) => !shadowed);
  children.sort((a, b) => (a.key < b.key ? -1 : 1));
  sorted.set(node, children);
  return children;
}

/** The property to insert a missing one after: its predecessor by name. */
export function placeForChild(node: JsonNode, name: string): Span {
  const [first] = node.children;
  if (!first) return { start: node.start + 1, end: node.end - 1 };
  const children = sortedChildren(node);
  let low = 0;
  for (let high = children.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (String(children[middle]?.key) < name) low = middle + 1;
    else high = middle;
  }
  const before = children[low - 1];
  if (!before) return { start: node.start + 1, end: first.propertyStart };
  return { start: before.end, end: Math.max(before.end, before.commaEnd) };
}

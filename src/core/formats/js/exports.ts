import { atOnce } from "#core/text/at-once.js";
import { lineStarts } from "#core/text/line-starts.js";
import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import { type KeyPath, keyId, type ReadOptions } from "../format.js";
import type { Literal, LiteralFile } from "../literals/file.js";
import type { LiteralNode } from "../literals/syntax.js";
import { readLiteralSteps } from "../literals/tree.js";
import { messagesOf } from "../tree/language-root.js";
import { withoutLanguage } from "./language-names.js";
import { JsLiterals } from "./literal.js";
import type { ModuleObject } from "./member.js";
import { ModuleReader, type ModuleText } from "./module.js";
import { ABOUT_TEXTS, REFERENCE } from "./patterns.js";
import type { JsName } from "./walk.js";

/** A module that exports object literals with texts. */
export interface JsFile extends LiteralFile {
  /** The names of the constants that hold the literals, with their positions. */
  readonly names: readonly JsName[];
  /** Keys, members and arguments that name the language of a literal, quotes included. */
  readonly languageWords: readonly JsName[];
  /** Keys whose values are constants of the module, read in place of them. */
  readonly references: readonly string[];
  /** Bundles with the texts of the source language below `root`. */
  readonly roots: readonly Span[];
}

/**
 * Reads a module that exports an object literal or texts.
 *
 * @throws {MalformedFileError} at the first error, and if neither is exported
 */
export function readJsFile(text: string, languages: ReadOptions = {}): JsFile {
  return atOnce(readJsSteps(text, languages));
}

/** {@link readJsFile} in short steps, for large files. */
export function* readJsSteps(text: string, languages: ReadOptions = {}): Generator<void, JsFile> {
  const file = yield* findSteps(text, languages);
  if (file.literals.length > 0) return file;
  throw malformedAt(text, text.length, said`The file exports no object with texts, as in export default { … }`);
}

/** A literal, and the prefix of its keys. */
interface Found {
  readonly at: number;
  readonly node: LiteralNode | undefined;
  readonly path: KeyPath;
  /** The statement of a text. */
  readonly statement?: Span;
}

/**
 * Finds the object literals that a module exports: the default export, `module.exports`, the named exports, or what a
 * function around the module returns. The keys of a named export begin with its name without the language in it, unless
 * it is the only one. Texts that are exported by themselves have their names as keys. An export may refer to a constant of the module, or be a call with one, and an exported object may
 * have constants as values. Modules without an export may assign a literal to a member or register it.
 *
 * @throws {MalformedFileError} at the first error
 */
export function findJsLiterals(text: string, languages: ReadOptions = {}): JsFile {
  return atOnce(findSteps(text, languages));
}

function* findSteps(text: string, languages: ReadOptions): Generator<void, JsFile> {
  const module = yield* new ModuleReader(text).read();
  const { candidates, members, names, results, texts, words } = module;
  const standard = standardOf(module);
  const own = candidates.get(standard);
  const reader = new LiteralReader(text);
  const ownNode = own && (yield* reader.readAll([own])).get(own.at);
  const references = ownNode ? referencesIn(text, ownNode, module, languages) : [];
  const referenced = new Set(references.map(({ name }) => name));
  const named = [...candidates].filter(
    ([name, { isExported }]) => isExported && name !== standard && !referenced.has(name),
  );
  const exported = own ? [[standard, own] as const, ...named] : named;
  const isReplaced = references.some(isWhole);
  const ofExports = members.filter(({ members = [] }) => exported.some(([name]) => name === members[0]));
  const others = exported.length > 0 ? ofExports : members.filter(isAboutTexts);
  const chosen = [...exported.map(([, one]) => one), ...others];
  const paths = pathsOf(own !== undefined, [...named.map(([name]) => [name]), ...others.map(memberPath)], languages);
  const all = [
    ...chosen.map(
      ({ at, node }, index): Found => ({ at, node: at === own?.at ? ownNode : node, path: paths[index] ?? [] }),
    ),
    ...references,
    ...textsOf(module, referenced, languages),
  ];
  // A literal that is exported twice has the keys of its first export.
  const found = [...new Map(all.toReversed().map((one) => [one.at, one])).values()];
  const read = yield* reader.readAll(found);
  const languageWords = [...words, ...others.flatMap(({ words = [] }) => words)];
  const roots: LiteralNode[] = [];
  const literals = found
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, path, statement }): Literal[] => {
      const node = read.get(at);
      const isAlone = !references.some((one) => one.at === at);
      if (node && statement) return [isAlone ? { path, node, ...statement, isAlone } : { path, node, ...statement }];
      if (!node || (isReplaced && node === ownNode)) return [];
      const root = rootOf(node);
      if (root) roots.push(node);
      const messages = root ?? messagesOf(node, languages);
      const isNamed = messages !== node && (languages.source ?? languages.language) !== undefined;
      const isRoot = root !== undefined || (isNamed && messages.type === "object");
      const { propertyStart: start, nameEnd: end } = messages;
      if (isRoot && !root) languageWords.push({ name: text.slice(start, end), start, end });
      return [{ path, node: isRoot ? messages : node, start: at, end: node.end }];
    });
  const constants = new Set([
    ...exported.map(([name]) => name),
    ...references.map(({ name }) => name),
    ...results,
    ...[...texts].flatMap(([name, { isExported }]) => (isExported ? [name] : [])),
  ]);
  return {
    text,
    literals,
    names: [...names, ...references.map(({ place }) => place)].filter(({ name }) => constants.has(name)),
    languageWords,
    references: references.map(({ key }) => key),
    roots,
  };
}

/** The name of the default export; if the module itself exports nothing, that of what a function around it returns. */
function standardOf({ candidates, members, standard, returned }: ModuleReader): string {
  const hasExports = [...candidates.values()].some(({ isExported }) => isExported) || candidates.has(standard);
  return hasExports || returned === undefined || members.some(isAboutTexts) ? standard : returned;
}

/** Reads literals; each pass over the text only moves forward. */
class LiteralReader {
  readonly #syntax: JsLiterals;

  constructor(text: string) {
    this.#syntax = new JsLiterals(text);
  }

  *readAll(found: readonly Pick<Found, "at" | "node">[]): Generator<void, Map<number, LiteralNode>> {
    const lineStartAt = lineStarts(this.#syntax.text);
    const read = new Map<number, LiteralNode>();
    for (const { at, node } of [...found].sort((a, b) => a.at - b.at)) {
      const literal = node ?? (yield* readLiteralSteps(this.#syntax, at, lineStartAt));
      if (literal) read.set(at, literal);
    }
    return read;
  }
}

/** A constant of the module that is a value of the exported object, or spread in it. */
interface Reference extends Found {
  readonly name: string;
  /** Its key in the object; for a spread, its text. */
  readonly key: string;
  readonly place: JsName;
}

function referencesIn(
  text: string,
  { type, children }: LiteralNode,
  { candidates, texts }: ModuleReader,
  { source, language }: ReadOptions,
): Reference[] {
  const known = [language, source].filter((one) => one !== undefined);
  const found = (type === "object" ? children : []).flatMap((child): Reference[] => {
    const { key, propertyStart, nameEnd, start, end } = child;
    if (child.type !== "other" || typeof key !== "string") return [];
    const code = text.slice(start === nameEnd ? propertyStart : start, end);
    const [, spread, name = ""] = REFERENCE.exec(code) ?? [];
    const constant = candidates.get(name);
    const bare = spread === undefined ? withoutLanguage(key, known) : "";
    const place = { name, start: end - name.length, end };
    const found = spread === undefined ? texts.get(name) : undefined;
    if (found) return [{ name, key, place, ...textAt(found), path: [key] }];
    if (!constant) return [];
    return [{ name, key, place, at: constant.at, node: constant.node, path: bare === "" ? [] : [bare] }];
  });
  // One literal holds the keys that no other has: the object itself, or one in its place.
  const isAlone = children.every((child) => child.type === "other") && found.filter(isWhole).length === 1;
  return isAlone ? found : found.filter((one) => !isWhole(one));
}

const isWhole = ({ path }: Reference): boolean => path.length === 0;

/** The texts that are exported by themselves, below their names. */
function textsOf({ texts }: ModuleReader, referenced: ReadonlySet<string>, languages: ReadOptions): Found[] {
  const alone = [...texts].filter(([name, { isExported }]) => isExported && !referenced.has(name));
  const known = [languages.language, languages.source].filter((one) => one !== undefined);
  const names = alone.map(([name]) => withoutLanguage(name, known) || name);
  const areUnique = new Set(names).size === names.length;
  return alone.map(([name, one], index) => ({ ...textAt(one), path: [areUnique ? (names[index] ?? name) : name] }));
}

function textAt({ node, start, end }: ModuleText): Omit<Found, "path"> {
  return { at: node.start, node, statement: { start, end } };
}

/** The texts of a RequireJS or Dojo bundle, which also lists its translations: `{root: {…}, de: true}`. */
function rootOf({ type, children }: LiteralNode): LiteralNode | undefined {
  const root = type === "object" ? children.find(({ key }) => key === "root") : undefined;
  const isBundle = children.every((child) => child === root || child.type === "other");
  return root?.type === "object" && isBundle ? root : undefined;
}

function isAboutTexts({ members = [] }: ModuleObject): boolean {
  return members.some((name) => ABOUT_TEXTS.test(name));
}

function memberPath({ members = [] }: ModuleObject): KeyPath {
  return members.slice(1);
}

/**
 * The key prefixes of literals: none for the default export or a single one, otherwise their names without languages, if
 * these differ.
 */
function pathsOf(hasOwn: boolean, names: readonly KeyPath[], { source, language }: ReadOptions): KeyPath[] {
  if (!hasOwn && names.length < 2) return names.map(() => []);
  const known = [language, source].filter((one) => one !== undefined);
  const bare = names.map((path) => path.map((one) => withoutLanguage(String(one), known)).filter((one) => one !== ""));
  const all = hasOwn ? [[], ...bare] : bare;
  return new Set(all.map(keyId)).size === all.length ? all : hasOwn ? [[], ...names] : [...names];
}

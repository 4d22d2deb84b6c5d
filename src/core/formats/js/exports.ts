import { lineStarts } from "#core/text/line-starts.js";
import { malformedAt } from "#core/text/splice.js";
import { type KeyPath, keyId, type ReadOptions } from "../format.js";
import type { Literal, LiteralFile } from "../literals/file.js";
import { readLiteral } from "../literals/tree.js";
import { messagesOf } from "../tree/language-root.js";
import { withoutLanguage } from "./language-names.js";
import { JsLiterals } from "./literal.js";
import { ABOUT_TEXTS, type Candidate, type JsName, ModuleReader } from "./module.js";

/** A module that exports object literals with texts. */
export interface JsFile extends LiteralFile {
  /** The names of the constants that hold the literals, with their positions. */
  readonly names: readonly JsName[];
  /** Keys, members and arguments that name the language of a literal, quotes included. */
  readonly languageWords: readonly JsName[];
}

/**
 * Reads a module that exports an object literal.
 *
 * @throws {MalformedFileError} at the first error, and if no object literal is exported
 */
export function readJsFile(text: string, languages: ReadOptions = {}): JsFile {
  const file = findJsLiterals(text, languages);
  if (file.literals.length > 0) return file;
  throw malformedAt(text, text.length, "The file exports no object with texts, as in export default { … }");
}

/**
 * Finds the object literals that a module exports: the default export, `module.exports`, or the named exports. With
 * several named exports, keys begin with the name without the language in it. An export may refer to a constant of the
 * module, or be a call with one. Modules without an export may assign a literal to a member or register it.
 *
 * @throws {MalformedFileError} at the first error
 */
export function findJsLiterals(text: string, languages: ReadOptions = {}): JsFile {
  const { candidates, members, names, results, standard } = new ModuleReader(text).read();
  const own = candidates.get(standard);
  const exported = own ? [[standard, own] as const] : [...candidates].filter(([, { isExported }]) => isExported);
  const ofExports = members.filter(({ members = [] }) => exported.some(([name]) => name === members[0]));
  const others = exported.length > 0 ? ofExports : members.filter(isAboutTexts);
  const chosen = [...exported.map(([, one]) => one), ...others];
  const paths = pathsOf(own ? [[]] : exported.map(([name]) => [name]), others, languages);
  const lineStartAt = lineStarts(text);
  const syntax = new JsLiterals(text);
  const languageWords = others.flatMap(({ words = [] }) => words);
  const found = chosen.map(({ at, node }, index) => ({ at, node, path: paths[index] ?? [] }));
  const literals = found
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, node = readLiteral(text, at, syntax, lineStartAt), path }): Literal[] => {
      if (!node) return [];
      const messages = messagesOf(node, languages);
      const isRoot =
        messages !== node && messages.type === "object" && (languages.source ?? languages.language) !== undefined;
      const { propertyStart: start, nameEnd: end } = messages;
      if (isRoot) languageWords.push({ name: text.slice(start, end), start, end });
      return [{ path, node: isRoot ? messages : node, start: at, end: node.end }];
    });
  const constants = new Set([...exported.map(([name]) => name), ...results]);
  return { text, literals, names: names.filter(({ name }) => constants.has(name)), languageWords };
}

function isAboutTexts({ members = [] }: Candidate): boolean {
  return members.some((name) => ABOUT_TEXTS.test(name));
}

/** The keys that literals begin with: none for an only one, else their names without languages, if these differ. */
function pathsOf(
  exported: readonly KeyPath[],
  others: readonly Candidate[],
  { source, language }: ReadOptions,
): KeyPath[] {
  const names = [...exported, ...others.map(({ members = [] }): KeyPath => members.slice(1))];
  if (names.length < 2) return names.map(() => []);
  const known = [language, source].filter((one) => one !== undefined);
  const bare = names.map((path) => path.map((one) => withoutLanguage(String(one), known)).filter((one) => one !== ""));
  return new Set(bare.map(keyId)).size === bare.length ? bare : names;
}

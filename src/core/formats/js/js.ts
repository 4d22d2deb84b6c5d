import { MalformedFileError } from "#core/errors.js";
import { pluralRuleFor } from "#core/language/gettext-plurals.js";
import type { LanguageTag } from "#core/language/tag.js";
import { atOnce } from "#core/text/at-once.js";
import { type Splice, splice } from "#core/text/splice.js";
import {
  type Document,
  type Edit,
  type Format,
  type KeyPath,
  keyId,
  type ReadOptions,
  type WriteOptions,
} from "../format.js";
import { withoutTexts } from "../literals/create.js";
import { hasTexts, type Literal, type LiteralFile, readLiteralsSteps, writeLiterals } from "../literals/file.js";
import { insertStatements } from "../literals/statements.js";
import { spelledLike } from "../tree/language-root.js";
import { cannotInsert } from "../tree/render.js";
import { findJsLiterals, type JsFile, readJsFile, readJsSteps } from "./exports.js";
import { renamedLike } from "./language-names.js";
import { skipJsBlanks } from "./lexer.js";
import { jsStyle } from "./style.js";
import type { JsName } from "./walk.js";

/** JavaScript and TypeScript modules that export an object literal with texts, or texts by themselves. */
export const js: Format = {
  name: "js",
  label: "JavaScript and TypeScript",
  holds: "one-language",
  isNamed: true,
  isTree: true,
  matches,
  read: (text, options) => atOnce(readSteps(text, options)),
  readSteps,
  write,
  create,
};

/** What a module with texts contains: an export, or a member or call that suggests texts. */
const SIGN = /export|define\s*\(|locali[sz]|locale|lang|i18n|l10n|translation/i;

/** Looks like a module that exports an object literal, even if it is malformed. */
const LITERAL = /\b(?:export\s+default|exports(?:\.\w{1,50})?\s*=|export\s+const\s+\w{1,50}[^={};]{0,200}=)\s*\{/;

/** Unlike the names and settings that code exports; some text of a file is. */
const LIKE_WORDS = /\p{L} \p{L}|^\p{Lu}\p{Ll}|[^\0-\x7f]/u;

/** Most code files do not contain texts. */
function matches(path: string, text?: string): boolean {
  if (!/\.(?:ts|[cm]?js)$/i.test(path) || text === undefined || !SIGN.test(text)) return false;
  try {
    const file = findJsLiterals(text);
    return file.literals.every(({ node }) => node.type === "string")
      ? file.literals.some(({ node }) => LIKE_WORDS.test(node.value ?? ""))
      : hasTexts(file);
  } catch (error) {
    return error instanceof MalformedFileError && LITERAL.test(text);
  }
}

function* readSteps(text: string, options?: ReadOptions): Generator<void, Document> {
  const file = yield* readJsSteps(text, options);
  const { occupied = [], ...document } = yield* readLiteralsSteps(file);
  const isRead = ([name, ...rest]: KeyPath): boolean => rest.length === 0 && file.references.includes(String(name));
  return { ...document, occupied: occupied.filter(({ key }) => !isRead(key)) };
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const source = options.sourceText === undefined ? undefined : readJsFile(options.sourceText, options);
  const file = source?.literals.some(({ isAlone }) => isAlone)
    ? findJsLiterals(text, options)
    : readJsFile(text, options);
  return writeLiterals(file, edits, options, {
    source,
    styleOf: jsStyle,
    insert: (additions, order, { notation }) =>
      insertStatements(aroundStatements(file), {
        additions,
        order,
        comment: notation.comment,
        place: file.text.length,
        statement: ({ key, value }) => statementLike(source, key, options)(notation.value(value)),
      }),
  });
}

/** A file whose literals reach from the beginning of their line to the end of their statement. */
function aroundStatements({ text, literals }: JsFile): LiteralFile {
  const around = literals.map((one): Literal => {
    if (one.isAlone) return one;
    const next = skipJsBlanks(text, one.end);
    return { ...one, start: text.lastIndexOf("\n", one.start) + 1, end: text[next] === ";" ? next + 1 : one.end };
  });
  return { text, literals: around };
}

/**
 * The statement of an exported text in the source file, with another text.
 *
 * @throws {RouteLmtError} `option-invalid` for a key that is not an exported name
 */
function statementLike(source: JsFile | undefined, key: KeyPath, languages: ReadOptions): (text: string) => string {
  const like = source?.literals.find(({ path, isAlone }) => isAlone && keyId(path) === keyId(key));
  if (!source || !like) throw cannotInsert(key);
  const { start, end, node } = like;
  const own = source.names.filter((name) => start <= name.start && name.end <= node.start);
  const renamed = own.flatMap((name): Splice[] => renaming(name, languages.source, languages.language));
  const head = splice(
    source.text.slice(start, node.start),
    renamed.map((one) => ({ ...one, start: one.start - start, end: one.end - start })),
  );
  return (text) => head + text + source.text.slice(node.end, end);
}

/** The splice for a name that contains the source language. */
function renaming({ name, start, end }: JsName, source?: LanguageTag, language?: LanguageTag): Splice[] {
  const renamed = source === undefined || language === undefined ? name : renamedLike(name, source, language);
  return renamed === name ? [] : [{ start, end, text: renamed }];
}

/** The source file without texts; constants named after its language are renamed. */
function create(sourceText: string, language: LanguageTag, source?: LanguageTag): string {
  const file = readJsFile(sourceText, source === undefined ? {} : { source });
  const { notation } = jsStyle(file);
  // A constant in the exported object must exist.
  const isKept = ({ node, isAlone }: Literal): boolean => node.type === "string" && isAlone !== true;
  const kept = file.literals.filter(isKept);
  const removable = { ...file, literals: file.literals.filter((one) => !isKept(one)) };
  const inRoot = ({ start }: Splice): boolean => file.roots.some((root) => root.start < start && start < root.end);
  const texts = [
    ...withoutTexts(removable, notation, (at) => skipJsBlanks(sourceText, at)).filter((one) => !inRoot(one)),
    ...kept.map(({ node }): Splice => ({ start: node.start, end: node.end, text: notation.value("", node) })),
    ...file.roots.map(({ start, end }): Splice => ({ start: start + 1, end: end - 1, text: "" })),
  ];
  const isRemoved = ({ start }: JsName): boolean => texts.some((one) => one.start <= start && start < one.end);
  const names = file.names.filter((one) => !isRemoved(one)).flatMap((one) => renaming(one, source, language));
  const words = file.languageWords.flatMap((word): Splice[] => {
    const renamed = source === undefined ? word.name : renamedWord(word.name, source, language);
    return renamed === word.name ? [] : [{ start: word.start, end: word.end, text: renamed }];
  });
  return splice(
    sourceText,
    [...texts, ...names, ...words, ...pluralRules(sourceText, texts, language)].sort((a, b) => a.start - b.start),
  );
}

/** A plural rule outside the texts, which Nextcloud's files have as an argument. */
const PLURAL_RULE = /(["'])nplurals=\d{1,2}; ?plural=[^"'\n]{1,300}\1/g;

/** Splices that replace the plural rules of a module by the language's. */
function pluralRules(text: string, texts: readonly Splice[], language: LanguageTag): Splice[] {
  const { count, expression } = pluralRuleFor(language);
  return [...text.matchAll(PLURAL_RULE)]
    .filter(({ index }) => !texts.some(({ start, end }) => start <= index && index < end))
    .map(({ 0: rule, 1: quote = "", index }) => {
      const end = index + rule.length;
      return { start: index, end, text: `${quote}nplurals=${count}; plural=${expression};${quote}` };
    });
}

/** A key, member or argument that is the source language, for the target: `'en-US'` becomes `'de'`. */
function renamedWord(word: string, source: LanguageTag, language: LanguageTag): string {
  const quote = /^["']/.exec(word)?.[0] ?? "";
  const name = quote === "" ? word : word.slice(1, -1);
  if (name.includes("/")) return quote + name.replace(/[^/]+/g, (part) => renamedWord(part, source, language)) + quote;
  if (name.split(/[-_]/)[0]?.toLowerCase() !== source.split("-")[0]) return word;
  const renamed = spelledLike(name, language);
  const lower = name === name.toLowerCase() && /[-_]/.test(name) ? renamed.toLowerCase() : renamed;
  return quote === "" && /\W/.test(lower) ? `"${lower}"` : quote + lower + quote;
}

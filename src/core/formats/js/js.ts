import { MalformedFileError } from "#core/errors.js";
import type { LanguageTag } from "#core/language/tag.js";
import { type Splice, splice } from "#core/text/splice.js";
import type { Document, Edit, Format, KeyPath, ReadOptions, WriteOptions } from "../format.js";
import { withoutTexts } from "../literals/create.js";
import { hasTexts, readLiterals, writeLiterals } from "../literals/file.js";
import { spelledLike } from "../tree/language-root.js";
import { findJsLiterals, readJsFile } from "./exports.js";
import { renamedLike } from "./language-names.js";
import { skipJsBlanks } from "./lexer.js";
import { jsStyle } from "./style.js";

/** JavaScript and TypeScript modules that export an object literal with texts. */
export const js: Format = {
  name: "js",
  label: "JavaScript and TypeScript",
  holds: "one-language",
  isNamed: true,
  isTree: true,
  matches,
  read,
  write,
  create,
};

/** What a module with texts contains: an export, or a member or call that suggests texts. */
const SIGN = /export|define\s*\(|locali[sz]|locale|lang|i18n|l10n|translation/i;

/** Looks like a module that exports an object literal, even if it is malformed. */
const LITERAL = /\b(?:export\s+default|exports(?:\.\w{1,50})?\s*=|export\s+const\s+\w{1,50}[^={};]{0,200}=)\s*\{/;

/** Most code files do not contain texts. */
function matches(path: string, text?: string): boolean {
  if (!/\.(?:ts|[cm]?js)$/i.test(path) || text === undefined || !SIGN.test(text)) return false;
  try {
    return hasTexts(findJsLiterals(text));
  } catch (error) {
    return error instanceof MalformedFileError && LITERAL.test(text);
  }
}

function read(text: string, options?: ReadOptions): Document {
  const file = readJsFile(text, options);
  const { occupied = [], ...document } = readLiterals(file);
  const isRead = ([name, ...rest]: KeyPath): boolean => rest.length === 0 && file.references.includes(String(name));
  return { ...document, occupied: occupied.filter(({ key }) => !isRead(key)) };
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const source = options.sourceText === undefined ? undefined : readJsFile(options.sourceText, options);
  return writeLiterals(readJsFile(text, options), edits, options, { source, styleOf: jsStyle });
}

/** The source file without texts; constants named after its language are renamed. */
function create(sourceText: string, language: LanguageTag, source?: LanguageTag): string {
  const file = readJsFile(sourceText, source === undefined ? {} : { source });
  const inRoot = ({ start }: Splice): boolean => file.roots.some((root) => root.start < start && start < root.end);
  const texts = [
    ...withoutTexts(file, jsStyle(file).notation, (at) => skipJsBlanks(sourceText, at)).filter((one) => !inRoot(one)),
    ...file.roots.map(({ start, end }): Splice => ({ start: start + 1, end: end - 1, text: "" })),
  ];
  const names = file.names.flatMap(({ name, start, end }): Splice[] => {
    const renamed = source === undefined ? name : renamedLike(name, source, language);
    return renamed === name ? [] : [{ start, end, text: renamed }];
  });
  const words = file.languageWords.flatMap((word): Splice[] => {
    const renamed = source === undefined ? word.name : renamedWord(word.name, source, language);
    return renamed === word.name ? [] : [{ start: word.start, end: word.end, text: renamed }];
  });
  return splice(
    sourceText,
    [...texts, ...names, ...words].sort((a, b) => a.start - b.start),
  );
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

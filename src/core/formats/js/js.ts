import { MalformedFileError } from "#core/errors.js";
import type { LanguageTag } from "#core/language/tag.js";
import { type Splice, splice } from "#core/text/splice.js";
import type { Document, Edit, Format, WriteOptions } from "../format.js";
import { withoutTexts } from "../literals/create.js";
import { hasTexts, readLiterals, writeLiterals } from "../literals/file.js";
import { findJsLiterals, readJsFile } from "./exports.js";
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

/** Looks like a module that exports an object literal, even if it is malformed. */
const LITERAL = /\b(?:export\s+default|exports(?:\.\w{1,50})?\s*=|export\s+const\s+\w{1,50}[^={};]{0,200}=)\s*\{/;

/** Most code files do not contain texts. */
function matches(path: string, text?: string): boolean {
  if (!/\.(?:ts|[cm]?js)$/i.test(path) || !text?.includes("export")) return false;
  try {
    return hasTexts(findJsLiterals(text));
  } catch (error) {
    return error instanceof MalformedFileError && LITERAL.test(text);
  }
}

function read(text: string): Document {
  return readLiterals(readJsFile(text));
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const source = options.sourceText === undefined ? undefined : readJsFile(options.sourceText);
  return writeLiterals(readJsFile(text), edits, options, source, jsStyle);
}

/** The source file without texts; constants named after its language are renamed. */
function create(sourceText: string, language: LanguageTag, source?: LanguageTag): string {
  const file = readJsFile(sourceText);
  const texts = withoutTexts(file, jsStyle(file).notation, (at) => skipJsBlanks(sourceText, at));
  const names = file.names.flatMap(({ name, start, end }): Splice[] => {
    const renamed = source === undefined ? name : renamedLike(name, source, language);
    return renamed === name ? [] : [{ start, end, text: renamed }];
  });
  return splice(sourceText, [...texts, ...names]);
}

/** `enUS` or `en_US` becomes `deDE` or `de`; other names stay. */
function renamedLike(name: string, source: LanguageTag, language: LanguageTag): string {
  const [base = ""] = source.split("-");
  const [all, , , separator = ""] = new RegExp(`^(${base})((_?)[A-Z]{2})?$`, "i").exec(name) ?? [];
  if (all === undefined) return name;
  const renamed = language.replaceAll("-", separator);
  return name === name.toUpperCase() ? renamed.toUpperCase() : renamed;
}

import { MalformedFileError } from "#core/errors.js";
import type { LanguageTag } from "#core/language/tag.js";
import { atOnce } from "#core/text/at-once.js";
import { splice } from "#core/text/splice.js";
import type { Document, Edit, Format, ReadOptions, WriteOptions } from "../format.js";
import { withoutTexts } from "../literals/create.js";
import { hasTexts, readLiteralsSteps, writeLiterals } from "../literals/file.js";
import { spelledLike } from "../tree/language-root.js";
import { readPhpFile, readPhpSteps } from "./file.js";
import { insertAssignments } from "./insert.js";
import { skipPhpBlanks } from "./lexer.js";
import { phpStyle } from "./style.js";

/** PHP files that return an array with texts, assign them to variables, or define constants: Laravel, Yii, Moodle. */
export const php: Format = {
  name: "php",
  label: "PHP arrays",
  holds: "one-language",
  syntax: "laravel",
  isNamed: true,
  isTree: true,
  matches,
  read: (text, options) => atOnce(readSteps(text, options)),
  readSteps,
  write,
  create,
};

/** Looks like a file with texts, even if it is malformed. */
const LITERAL =
  /\breturn\s*(?:\[|array(?:_merge|_replace)?(?:_recursive)?\s*\()|\bdefine\s*\(\s*['"]|\$\w{1,50}\s*(?:\[[^\]]{0,200}\]\s*)?=[^=>]/i;

/** Most code files do not contain texts. */
function matches(path: string, text?: string): boolean {
  if (!/\.(?:php|inc)$/i.test(path) || text === undefined || !LITERAL.test(text)) return false;
  try {
    return hasTexts(readPhpFile(text));
  } catch (error) {
    return error instanceof MalformedFileError;
  }
}

function* readSteps(text: string, options?: ReadOptions): Generator<void, Document> {
  return yield* readLiteralsSteps(yield* readPhpSteps(text, options));
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const file = readPhpFile(text, options);
  const source = options.sourceText === undefined ? undefined : readPhpFile(options.sourceText, options);
  return writeLiterals(file, edits, options, {
    source,
    styleOf: phpStyle,
    insert: (additions, order, { notation }) => insertAssignments(file, additions, order, notation),
  });
}

function create(sourceText: string, language: LanguageTag, source?: LanguageTag): string {
  const file = readPhpFile(sourceText, source === undefined ? {} : { source });
  const { notation } = phpStyle(file);
  const texts = withoutTexts(file, notation, (at) => skipPhpBlanks(sourceText, at));
  if (!file.language) return splice(sourceText, texts);
  const { key, propertyStart: start, nameEnd: end } = file.language;
  return splice(sourceText, [{ start, end, text: notation.key(spelledLike(String(key), language)) }, ...texts]);
}

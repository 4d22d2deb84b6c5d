import { MalformedFileError } from "#core/errors.js";
import { splice } from "#core/text/splice.js";
import type { Document, Edit, Format, WriteOptions } from "../format.js";
import { withoutTexts } from "../literals/create.js";
import { hasTexts, readLiterals, writeLiterals } from "../literals/file.js";
import { readPhpFile } from "./file.js";
import { insertAssignments } from "./insert.js";
import { skipPhpBlanks } from "./lexer.js";
import { phpStyle } from "./style.js";

/** PHP files that return an array with texts, or assign them to variables: Laravel, Yii, CodeIgniter, Moodle. */
export const php: Format = {
  name: "php",
  label: "PHP arrays",
  holds: "one-language",
  syntax: "laravel",
  isNamed: true,
  isTree: true,
  matches,
  read,
  write,
  create,
};

/** Looks like a file with texts, even if it is malformed. */
const LITERAL = /\breturn\s*(?:\[|array\s*\()|\$\w{1,50}\s*(?:\[[^\]]{0,200}\]\s*)?=[^=>]/i;

/** Most code files do not contain texts. */
function matches(path: string, text?: string): boolean {
  if (!/\.php$/i.test(path) || text === undefined || !LITERAL.test(text)) return false;
  try {
    return hasTexts(readPhpFile(text));
  } catch (error) {
    return error instanceof MalformedFileError;
  }
}

function read(text: string): Document {
  return readLiterals(readPhpFile(text));
}

function write(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const file = readPhpFile(text);
  const source = options.sourceText === undefined ? undefined : readPhpFile(options.sourceText);
  return writeLiterals(file, edits, options, source, phpStyle, (additions, order, { notation }) =>
    insertAssignments(file, additions, order, notation),
  );
}

function create(sourceText: string): string {
  const file = readPhpFile(sourceText);
  return splice(
    sourceText,
    withoutTexts(file, phpStyle(file).notation, (at) => skipPhpBlanks(sourceText, at)),
  );
}

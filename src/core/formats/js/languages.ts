import { MalformedFileError } from "#core/errors.js";
import { readSpelling } from "#core/language/spelling.js";
import type { Document, Format } from "../format.js";
import { type LiteralFile, readLiterals, writeLiterals } from "../literals/file.js";
import { inAllLanguages } from "../tree/all-languages.js";
import { languagesOf } from "../tree/language-keys.js";
import { js } from "./js.js";
import { languageObject } from "./language-object.js";
import { jsStyle } from "./style.js";

/** Modules with all languages in one object: vue-i18n's `messages`, i18next's `resources`; exported or within other code. */
export const jsLanguages = inAllLanguages(withinCode(js), {
  name: "js-languages",
  label: "JavaScript and TypeScript (all languages)",
  mayBe: (text) => new Set([...text.matchAll(NAME)].map(([, name = ""]) => name).filter(readSpelling)).size > 1,
});

/** A key of an object that may be a language, or a constant that is called like one. */
const NAME = /(?:[{,\n]\s*["']?|\b(?:const|let|var)\s+)([a-z]{2}(?:[-_][A-Za-z]{2,4})?)["']?\s*[:=]\s*[{"'`]/g;

/** Some text is unlike the names and settings that code has by language. */
const LIKE_WORDS = /\p{L} \p{L}|^\p{Lu}\p{Ll}|[^\0-\x7f]/u;

/** The same format, also for objects with all languages that are not exported. */
function withinCode(format: Format): Format {
  return {
    ...format,
    matches: (path) => /\.(?:ts|[cm]?js)$/i.test(path),
    read(text) {
      const { inside, document } = readWhole(format, text);
      return inside ? readLiterals(inside) : document;
    },
    write(text, edits, options = {}) {
      const { inside } = readWhole(format, text);
      return inside
        ? writeLiterals(inside, edits, options, { source: undefined, styleOf: jsStyle })
        : format.write(text, edits, options);
    },
  };
}

/** What a module exports, or else its object with all languages. @throws {MalformedFileError} */
function readWhole(format: Format, text: string): { readonly document: Document; readonly inside?: LiteralFile } {
  let document: Document | undefined;
  let failure: unknown;
  try {
    document = format.read(text);
    if (languagesOf(document)) return { document };
  } catch (error) {
    if (!(error instanceof MalformedFileError)) throw error;
    failure = error;
  }
  const inside = languageObject(text);
  if (inside) {
    const own = readLiterals(inside);
    if (own.units.some(({ value }) => LIKE_WORDS.test(value))) return { document: own, inside };
  }
  if (document) return { document };
  throw failure;
}

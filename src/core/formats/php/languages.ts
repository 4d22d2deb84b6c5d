import { readSpelling } from "#core/language/spelling.js";
import { inAllLanguages } from "../tree/all-languages.js";
import { php } from "./php.js";

/** PHP files with all languages in the array that they return: `return ['en' => […], 'de' => […]];`. */
export const phpLanguages = inAllLanguages(php, {
  name: "php-languages",
  label: "PHP arrays (all languages)",
  mayBe: (text) => new Set([...text.matchAll(NAME)].map(([, name = ""]) => name).filter(readSpelling)).size > 1,
});

/** A key of an array that may be a language. */
const NAME = /['"]([a-z]{2}(?:[-_][A-Za-z]{2,4})?)['"]\s*=>/g;

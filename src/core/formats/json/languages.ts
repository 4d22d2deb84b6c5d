import { readSpelling } from "#core/language/spelling.js";
import { inAllLanguages } from "../tree/all-languages.js";
import { json } from "./json.js";

/** JSON with all languages in one file: vue-i18n, i18next's `resources`. */
export const jsonLanguages = inAllLanguages(json, {
  name: "json-languages",
  label: "JSON (all languages)",
  mayBe: (text) => {
    const head = text.slice(0, MAX_HEAD);
    const [, first = ""] = FIRST.exec(head) ?? [];
    return readSpelling(first) !== undefined || new Set(namesIn(head).filter(readSpelling)).size > 1;
  },
});

const MAX_HEAD = 4000;
/** The first name, of an object. */
const FIRST = /^\ufeff?\s*\{\s*"([^"\\]{1,40})"\s*:\s*\{/;
/** A name that may be a language, with its value. */
const NAME = /"([A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)"\s*:\s*[{"]/g;

function namesIn(text: string): string[] {
  return [...text.matchAll(NAME)].map(([, name = ""]) => name);
}

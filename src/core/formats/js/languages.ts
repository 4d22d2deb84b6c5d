import { readSpelling } from "#core/language/spelling.js";
import { inAllLanguages } from "../tree/all-languages.js";
import { js } from "./js.js";

/** Modules with all languages in one object: vue-i18n's `messages`, i18next's `resources`. */
export const jsLanguages = inAllLanguages(js, {
  name: "js-languages",
  label: "JavaScript and TypeScript (all languages)",
  mayBe: (text) => new Set([...text.matchAll(NAME)].map(([, name = ""]) => name).filter(readSpelling)).size > 1,
});

/** A key of an object that may be a language. */
const NAME = /[{,\n]\s*["']?([a-z]{2}(?:[-_][A-Za-z]{2,4})?)["']?\s*:\s*[{"'`]/g;

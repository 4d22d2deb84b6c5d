import { readSpelling } from "#core/language/spelling.js";
import { inAllLanguages } from "../tree/all-languages.js";
import { versionAt } from "./file.js";
import { anyToml } from "./toml.js";

/** TOML with all languages in one file: rust-i18n's `_version = 2`, or a table for each language. */
export const tomlLanguages = inAllLanguages(anyToml, {
  name: "toml-languages",
  label: "TOML (all languages)",
  mayBe: (text) => {
    if (versionAt(text) !== undefined) return true;
    const [, table = ""] = HEADER.exec(text.slice(0, MAX_HEAD)) ?? [];
    return readSpelling(table) !== undefined;
  },
});

const MAX_HEAD = 4000;
/** The first header, up to its first point. */
const HEADER = /^\ufeff?[ \t]*\[[ \t]*["']?([\w-]{2,20})["']?[ \t]*[\].]/m;

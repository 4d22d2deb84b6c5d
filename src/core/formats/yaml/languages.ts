import { readSpelling } from "#core/language/spelling.js";
import { inAllLanguages } from "../tree/all-languages.js";
import { yaml } from "./yaml.js";

/** YAML with all languages in one file: Jekyll's `_data/ui-text.yml`, Rails, rust-i18n. */
export const yamlLanguages = inAllLanguages(yaml, {
  name: "yaml-languages",
  label: "YAML (all languages)",
  mayBe: (text) => {
    const [first, ...others] = text
      .slice(0, MAX_HEAD)
      .split(/[\r\n]+/)
      // rust-i18n has the version of its layout first.
      .filter((line) => !/^\s*(?:#|$|---)|^\ufeff?_version\s*:\s*\d/.test(line));
    const deeper = others.findIndex(
      (line, index) => indentOf(line) <= indentOf(index === 0 ? first : others[index - 1]),
    );
    return [first, others[deeper < 0 ? others.length - 1 : deeper - 1]].some((line) => isLanguage(line));
  },
});

const MAX_HEAD = 4000;

function indentOf(line = ""): number {
  return line.search(/\S|$/);
}

/** Whether the key of a line is a language. */
function isLanguage(line = ""): boolean {
  const [, name] = /^\s*["']?([\w-]{2,20})["']?\s*:/.exec(line.replace(/^\ufeff/, "")) ?? [];
  return name !== undefined && readSpelling(name) !== undefined;
}

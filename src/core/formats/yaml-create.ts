import type { LanguageTag } from "../segment.js";
import { lineEndOf } from "./splice.js";
import { languageKeyOf, spelledLike } from "./yaml-language.js";
import { spellKey } from "./yaml-spelling.js";
import { styleOf } from "./yaml-style.js";
import { parseYamlTree } from "./yaml-tree.js";

/** A file without messages: begun as the source file is, with the language where that has its own. */
export function createYaml(sourceText: string, language: LanguageTag): string {
  const root = parseYamlTree(sourceText);
  const lineEnd = lineEndOf(sourceText);
  const [, mark = "", begin] = /^(\ufeff?)(---)?/.exec(sourceText) ?? [];
  const [own] = languageKeyOf(root);
  const key = own === undefined ? "" : spellKey(spelledLike(String(own), language), styleOf(sourceText, root), false);
  return `${mark}${begin ? `---${lineEnd}` : ""}${key && `${key}:${lineEnd}`}`;
}

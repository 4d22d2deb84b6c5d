import type { LanguageTag } from "#core/language/tag.js";
import { lineEndOf } from "#core/text/splice.js";
import { languageKeyOf, spelledLike } from "./language.js";
import { spellKey } from "./spelling.js";
import { styleOf } from "./style.js";
import { parseYamlTree } from "./tree.js";

/** A file without messages: the head of the source file, with the target language if the source has one. */
export function createYaml(sourceText: string, language: LanguageTag): string {
  const root = parseYamlTree(sourceText);
  const lineEnd = lineEndOf(sourceText);
  const [, mark = "", begin] = /^(\ufeff?)(---)?/.exec(sourceText) ?? [];
  const [own] = languageKeyOf(root);
  const key = own === undefined ? "" : spellKey(spelledLike(String(own), language), styleOf(sourceText, root), false);
  return `${mark}${begin ? `---${lineEnd}` : ""}${key && `${key}:${lineEnd}`}`;
}

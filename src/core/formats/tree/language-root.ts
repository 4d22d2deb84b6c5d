import { parseLanguage } from "#core/language/language-names.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { ReadOptions } from "../format.js";
import { isAboutFile } from "./metadata.js";
import type { JsonNode } from "./node.js";

/**
 * The node that keys are relative to. In many files the only key of the root is the language, with the messages below
 * it (Rails Internationalization API, "How I18n works"; primelocale, ej2-locale); it is not part of the keys.
 *
 * @param languages that the key may name; without them any language
 */
export function messagesOf<Node extends JsonNode>(root: Node, { source, language }: ReadOptions = {}): Node {
  if (root.type !== "object" || root.children.length > MAX_BESIDE) return root;
  const [only, second] = root.children.filter(({ key }) => !isAboutFile(String(key)));
  if (!only || second) return root;
  // An empty array of PHP may be of either kind.
  if (only.type !== "object" && only.type !== "null" && (only.type !== "array" || only.children.length > 0))
    return root;
  // A word in capitals only counts if it is a requested language.
  const isAny = source === undefined && language === undefined;
  const named = baseOf(isAny ? String(only.key) : String(only.key).toLowerCase());
  if (named === undefined) return root;
  const known = [source, language].flatMap((one) => (one === undefined ? [] : [baseOf(one)]));
  return known.length === 0 || known.includes(named) ? (only as Node) : root;
}

/** The most keys at a root with a language, which may be next to notes on the file. */
const MAX_BESIDE = 5;

/** A language in the spelling of a file: `pt_BR` if the file's own has an underscore, `DE` if it is in capitals. */
export function spelledLike(own: string, language: LanguageTag): string {
  const spelled = own.includes("_") ? language.replaceAll("-", "_") : language;
  return own === own.toUpperCase() ? spelled.toUpperCase() : spelled;
}

/** Names of one language that Norwegian files use for each other. */
const SAME = new Map([
  ["nb", "no"],
  ["nn", "no"],
]);

/** The language of a tag without its region; undefined if it is not the tag of a known language. */
function baseOf(name: string): string | undefined {
  if (!/^[a-z]{2,3}(?:[-_][\w-]{2,12})?$/.test(name)) return undefined;
  try {
    const base = parseLanguage(name).split("-")[0] ?? name;
    return SAME.get(base) ?? base;
  } catch {
    return undefined;
  }
}

import { parseLanguage } from "#core/language/language-names.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { ReadOptions } from "../format.js";
import type { JsonNode } from "./node.js";

/**
 * The node that keys are relative to. In many files the only key of the root is the language, with the messages below
 * it (Rails Internationalization API, "How I18n works"; primelocale, ej2-locale); it is not part of the keys.
 *
 * @param languages that the key may name; without them any language
 */
export function messagesOf<Node extends JsonNode>(root: Node, { source, language }: ReadOptions = {}): Node {
  const [only, second] = root.children;
  if (root.type !== "object" || !only || second) return root;
  // An empty array of PHP may be of either kind.
  if (only.type !== "object" && only.type !== "null" && (only.type !== "array" || only.children.length > 0))
    return root;
  const named = baseOf(String(only.key));
  if (named === undefined) return root;
  const known = [source, language].flatMap((one) => (one === undefined ? [] : [baseOf(one)]));
  return known.length === 0 || known.includes(named) ? (only as Node) : root;
}

/** A language in the spelling of a file: `pt_BR` if its own has an underscore. */
export function spelledLike(own: string, language: LanguageTag): string {
  return own.includes("_") ? language.replaceAll("-", "_") : language;
}

/** Names of one language that Norwegian files use for each other. */
const SAME = new Map([
  ["nb", "no"],
  ["nn", "no"],
]);

/** The language of a tag without its region; undefined if it is no tag of a known language. */
function baseOf(name: string): string | undefined {
  if (!/^[a-z]{2,3}(?:[-_][\w-]{2,12})?$/.test(name)) return undefined;
  try {
    const base = parseLanguage(name).split("-")[0] ?? name;
    return SAME.get(base) ?? base;
  } catch {
    return undefined;
  }
}

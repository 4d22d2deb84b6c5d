import { parseLanguage } from "#core/language/language-names.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { KeyPath } from "../format.js";
import type { YamlNode } from "./node.js";

/**
 * The node that keys are relative to. In Rails files the only key of the root is the language, with the messages below
 * it (Rails Internationalization API, "How I18n works"); it is not part of the keys.
 */
export function messagesOf(root: YamlNode): YamlNode {
  const [only, second] = root.children;
  if (root.type !== "object" || !only || second || !isLanguage(String(only.key))) return root;
  return only.type === "object" || only.type === "null" ? only : root;
}

/** The key of the language, if there is one. */
export function languageKeyOf(root: YamlNode): KeyPath {
  const messages = messagesOf(root);
  return messages === root ? [] : [messages.key];
}

/** A language in the spelling of a file: `pt_BR` if its own has an underscore. */
export function spelledLike(own: string, language: LanguageTag): string {
  return own.includes("_") ? language.replaceAll("-", "_") : language;
}

function isLanguage(name: string): boolean {
  if (!/^[a-z]{2,3}(?:[-_][\w-]{2,12})?$/.test(name)) return false;
  try {
    parseLanguage(name);
    return true;
  } catch {
    return false;
  }
}

import type { KeyPath } from "../format.js";
import { messagesOf } from "../tree/language-root.js";
import type { YamlNode } from "./node.js";

export { messagesOf, spelledLike } from "../tree/language-root.js";

/** The key of the language, if there is one. */
export function languageKeyOf(root: YamlNode): KeyPath {
  const messages = messagesOf(root);
  return messages === root ? [] : [messages.key];
}

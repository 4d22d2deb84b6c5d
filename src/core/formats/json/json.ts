import type { LanguageTag } from "#core/language/tag.js";
import { atOnce } from "#core/text/at-once.js";
import { lineEndOf } from "#core/text/splice.js";
import type { Document, Format, ReadOptions, Unit } from "../format.js";
import { messagesOf, spelledLike } from "../tree/language-root.js";
import { documentLayout } from "../tree/layout.js";
import { updatingHashes } from "../tree/message-hash.js";
import { metadataOf } from "../tree/metadata.js";
import { messageListOf, readRecords, recordsOf } from "../tree/record-list.js";
import { unitSteps } from "../tree/units.js";
import { parseJsonSteps, parseJsonTree } from "./parse.js";
import { writeJson } from "./write.js";

/** JSON with string leaves: flat, nested, arrays; i18next, vue-i18n and ICU messages inside. */
export const json: Format = updatingHashes({
  name: "json",
  label: "JSON",
  holds: "one-language",
  isTree: true,
  matches: (path) => /\.jsonc?$/i.test(path),
  read: (text, options) => atOnce(readSteps(text, options)),
  readSteps,
  write: writeJson,
  create,
});

function* readSteps(text: string, options?: ReadOptions): Generator<void, Document> {
  const root = yield* parseJsonSteps(text);
  const list = messageListOf(root);
  const records = recordsOf(list);
  if (records) return readRecords(text, list, records);
  const messages = messagesOf(root, options);
  const { ignored, notes } = metadataOf(text, messages);
  yield;
  return yield* unitSteps(text, messages, (node) =>
    ignored.has(node) ? { state: "ignored" } : (notes.get(node) ?? NO_NOTES),
  );
}

const NO_NOTES: Partial<Unit> = {};

function create(sourceText: string, language: LanguageTag, source?: LanguageTag): string {
  const root = parseJsonTree(sourceText);
  const messages = messagesOf(root, source === undefined ? {} : { source });
  if (root.type === "string") return '""\n';
  const bom = sourceText.startsWith("\ufeff") ? "\ufeff" : "";
  const { unit } = documentLayout(sourceText, root);
  const lineEnd = lineEndOf(sourceText);
  if (messages !== root && messages.type === "object") {
    const name = JSON.stringify(spelledLike(String(messages.key), language));
    return `${bom}{${lineEnd}${unit}${name}: {${lineEnd}${unit}${unit}${lineEnd}${unit}}${lineEnd}}${lineEnd}`;
  }
  if (messageListOf(root) !== root)
    return `${bom}{${lineEnd}${unit}"language": ${JSON.stringify(language)},${lineEnd}${unit}"messages": [${lineEnd}${unit}]${lineEnd}}${lineEnd}`;
  const [open, close] = root.type === "array" ? ["[", "]"] : ["{", "}"];
  // The blank line carries the source's indentation to the first write.
  return `${bom}${open}${lineEnd}${unit}${lineEnd}${close}${lineEnd}`;
}

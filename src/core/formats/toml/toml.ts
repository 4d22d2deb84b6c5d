import { atOnce } from "#core/text/at-once.js";
import type { Document, Format, ReadOptions, Unit } from "../format.js";
import { messagesOf } from "../tree/language-root.js";
import { updatingHashes } from "../tree/message-hash.js";
import { metadataOf } from "../tree/metadata.js";
import { unitSteps } from "../tree/units.js";
import { isConfiguration } from "./configuration.js";
import { refusingAllLanguages } from "./file.js";
import type { TomlNode } from "./node.js";
import { parseToml, parseTomlSteps } from "./parse.js";
import { writeToml } from "./write.js";

/** TOML with string leaves, whatever they are. */
export const anyToml: Format = updatingHashes({
  name: "toml",
  label: "TOML",
  holds: "one-language",
  isNamed: true,
  isTree: true,
  matches: (path) => /\.toml$/i.test(path) && !isConfiguration(path),
  read: (text, options) => atOnce(readSteps(text, options)),
  readSteps,
  write: writeToml,
  create,
});

/** TOML with the texts of one language: go-i18n, Hugo, rust-i18n, flat tables. */
export const toml: Format = refusingAllLanguages(anyToml);

function* readSteps(text: string, options?: ReadOptions): Generator<void, Document> {
  const { root } = yield* parseTomlSteps(text);
  const messages = messagesOf(root, options);
  const { ignored, notes } = metadataOf(text, messages);
  yield;
  const document = yield* unitSteps(text, messages, (node): Partial<Unit> => {
    if (ignored.has(node)) return { state: "ignored" };
    const record = notes.get(node);
    const comment = [commentOn(text, node), record?.comment].filter((one) => one !== undefined).join("\n");
    return { ...record, ...(comment === "" ? {} : { comment }) };
  });
  // Tables need not be together with those that they are in.
  return { ...document, units: [...document.units].sort((a, b) => a.span.start - b.span.start) };
}

const CATEGORY = /^(?:zero|one|two|few|many|other)$/;

/** The comment lines directly above a text, or above the header of the message that it is a form of. */
function commentOn(text: string, { commentStart, propertyStart, parent, key }: TomlNode): string | undefined {
  if (commentStart >= 0) return commentIn(text.slice(commentStart, propertyStart));
  const section = parent?.form === "table" && CATEGORY.test(String(key)) ? parent.section : undefined;
  return section && section.commentStart >= 0 ? commentIn(text.slice(section.commentStart, section.start)) : undefined;
}

function commentIn(written: string): string | undefined {
  const lines = written.split(/[\r\n]+/).map((line) => line.replace(/^[ \t]*#*/, "").trim());
  return lines.join("\n").trim() || undefined;
}

/** An empty file: keys with empty values would hide the texts of the fallback language. */
function create(sourceText: string): string {
  parseToml(sourceText);
  return sourceText.startsWith("\ufeff") ? "\ufeff" : "";
}

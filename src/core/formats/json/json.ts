import { lineEndOf } from "#core/text/splice.js";
import type { Document, Format } from "../format.js";
import { documentLayout } from "../tree/layout.js";
import { unitsOf } from "../tree/units.js";
import { metadataOf } from "./metadata.js";
import { parseJsonTree } from "./parse.js";
import { writeJson } from "./write.js";

/** JSON with string leaves: flat, nested, arrays; i18next, vue-i18n and ICU messages inside. */
export const json: Format = {
  name: "json",
  label: "JSON",
  holds: "one-language",
  isTree: true,
  matches: (path) => /\.jsonc?$/i.test(path),
  read,
  write: writeJson,
  create,
};

function read(text: string): Document {
  const root = parseJsonTree(text);
  const { ignored, comments } = metadataOf(root);
  return unitsOf(text, root, (node) => {
    const comment = comments.get(node);
    return { ...(ignored.has(node) ? { state: "ignored" } : {}), ...(comment === undefined ? {} : { comment }) };
  });
}

function create(sourceText: string): string {
  const root = parseJsonTree(sourceText);
  if (root.type === "string") return '""\n';
  const bom = sourceText.startsWith("\ufeff") ? "\ufeff" : "";
  const { unit } = documentLayout(sourceText, root);
  const lineEnd = lineEndOf(sourceText);
  const [open, close] = root.type === "array" ? ["[", "]"] : ["{", "}"];
  // The blank line carries the source's indentation to the first write.
  return `${bom}${open}${lineEnd}${unit}${lineEnd}${close}${lineEnd}`;
}

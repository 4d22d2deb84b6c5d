import { type Document, type Format, type KeyPath, keyName, type Problem, type Unit } from "./format.js";
import { documentLayout } from "./json-layout.js";
import { metadataOf } from "./json-metadata.js";
import { type JsonNode, parseJsonTree } from "./json-tree.js";
import { writeJson } from "./json-write.js";
import { lineEndOf, malformedAt } from "./splice.js";

/** JSON with string leaves: flat, nested, arrays; i18next, vue-i18n and ICU messages inside. */
export const json: Format = {
  name: "json",
  label: "JSON",
  holds: "one-language",
  matches: (path) => /\.jsonc?$/i.test(path),
  read,
  write: writeJson,
  create,
};

/** All key paths of a file together may have this many parts; more is no file of translations. */
const MAX_PATH_PARTS = 10_000_000;

function read(text: string): Document {
  const root = parseJsonTree(text);
  const metadata = metadataOf(root);
  const units: Unit[] = [];
  const problems: Problem[] = [];
  const path: (string | number)[] = [];
  let parts = 0;
  const visit = (node: JsonNode): void => {
    if (node.shadowed) problems.push(shadowed([...path, node.key], node));
    if (node.type !== "string" || node.shadowed) return;
    parts += path.length;
    if (parts > MAX_PATH_PARTS) throw malformedAt(text, node.start, "The file is nested too deeply to be translated");
    const state = metadata.ignored.has(node) ? "ignored" : node.value === "" ? "untranslated" : "translated";
    const comment = metadata.comments.get(node);
    units.push({
      key: node.parent ? [...path, node.key] : [],
      value: node.value ?? "",
      span: { start: node.start, end: node.end },
      state,
      ...(comment === undefined ? {} : { comment }),
    });
  };
  visit(root);
  const stack = [{ node: root, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.node.children[top.next++];
    if (!child) {
      stack.pop();
      path.pop();
    } else {
      visit(child);
      if (child.children.length === 0 || child.shadowed) continue;
      path.push(child.key);
      stack.push({ node: child, next: 0 });
    }
  }
  return { units, problems };
}

function shadowed(key: KeyPath, { start, end }: JsonNode): Problem {
  return { message: `The key ${keyName(key)} stands twice; the last one counts`, span: { start, end } };
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

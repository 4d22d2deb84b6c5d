import type { JsonNode } from "../tree/node.js";

/** The notes of files with a record for each message. */
export interface Metadata {
  /** Strings that are not for translation. */
  readonly ignored: ReadonlySet<JsonNode>;
  /** Notes for translators, by the message's node. */
  readonly comments: ReadonlyMap<JsonNode, string>;
}

/** Keys of a record: Chrome's `messages.json`, VS Code's `package.nls.json` and `bundle.l10n.json`. */
const RECORD_KEYS = new Set<string | number>(["message", "description", "comment", "placeholders"]);

/**
 * Finds the notes of `{"key": {"message": "…", "description": "…"}}`. A file has this form if every value is such a
 * record (or a plain string) and one is certainly not a nested group of messages: it has `placeholders`, or there are
 * several records and nothing else.
 */
export function metadataOf(root: JsonNode): Metadata {
  const ignored = new Set<JsonNode>();
  const comments = new Map<JsonNode, string>();
  const metadata = { ignored, comments };
  if (root.type !== "object") return metadata;
  const records = root.children.filter((child) => child.type !== "string");
  if (!records.every(isRecord)) return metadata;
  const sure = records.some((record) =>
    record.children.some(({ key, type }) => key === "placeholders" || (key === "comment" && type === "array")),
  );
  if (!sure && records.length < 2) return metadata;
  for (const record of records) {
    const message = record.children.find(({ key }) => key === "message");
    const notes: string[] = [];
    for (const child of record.children) {
      if (child.key === "message") continue;
      for (const text of noteStrings(child)) {
        ignored.add(text);
        if (child.key !== "placeholders" && text.value) notes.push(text.value);
      }
    }
    if (message && notes.length > 0) comments.set(message, notes.join("\n"));
  }
  return metadata;
}

function isRecord(node: JsonNode): boolean {
  return (
    node.type === "object" &&
    node.children.some(({ key, type }) => key === "message" && type === "string") &&
    node.children.every(({ key }) => RECORD_KEYS.has(key))
  );
}

/** The strings of a note: itself, its lines, or those of `placeholders` except `content`. */
function noteStrings(note: JsonNode): JsonNode[] {
  if (note.type === "string") return [note];
  const children = note.key === "placeholders" ? note.children.flatMap(({ children }) => children) : note.children;
  return children.filter(({ type, key }) => type === "string" && key !== "content");
}

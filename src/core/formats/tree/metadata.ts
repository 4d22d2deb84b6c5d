import type { Unit } from "../format.js";
import type { JsonNode } from "./node.js";

/** What a file says about its strings. */
export interface Metadata {
  /** Strings that are not for translation. */
  readonly ignored: ReadonlySet<JsonNode>;
  /** Notes for translators, by the message's node. */
  readonly notes: ReadonlyMap<JsonNode, Partial<Unit>>;
}

/** A convention of files with a record for each message. */
interface RecordKind {
  /** The names in a record with its message, or with the forms of a plural. */
  readonly messages: ReadonlySet<string>;
  /** The other names that it may have, and their purposes. */
  readonly notes: ReadonlyMap<string, "comment" | "context" | "limit" | "none">;
  /** Whether a record is certainly of this kind, and not a nested group of messages. */
  isSure(record: JsonNode): boolean;
}

/** Messages of go-i18n 2. */
const GO_I18N: RecordKind = {
  messages: new Set(["zero", "one", "two", "few", "many", "other"]),
  notes: new Map([
    ["description", "comment"],
    ["hash", "none"],
    ["id", "none"],
    ["leftDelim", "none"],
    ["rightDelim", "none"],
  ]),
  isSure: ({ children }) =>
    children.some(({ key }) => key === "description" || key === "hash") && children.some(({ key }) => key === "other"),
};

const KINDS: readonly RecordKind[] = [
  // Chrome's `messages.json`, VS Code's `package.nls.json` and `bundle.l10n.json`.
  {
    messages: new Set(["message"]),
    notes: new Map([
      ["description", "comment"],
      ["comment", "comment"],
      ["placeholders", "none"],
    ]),
    isSure: ({ children }) =>
      children.some(({ key, type }) => key === "placeholders" || (key === "comment" && type === "array")),
  },
  // FormatJS, as its command line extracts messages.
  {
    messages: new Set(["defaultMessage"]),
    notes: new Map([
      ["description", "comment"],
      ["id", "none"],
      ["file", "none"],
      ["start", "none"],
      ["end", "none"],
      ["line", "none"],
      ["col", "none"],
    ]),
    isSure: () => true,
  },
  // Transifex's structured JSON.
  {
    messages: new Set(["string"]),
    notes: new Map([
      ["context", "context"],
      ["developer_comment", "comment"],
      ["character_limit", "limit"],
    ]),
    isSure: ({ children }) => children.length > 1,
  },
  GO_I18N,
];

/** Keys of notes on the whole file, in many tools' files. */
const ABOUT_FILE =
  /^(?:\$schema|@metadata|@@.{1,60}|_{1,2}comments?\d*_{0,2}|_(?:meta(?:data)?|info|note|readme)|\/\/.{0,60}|\$comment)$/i;

/** What these keys begin with: large files have many others. */
const BEGINS_ABOUT: ReadonlySet<string | undefined> = new Set(["$", "@", "_", "/"]);

/** Whether a key at the root holds a note on the file. */
export function isAboutFile(key: string): boolean {
  return BEGINS_ABOUT.has(key[0]) && ABOUT_FILE.test(key);
}

/**
 * Finds strings that are not texts: notes on the file (`_comment`, `@metadata`), notes next to texts (`@key`, `@info`),
 * and those of records, as in `{"key": {"message": "…", "description": "…"}}`, and compiled messages. A file has records if every value is one
 * of the same kind (or a plain string) and one is certainly not a nested group of messages, or there are several, or
 * one with notes and nothing else.
 */
export function metadataOf(text: string, root: JsonNode): Metadata {
  const ignored = new Set<JsonNode>();
  const notes = new Map<JsonNode, Partial<Unit>>();
  if (root.type !== "object") return { ignored, notes };
  const values: JsonNode[] = [];
  for (const one of root.children) {
    if (!isAboutFile(String(one.key))) values.push(one);
    else for (const string of stringsIn(one)) ignored.add(string);
  }
  const records = values.filter((one) => one.type !== "string");
  const known = KINDS.find((one) => records.every((record) => isRecord(record, one)) && isOfKind(values, one));
  const kind = known ?? GO_I18N;
  for (const record of known ? records : nestedMessages(records)) {
    const { about, texts } = aboutRecord(text, record, kind);
    for (const one of texts) ignored.add(one);
    for (const message of record.children) if (kind.messages.has(String(message.key))) notes.set(message, about);
  }
  if (text.includes("type")) for (const one of compiledStrings(text, root)) ignored.add(one);
  for (const { string, of } of notesBeside(root)) {
    ignored.add(string);
    if (of && string.value) notes.set(of, { comment: string.value });
  }
  return { ignored, notes };
}

/** The strings in messages that FormatJS has compiled: `[{ "type": 0, "value": "Save" }]`. */
function compiledStrings(text: string, root: JsonNode): JsonNode[] {
  const isElement = ({ children }: JsonNode): boolean =>
    children.some(({ key, type, start }) => key === "type" && type === "other" && /\d/.test(text[start] ?? ""));
  const work = [root];
  const found: JsonNode[] = [];
  for (let node = work.pop(); node; node = work.pop()) {
    if (node.type === "array" && node.children.length > 0 && node.children.every(isElement))
      found.push(...stringsIn(node));
    else for (const child of node.children) if (child.children.length > 0) work.push(child);
  }
  return found;
}

/** Notes on the group that they are in; those on a key are `@key`. */
const ABOUT_GROUP = /^@(?:info|description|comment|note|context|meta)$/i;

/**
 * The strings of notes that slang and tools modelled on Flutter's have next to texts: `@title` beside `title`, and
 * `@info`.
 */
function notesBeside(root: JsonNode): { readonly string: JsonNode; readonly of: JsonNode | undefined }[] {
  const objects = [root];
  const found: { string: JsonNode; of: JsonNode | undefined }[] = [];
  for (let index = 0; index < objects.length; index++) {
    const children = objects[index]?.children ?? [];
    if (!children.some(({ key }) => String(key).startsWith("@"))) {
      for (const child of children) if (child.children.length > 0) objects.push(child);
      continue;
    }
    // slang has modifiers after a name: `title(rich)`.
    const byName = new Map(children.map((one) => [String(one.key).replace(/\(.*$/s, ""), one]));
    for (const child of children) {
      const key = String(child.key);
      const of = key.startsWith("@") ? byName.get(key.slice(1).replace(/\(.*$/s, "")) : undefined;
      if (!of && !ABOUT_GROUP.test(key)) {
        if (child.children.length > 0) objects.push(child);
        continue;
      }
      for (const string of stringsIn(child)) {
        const isComment = string === child || string.key === "description";
        found.push({ string, of: isComment && of?.type === "string" ? of : undefined });
      }
    }
  }
  return found;
}

/** The messages of go-i18n 2 in groups of groups; none if the file has anything else. */
function nestedMessages(values: readonly JsonNode[]): JsonNode[] {
  const found: JsonNode[] = [];
  const work = [...values];
  for (let node = work.pop(); node; node = work.pop()) {
    if (isRecord(node, GO_I18N)) found.push(node);
    else if (node.type === "object" && node.children.every(({ type }) => type === "object"))
      for (const child of node.children) work.push(child);
    else return [];
  }
  return found.some(GO_I18N.isSure) ? found : [];
}

function isOfKind(values: readonly JsonNode[], { isSure, notes }: RecordKind): boolean {
  const records = values.filter((one) => one.type !== "string");
  // Docusaurus has files of one record.
  const isOnly = values.length === 1 && records[0]?.children.some(({ key }) => notes.has(String(key)));
  return isOnly === true || records.some(isSure) || records.length > 1;
}

function isRecord(node: JsonNode, { messages, notes }: RecordKind): boolean {
  return (
    node.type === "object" &&
    node.children.some(({ key, type }) => messages.has(String(key)) && type === "string") &&
    node.children.every(({ key }) => messages.has(String(key)) || notes.has(String(key)))
  );
}

/** The notes of a record, and the strings that hold them. */
function aboutRecord(
  text: string,
  { children }: JsonNode,
  { notes }: RecordKind,
): { about: Partial<Unit>; texts: JsonNode[] } {
  const texts: JsonNode[] = [];
  const comments: string[] = [];
  let about: Partial<Unit> = {};
  for (const child of children) {
    const purpose = notes.get(String(child.key));
    if (purpose === undefined) continue;
    const found = noteStrings(child);
    texts.push(...found);
    const said = found.flatMap(({ value }) => (value ? [value] : []));
    if (purpose === "comment") comments.push(...said);
    else if (purpose === "context" && said.length > 0) about = { ...about, context: said.join("\n") };
    else if (purpose === "limit" && isLimit(child, text))
      about = { ...about, maxLength: Number(text.slice(child.start, child.end)) };
  }
  return { about: comments.length > 0 ? { ...about, comment: comments.join("\n") } : about, texts };
}

/** Whether a value is a number of characters. */
function isLimit({ type, start, end }: JsonNode, text: string): boolean {
  return type === "other" && /^[1-9]\d{0,5}$/.test(text.slice(start, end));
}

/** The strings of a note: itself, its lines, or those of `placeholders` except `content`. */
function noteStrings(note: JsonNode): JsonNode[] {
  if (note.type === "string") return [note];
  const children = note.key === "placeholders" ? note.children.flatMap(({ children }) => children) : note.children;
  return children.filter(({ type, key }) => type === "string" && key !== "content");
}

/** All strings in a value. */
function stringsIn(node: JsonNode): JsonNode[] {
  const all = [node];
  for (let index = 0; index < all.length; index++) for (const child of all[index]?.children ?? []) all.push(child);
  return all.filter(({ type }) => type === "string");
}

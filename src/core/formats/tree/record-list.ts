import type { Document, Edit, FileProblem, Unit } from "../format.js";
import type { JsonNode } from "./node.js";
import { shadowedProblem, unitsOf } from "./units.js";

/**
 * Lists of records with an id and a text: of go-i18n 1 (`{"id": "save", "translation": "Save"}`, or with the forms of a
 * plural as `translation`), FormatJS (`defaultMessage`), POEditor (`term`, `definition`) and others. The id is the
 * key, because lists differ in order and contents.
 */
export interface RecordList {
  /** The records by id, the last of each. */
  readonly byId: ReadonlyMap<string, JsonNode>;
  readonly kind: ListKind;
}

/** The names of the id and the text in each record. */
export type ListKind = readonly [id: string, text: string];

const TEXTS = ["translation", "message", "defaultMessage", "definition", "string", "text", "value"];
const KINDS: readonly ListKind[] = ["id", "key", "term"].flatMap((id) => TEXTS.map((text): ListKind => [id, text]));
const COMMENTS: ReadonlySet<unknown> = new Set([
  "description",
  "comment",
  "note",
  "notes",
  "developer_comment",
  "translatorComment",
]);

function child<Node extends JsonNode>({ children }: Node, name: string): Node | undefined {
  return (children as Node[]).findLast(({ key, shadowed }) => key === name && !shadowed);
}

/** The text of a record. */
export function recordText(record: JsonNode | undefined, [, textName]: ListKind): JsonNode | undefined {
  return record && child(record, textName);
}

/**
 * The list of messages of golang.org/x/text: `{ "language": "de", "messages": [{ "id": "…", "message": "…", "translation":
 * "…" }] }`; otherwise the root itself.
 */
export function messageListOf(root: JsonNode): JsonNode {
  if (root.type !== "object" || root.children.length !== 2 || child(root, "language")?.type !== "string") return root;
  const list = child(root, "messages");
  return list?.type === "array" ? list : root;
}

/** Names in the variants of a message of golang.org/x/text that are no texts. */
const SELECTORS: ReadonlySet<unknown> = new Set(["feature", "arg"]);

/** Reads a list of records; undefined for an empty list, or one of something else. */
export function recordsOf(root: JsonNode): RecordList | undefined {
  if (root.type !== "array" || root.children.length === 0) return undefined;
  for (const kind of KINDS) {
    const byId = recordsOfKind(root, kind);
    if (byId) return { byId, kind };
  }
  return undefined;
}

function recordsOfKind(root: JsonNode, [idName, textName]: ListKind): Map<string, JsonNode> | undefined {
  const records = new Map<string, JsonNode>();
  for (const record of root.children) {
    const id = child(record, idName);
    const text = child(record, textName);
    const isText = text?.type === "string" || text?.type === "object" || text?.type === "null";
    if (record.type !== "object" || id?.type !== "string" || !isText) return undefined;
    records.set(id.value ?? "", record);
  }
  return records;
}

/** The translations of a list of records. */
export function readRecords(text: string, root: JsonNode, { byId, kind: [idName, textName] }: RecordList): Document {
  const units: Unit[] = [];
  const problems: FileProblem[] = [];
  for (const record of root.children) {
    const id = child(record, idName)?.value ?? "";
    const node = child(record, textName);
    if (!node) continue;
    if (byId.get(id) !== record) problems.push(shadowedProblem([id], node));
    else
      units.push(
        ...unitsOf(text, node, ({ key }) => (SELECTORS.has(key) ? { state: "ignored" } : notesOf(record)), [id]).units,
      );
  }
  return { units, problems };
}

/** A record's comments for translators. */
function notesOf({ children }: JsonNode): Partial<Unit> {
  const said = (isNote: (key: unknown) => boolean): string =>
    children.flatMap(({ key, value }) => (isNote(key) && value ? [value] : [])).join("\n");
  const comment = said((key) => COMMENTS.has(key));
  const context = said((key) => key === "context");
  return { ...(comment === "" ? {} : { comment }), ...(context === "" ? {} : { context }) };
}

/**
 * Converts edits by record id into edits by list index.
 *
 * @param root of the file, which may have no list yet
 */
export function inPlaces(
  root: JsonNode,
  { byId, kind: [idName, textName] }: RecordList,
  edits: readonly Edit[],
): Edit[] {
  const length = root.type === "array" ? root.children.length : 0;
  const places = new Map(
    [...byId].flatMap(([id, record]) => (record.parent === root ? [[id, Number(record.key)]] : [])),
  );
  const added = new Map<string, number>();
  return edits.flatMap((edit): Edit[] => {
    const [id, ...rest] = edit.key;
    const name = String(id);
    const known = places.get(name) ?? added.get(name);
    const place = known ?? length + added.size;
    if (known === undefined) added.set(name, place);
    const own = { ...edit, key: [place, textName, ...rest] };
    return known === undefined ? [{ key: [place, idName], value: name }, own] : [own];
  });
}

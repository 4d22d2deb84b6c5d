import { RouteLmtError, said } from "#core/errors.js";
import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import { type Document, type Edit, type FileProblem, type KeyPath, keyName, type Unit } from "../format.js";
import { groupByAnchor } from "./anchors.js";

/** An entry of a file with flat keys; the span is that of the value. */
export interface NamedEntry extends Span {
  readonly key: string;
}

/** The last entry of each name, which counts, and the problems of the others. */
interface LastEntries<Entry> {
  readonly last: Map<string, Entry>;
  readonly problems: FileProblem[];
}

/** Entries that are looked at in one step. */
const ENTRIES_IN_STEP = 2000;

/** The entries that count, in order: the last of each name, and a problem for each of the others. */
export function lastByName<Entry extends NamedEntry>(entries: readonly Entry[]): LastEntries<Entry> {
  return atOnce(lastByNameSteps(entries));
}

/** {@link lastByName} in short steps, for large files. */
export function* lastByNameSteps<Entry extends NamedEntry>(
  entries: readonly Entry[],
): Generator<void, LastEntries<Entry>> {
  const last = new Map<string, Entry>();
  const problems: FileProblem[] = [];
  for (const [index, entry] of entries.entries()) {
    if (index % ENTRIES_IN_STEP === 0) yield;
    const earlier = last.get(entry.key);
    if (earlier) {
      const span = { start: earlier.start, end: earlier.end };
      problems.push({ code: "duplicate", what: "key", name: entry.key, used: "last", span });
      last.delete(entry.key);
    }
    last.set(entry.key, entry);
  }
  return { last, problems };
}

/** An entry with its text and the comment on it. */
type CommentedEntry = NamedEntry & { readonly value: string; readonly comment: string };

/** The document of a file of entries with comments; empty values are untranslated. */
export function documentOf(entries: readonly CommentedEntry[]): Document {
  return atOnce(documentSteps(entries));
}

/** {@link documentOf} in short steps, for large files. */
export function* documentSteps(entries: readonly CommentedEntry[]): Generator<void, Document> {
  const { last, problems } = yield* lastByNameSteps(entries);
  const units: Unit[] = [];
  for (const { key, value, start, end, comment } of last.values()) {
    units.push({
      key: [key],
      value,
      span: { start, end },
      state: value === "" ? "untranslated" : "translated",
      ...(comment === "" ? {} : { comment }),
    });
    if (units.length % ENTRIES_IN_STEP === 0) yield;
  }
  return { units, problems };
}

/**
 * The last edit of each key, for a file with flat keys.
 *
 * @throws {RouteLmtError} `option-invalid` for a key that is a path
 */
export function editsByName(edits: readonly Edit[]): Map<string, string> {
  return new Map(edits.map(({ key, value }) => [nameOf(key), value]));
}

function nameOf(key: KeyPath): string {
  const [name] = key;
  if (key.length === 1 && typeof name === "string") return name;
  throw new RouteLmtError(
    "option-invalid",
    said`The key ${keyName(key)} cannot be inserted: the keys of this format are plain names`,
    said`Name the key by one text, and run again; nothing was written.`,
  );
}

/**
 * Finds the existing entry to insert each new name after: its predecessor in the source file.
 *
 * @param existing entries by name, in the order of the file
 * @returns new names by the entry they follow; undefined means the beginning
 */
export function namesByAnchor<Entry>(
  existing: ReadonlyMap<string, Entry>,
  additions: readonly string[],
  sourceOrder: readonly KeyPath[] = [],
): Map<Entry | undefined, string[]> {
  const ranks = new Map<unknown, number>();
  for (const [name] of sourceOrder) if (!ranks.has(name)) ranks.set(name, ranks.size);
  const rankOf = (name: string): number => ranks.get(name) ?? Number.POSITIVE_INFINITY;
  const ranked = additions.map((item) => ({ item, rank: rankOf(item) }));
  ranked.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  return groupByAnchor(
    [...existing].map(([name, item]) => ({ item, rank: rankOf(name) })),
    ranked,
  );
}

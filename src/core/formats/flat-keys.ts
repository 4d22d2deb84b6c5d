import { RouteLmtError } from "../errors.js";
import { groupByAnchor } from "./anchors.js";
import { type Edit, type KeyPath, keyName } from "./format.js";

/**
 * The last edit of every key of a file whose keys are plain names.
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
    `The key ${keyName(key)} cannot be inserted: the keys of this format are plain names`,
    "Name the key by one text, and run again; nothing was written.",
  );
}

/**
 * Which existing entry each new name goes behind: the one that precedes it in the source file.
 *
 * @param existing entries by name, in the order of the file
 * @returns new names by the entry they follow; undefined is the beginning
 */
export function namesByAnchor<Entry>(
  existing: ReadonlyMap<string, Entry>,
  additions: readonly string[],
  sourceOrder: readonly KeyPath[] = [],
): Map<Entry | undefined, string[]> {
  const places = new Map<unknown, number>();
  for (const [name] of sourceOrder) if (!places.has(name)) places.set(name, places.size);
  const placeOf = (name: string): number => places.get(name) ?? Number.POSITIVE_INFINITY;
  const placed = additions.map((item) => ({ item, place: placeOf(item) }));
  placed.sort((a, b) => (a.place === b.place ? 0 : a.place - b.place));
  return groupByAnchor(
    [...existing].map(([name, item]) => ({ item, place: placeOf(name) })),
    placed,
  );
}

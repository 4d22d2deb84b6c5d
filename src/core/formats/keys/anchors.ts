/** An entry with its position in the source file; Infinity if the source lacks it. */
export interface Placed<Item> {
  readonly item: Item;
  readonly place: number;
}

/**
 * Finds the existing entry to insert each new one after: its predecessor in the source file. Entries that the source
 * lacks go last, and so do all if no existing entry is in the source.
 *
 * @param existing in the order of the file
 * @param additions in the order of the source; those that it lacks last
 * @returns new entries by the existing one they follow; undefined means the beginning
 */
export function groupByAnchor<Old, New>(
  existing: readonly Placed<Old>[],
  additions: readonly Placed<New>[],
): Map<Old | undefined, New[]> {
  const ordered = existing.filter(({ place }) => Number.isFinite(place)).sort((a, b) => a.place - b.place);
  const groups = new Map<Old | undefined, New[]>();
  let passed = 0;
  for (const { item, place } of additions) {
    while ((ordered[passed]?.place ?? Number.POSITIVE_INFINITY) < place) passed++;
    const known = Number.isFinite(place) && ordered.length > 0;
    const anchor = known ? ordered[passed - 1]?.item : existing.at(-1)?.item;
    const group = groups.get(anchor);
    if (group) group.push(item);
    else groups.set(anchor, [item]);
  }
  return groups;
}

/** An entry with its position in the source file; Infinity if the source lacks it. */
export interface Ranked<Item> {
  readonly item: Item;
  readonly rank: number;
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
  existing: readonly Ranked<Old>[],
  additions: readonly Ranked<New>[],
): Map<Old | undefined, New[]> {
  const ordered = existing.filter(({ rank }) => Number.isFinite(rank)).sort((a, b) => a.rank - b.rank);
  const groups = new Map<Old | undefined, New[]>();
  let passed = 0;
  for (const { item, rank } of additions) {
    while ((ordered[passed]?.rank ?? Number.POSITIVE_INFINITY) < rank) passed++;
    const known = Number.isFinite(rank) && ordered.length > 0;
    const anchor = known ? ordered[passed - 1]?.item : existing.at(-1)?.item;
    const group = groups.get(anchor);
    if (group) group.push(item);
    else groups.set(anchor, [item]);
  }
  return groups;
}

/** The difference of two lists; a text occurs as often as it is missing or extra. */
export interface Difference {
  /** Only in the source. */
  readonly missing: readonly string[];
  /** Only in the target. */
  readonly extra: readonly string[];
}

const NONE: Difference = { missing: [], extra: [] };

/** Compares two lists, ignoring order. */
export function differenceOf(source: readonly string[], target: readonly string[]): Difference {
  if (source.length + target.length === 0) return NONE;
  const counts = new Map<string, number>();
  for (const text of source) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const text of target) counts.set(text, (counts.get(text) ?? 0) - 1);
  const missing: string[] = [];
  const extra: string[] = [];
  for (const [text, count] of counts) {
    for (let n = count; n > 0; n--) missing.push(text);
    for (let n = count; n < 0; n++) extra.push(text);
  }
  return { missing, extra };
}

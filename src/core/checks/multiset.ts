/** What two lists differ in, each text as often as it is too many. */
export interface Difference {
  /** In the source alone. */
  readonly missing: readonly string[];
  /** In the target alone. */
  readonly extra: readonly string[];
}

/** Compares two lists whose order does not count. */
export function differenceOf(source: readonly string[], target: readonly string[]): Difference {
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

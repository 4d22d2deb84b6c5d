import { type KeyPath, keyName } from "../formats/format.js";

/** From so many copies of the source on, a file was not translated: some tools fill it with them. */
const MIN_COPIES = 10;

/** A finding, or all of a file that say nothing about each text, at the place of the first. */
interface FindingOrGaps<Finding> {
  readonly finding: Finding;
  /** The keys of gaps, for one sentence. */
  readonly gaps?: readonly string[];
}

/** The findings of a file as they are shown: what is missing is one of each kind, as are copies of the source if there are many. */
export function withGapsTogether<Finding extends { readonly check: string; readonly key: KeyPath }>(
  findings: readonly Finding[],
): FindingOrGaps<Finding>[] {
  const copies = findings.filter(({ check }) => check === "copied-source").length;
  const together = new Set(["missing-key", "untranslated", ...(copies < MIN_COPIES ? [] : ["copied-source"])]);
  const gaps = new Map<string, string[]>();
  const shown: FindingOrGaps<Finding>[] = [];
  for (const finding of findings) {
    const { check, key } = finding;
    const names = gaps.get(check);
    if (names) names.push(keyName(key));
    else if (together.has(check)) {
      const first = [keyName(key)];
      gaps.set(check, first);
      shown.push({ finding, gaps: first });
    } else shown.push({ finding });
  }
  return shown;
}

import type { Localize } from "./localize.js";

/** How many keys are listed before "…". */
const MAX_NAMED_KEYS = 5;

/** Whether the findings of a check are shown as one, because they say nothing about each text. */
export function isGap(check: string): boolean {
  return check === "missing-key" || check === "untranslated";
}

/**
 * One sentence for all gaps of a kind in a file.
 *
 * @param check one that {@link isGap}
 * @param names the keys
 * @param listed writes all the names if they are few
 */
export function gapsText(
  check: string,
  names: readonly string[],
  t: Localize,
  listed: (names: readonly string[]) => string,
): string {
  const isMissing = check === "missing-key";
  const [first = ""] = names;
  if (names.length === 1) return isMissing ? t("{0} is missing here", first) : t("{0} is not translated", first);
  const list = names.length > MAX_NAMED_KEYS ? `${names.slice(0, MAX_NAMED_KEYS).join(", ")}, …` : listed(names);
  return isMissing
    ? t("{0} strings are missing here: {1}", names.length, list)
    : t("{0} strings are not translated: {1}", names.length, list);
}

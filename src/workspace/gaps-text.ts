import type { Localize } from "./localize.js";

/** How many keys are listed before "…". */
const MAX_NAMED_KEYS = 5;

/** From so many copies of the source on, a file was not translated: some tools fill it with them. */
const MIN_COPIES = 10;

/**
 * The checks whose findings in a file are shown as one, because they say nothing about each text: what is missing, and
 * copies of the source if there are many.
 */
export function gapsAmong(findings: readonly { readonly check: string }[]): ReadonlySet<string> {
  const copies = findings.filter(({ check }) => check === "copied-source").length;
  return new Set(["missing-key", "untranslated", ...(copies < MIN_COPIES ? [] : ["copied-source"])]);
}

/**
 * One sentence for all gaps of a kind in a file.
 *
 * @param check one of {@link gapsAmong}
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
  const isCopy = check === "copied-source";
  const [first = ""] = names;
  if (names.length === 1) return isMissing ? t("{0} is missing here", first) : t("{0} is not translated", first);
  const list = names.length > MAX_NAMED_KEYS ? `${names.slice(0, MAX_NAMED_KEYS).join(", ")}, …` : listed(names);
  if (isCopy) return t("{0} strings are identical to the source: {1}", names.length, list);
  return isMissing
    ? t("{0} strings are missing here: {1}", names.length, list)
    : t("{0} strings are not translated: {1}", names.length, list);
}

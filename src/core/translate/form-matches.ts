import { type KeyPath, keyName } from "../formats/format.js";
import type { MemoryMatch } from "../memory/memory.js";
import { penalty } from "../memory/penalties.js";

/** The plural form at the end of a key or of the context of an entry, which is its key if it has no other. */
const FORM = /(?:^|[._ ])(zero|one|two|few|many|other|\d+)$/;

/**
 * The matches of a text that is a plural form. The translation of another form, or of a text that is not a form, cannot
 * be reused: `{{count}} words` is `{{count}} słów` for 5, and `{{count}} słowa` for 2.
 *
 * @param key of the plural form
 */
export function matchesForForm(matches: readonly MemoryMatch[], key: KeyPath): readonly MemoryMatch[] {
  const form = formIn(keyName(key));
  if (form === undefined || matches.length === 0) return matches;
  const plural = penalty("plural");
  return matches
    .map((match): MemoryMatch => {
      if (match.kind === "fuzzy" || formIn(match.entry.context ?? "") === form) return match;
      return { ...match, kind: "exact", score: 100 - plural.points, penalties: [...match.penalties, plural] };
    })
    .sort((a, b) => b.score - a.score);
}

function formIn(name: string): string | undefined {
  return FORM.exec(name)?.[1];
}

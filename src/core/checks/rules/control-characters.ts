import { RIGHT_TO_LEFT } from "#core/language/text-direction.js";
import { HIDDEN } from "#core/text/traits.js";
import type { Check } from "../check.js";
import type { Problem } from "../problem.js";
import { scriptsOf } from "./script.js";

/**
 * Control, zero-width and bidirectional characters, fillers, and the tags U+E0000 to U+E007F, which spell a text that only
 * programs read: invisible, and possibly misleading.
 */
const INVISIBLE =
  /\p{Cc}|[\u061c\u115f\u1160\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\u{e0000}-\u{e007f}]/gu;
/** Traces of lost characters: the replacement character, and lone surrogates. */
const LOST = /[\ufffd\p{Cs}]/u;
/** Controls, which begin terminal sequences, and overrides of the text direction. */
const COMMANDS = /\p{Cc}|[\u202d\u202e]/gu;
/** Control characters for layout. */
const LAYOUT = ["\t", "\n", "\r"];
/** Embeddings and isolates, which right-to-left text needs; never the overrides U+202D and U+202E. */
const DIRECTION = ["\u061c", "\u202a", "\u202b", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069"];
/** Scripts without blanks between words, which mark line break opportunities. */
const WITHOUT_BLANKS = ["Thai", "Laoo", "Khmr", "Mymr", "Tibt"];

/** Invisible characters that the source does not have. */
export const controlCharacters: Check = {
  name: "control-characters",
  title: "The translation has no invisible characters that the source lacks.",
  explanation:
    "Control characters, zero-width characters and bidirectional overrides are invisible, break searches, and can disguise a text. Remove them. A text with control characters or overrides is not repaired: what is left of it may be no translation.",
  needs: HIDDEN,
  find: ({ source, target, direction }) => {
    if (LOST.test(target) && !LOST.test(source)) return [{ severity: "error", problem: { code: "character-lost" } }];
    const known = new Set([...LAYOUT, ...usualIn(direction.target), ...(source.match(INVISIBLE) ?? [])]);
    const added = (target.match(INVISIBLE) ?? []).find((char) => !known.has(char));
    if (added === undefined) return [];
    // Terminal commands and reversed texts: what would be left is not a translation.
    if ((target.match(COMMANDS) ?? []).some((char) => !known.has(char)))
      return [{ severity: "error", problem: problemOf(added) }];
    const fixed = target.replace(INVISIBLE, (char) => (known.has(char) ? char : ""));
    return [
      {
        severity: "error",
        problem: problemOf(added),
        fix: { action: { code: "remove-invisible" }, target: fixed },
      },
    ];
  },
};

function problemOf(added: string): Problem {
  const character = `U+${(added.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return { code: "character-invisible", character };
}

function usualIn(language: string): readonly string[] {
  const scripts = scriptsOf(language);
  if (scripts.some((script) => RIGHT_TO_LEFT.includes(script))) return DIRECTION;
  return scripts.some((script) => WITHOUT_BLANKS.includes(script)) ? ["\u200b"] : [];
}

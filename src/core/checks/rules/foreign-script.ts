import { FOREIGN } from "#core/text/traits.js";
import type { Check } from "../check.js";
import { isInScripts, scriptsOf } from "./script.js";

/** Languages whose names in language menus are in their own script. */
const NAMED_SCRIPT =
  "am ar be bg bn el fa gu he hi hy ja ka kk km kn ko lo mk ml mn mr my ne pa ru si sr ta te th tr uk ur vi zh";
/** Letters used as symbols: `kΩ` and `µs` are not Greek. */
const SYMBOLS = /^[\p{Script=Greek}ªº]$/u;

/** A word in a script that neither the target language nor the source has. */
export const foreignScript: Check = {
  name: "foreign-script",
  title: "No word is in a script that neither the language nor the source has.",
  explanation:
    "A small model may put a Chinese or Cyrillic word into a German sentence. Latin letters, symbols and the native names of languages are allowed everywhere.",
  needs: FOREIGN,
  find: ({ read, direction }) => {
    const scripts = ["Latn", "Zyyy", "Zinh", ...scriptsOf(direction.target)];
    const strange = read.target.words.match(/[\p{L}\p{M}]+/gu)?.find((word) => {
      const letters = [...word].filter(
        (letter) => !isInScripts(letter, scripts) && !read.source.words.includes(letter),
      );
      return letters.some((letter) => !SYMBOLS.test(letter)) && !endonyms().has(word.toLowerCase());
    });
    if (strange === undefined) return [];
    return [{ severity: "error", problem: { code: "word-in-other-script", word: strange } }];
  },
};

let known: ReadonlySet<string> | undefined;

/** Names of languages in themselves, in lower case. */
function endonyms(): ReadonlySet<string> {
  known ??= new Set(
    NAMED_SCRIPT.split(" ").flatMap((tag) => {
      const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? "";
      return name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
    }),
  );
  return known;
}

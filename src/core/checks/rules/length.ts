import { parseIcu } from "#core/messages/icu.js";
import { leavesOf } from "#core/messages/icu-tree.js";
import type { Check } from "../check.js";
import type { ReadableText } from "../readable-text.js";

/** For shorter sources, in characters, the ratio means nothing. */
const MIN_LENGTH = 12;

/** Length in characters, and ratio, from which on the translation of a label is implausible. */
const [LONG_OF_SHORT, RATIO_OF_SHORT] = [70, 6];

/** A list as in the entries of desktops: `download;share;`. */
const LIST = /^[^;\n]{1,60}(?:;[^;\n]{1,60}){1,100};?$/;

/** The target is empty, or unusually long or short. */
export const length: Check = {
  name: "length",
  title: "The translation is not empty, and of a usual length.",
  explanation:
    "A translation that is several times as long as its source, or a fraction of it, is usually a different text. Compare the two.",
  find: ({ source, target, isChoice, read }) => {
    if (source.trim() !== "" && target.trim() === "") return [{ severity: "error", problem: { code: "empty" } }];
    // Keywords to be found by: a language may have more of them.
    if (source.includes(";") && LIST.test(source) && LIST.test(target)) return [];
    const [before, after] = [readerLength(read.source, isChoice), readerLength(read.target, isChoice)];
    if (before === undefined || after === undefined) return [];
    const ratio = after / before;
    const problem = { code: "length", ratio } as const;
    if (after > LONG_OF_SHORT && ratio > RATIO_OF_SHORT) return [{ severity: "error", problem }];
    if (before < MIN_LENGTH) return [];
    if (ratio > 4 && after > 120) return [{ severity: "error", problem }];
    // A short label may become a word or a phrase.
    const [least, most] = before < 40 ? [0.2, 4] : [0.3, 2.5];
    return ratio < least || ratio > most ? [{ severity: "warning", problem }] : [];
  },
};

/** The length of a text, or of the longest variant of an ICU message; undefined if it is malformed. */
function readerLength({ text, isLatin }: ReadableText, isChoice: boolean): number | undefined {
  if (!isChoice) return isLatin ? text.length : widthOf(text);
  try {
    return Math.max(...leavesOf(parseIcu(text)).map((leaf) => widthOf(leaf.text)));
  } catch {
    return undefined;
  }
}

/** Length in Latin letters; a Chinese, Japanese or Korean character counts as two and a half. */
function widthOf(text: string): number {
  const wide = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  return text.length + 1.5 * wide;
}

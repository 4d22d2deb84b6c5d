import { asIcu } from "../messages/apostrophes.js";
import { parseIcu } from "../messages/icu.js";
import { leavesOf } from "../messages/icu-tree.js";
import { withLinkTargets } from "../messages/links.js";
import { BLANK, blankItems, findProtectedItems, type ProtectedItem } from "../messages/mask.js";
import type { MessageSyntax } from "../messages/message-syntax.js";
import { withPercentFirst } from "../messages/percent.js";
import { FOREIGN, type TextTraits, traitsOf } from "../text/traits.js";
import { wordHashes } from "./word-hashes.js";

/** Words; in scripts without blanks, characters. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}'’])+/gu;

/** Words in lower case; in scripts without blanks, characters. */
export function tokensOf(text: string): readonly string[] {
  return text.toLowerCase().match(TOKEN) ?? [];
}

/** Repetitions in a text. */
interface Repeats {
  /** A token right after itself. */
  readonly token: boolean;
  /** How often the most frequent two tokens in a row occur; 0 for a text with fewer. */
  readonly pairs: number;
}

/** A text, with the part of it that readers see. */
export class ReadableText {
  /** Whether all of its letters are Latin, and none has a combining mark. */
  readonly isLatin: boolean;
  #repeats: Repeats | undefined;

  /**
   * @param traits of the text
   * @param words the text with every protected item blanked, so that offsets stay; for an ICU message with choices,
   *   its variants in a row; empty if it is malformed
   */
  constructor(
    readonly text: string,
    readonly traits: TextTraits,
    readonly items: readonly ProtectedItem[],
    readonly words: string,
  ) {
    this.isLatin = (traits & FOREIGN) === 0;
  }

  /** Repetitions in {@link words}; few texts have any. */
  get repeats(): Repeats {
    this.#repeats ??= repeatsIn(this.isLatin ? wordHashes(this.words, "tokens") : tokensOf(this.words));
    return this.#repeats;
  }
}

/** So few tokens are compared one by one faster than they are counted. */
const MAX_COMPARED = 24;

function repeatsIn(tokens: readonly number[] | readonly string[]): Repeats {
  const token = tokens.some((one: number | string, at: number) => at > 0 && one === tokens[at - 1]);
  if (tokens.length <= MAX_COMPARED && !hasPairTwice(tokens)) return { token, pairs: tokens.length < 2 ? 0 : 1 };
  const counts = new Map<string, number>();
  let pairs = 0;
  for (let at = 1; at < tokens.length; at++) {
    const pair = `${tokens[at - 1]} ${tokens[at]}`;
    const count = (counts.get(pair) ?? 0) + 1;
    counts.set(pair, count);
    pairs = Math.max(pairs, count);
  }
  return { token, pairs };
}

function hasPairTwice(tokens: readonly number[] | readonly string[]): boolean {
  for (let at = 2; at < tokens.length; at++) {
    for (let before = 1; before < at; before++)
      if (tokens[before] === tokens[at] && tokens[before - 1] === tokens[at - 1]) return true;
  }
  return false;
}

/** @param source what the text translates */
export function readableText(text: string, isChoice: boolean, syntax: MessageSyntax, source?: string): ReadableText {
  const traits = traitsOf(text);
  const found = findProtectedItems(text, [], traits);
  const items =
    found.length === 0 ? found : withLinkTargets(source === undefined ? found : withPercentFirst(found, source));
  return new ReadableText(text, traits, items, isChoice ? variantsOf(asIcu(text, syntax)) : blankItems(text, items));
}

function variantsOf(message: string): string {
  try {
    return leavesOf(parseIcu(message))
      .map(({ text }) => blankItems(text, findProtectedItems(text)))
      .join(BLANK);
  } catch {
    return "";
  }
}

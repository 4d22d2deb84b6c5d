import { asIcu } from "../messages/apostrophes.js";
import { leavesOf, parseIcu } from "../messages/icu.js";
import { withLinkTargets } from "../messages/links.js";
import { BLANK, blankItems, findProtectedItems, type ProtectedItem } from "../messages/mask.js";
import type { MessageSyntax } from "../messages/message-syntax.js";
import { withPercentFirst } from "../messages/percent.js";
import { FOREIGN, type TextTraits, traitsOf } from "../text/traits.js";

/** Words; in scripts without blanks, characters. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}'’])+/gu;
/** The same for texts without those scripts. */
const LATIN_TOKEN = /[\p{L}\p{M}\p{N}'’]+/gu;

/** Words in lower case; in scripts without blanks, characters. */
export function tokensOf(text: string): readonly string[] {
  return text.toLowerCase().match(TOKEN) ?? [];
}

/** Repetitions in a text. */
interface Repeats {
  /** A token right after itself. */
  readonly token: boolean;
  /** Two tokens in a row, anywhere else. */
  readonly pair: boolean;
}

/** A text, with the part of it that readers see. */
export class ReadableText {
  readonly traits: TextTraits;
  #tokens: readonly string[] | undefined;
  #repeats: Repeats | undefined;

  /**
   * @param words the text with every protected item blanked, so that offsets stay; for an ICU message with choices,
   *   its variants in a row; empty if it is malformed
   */
  constructor(
    readonly text: string,
    readonly items: readonly ProtectedItem[],
    readonly words: string,
  ) {
    this.traits = traitsOf(text);
  }

  /** The words of {@link words} in lower case; in scripts without blanks, characters. */
  get tokens(): readonly string[] {
    this.#tokens ??= this.words.toLowerCase().match((this.traits & FOREIGN) === 0 ? LATIN_TOKEN : TOKEN) ?? [];
    return this.#tokens;
  }

  /** Repetitions in {@link words}; few texts have any, and only those can repeat anything. */
  get repeats(): Repeats {
    this.#repeats ??= repeatsIn(this.tokens);
    return this.#repeats;
  }
}

function repeatsIn(tokens: readonly string[]): Repeats {
  if (new Set(tokens).size === tokens.length) return { token: false, pair: false };
  const pairs = tokens.slice(1).map((token, index) => `${tokens[index]} ${token}`);
  return {
    token: tokens.some((token, index) => token === tokens[index + 1]),
    pair: new Set(pairs).size < pairs.length,
  };
}

/** @param source what the text translates */
export function readableText(text: string, isChoice: boolean, syntax: MessageSyntax, source?: string): ReadableText {
  const found = findProtectedItems(text);
  const items =
    found.length === 0 ? found : withLinkTargets(source === undefined ? found : withPercentFirst(found, source));
  return new ReadableText(text, items, isChoice ? variantsOf(asIcu(text, syntax)) : blankItems(text, items));
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

import type { MessageSyntax } from "../formats/format.js";
import type { LanguageTag } from "../segment.js";
import { forLanguage, hasIcuChoice, leavesOf, parseIcu, printIcu } from "./icu.js";
import { findProtectedItems } from "./mask.js";

/** One text to translate: a whole message, or one branch of an ICU message. */
export interface MessageText {
  readonly text: string;
  /** Literal words to protect besides the known syntaxes: `#` within a plural. */
  readonly doNotTranslate: readonly string[];
}

/** A message taken apart for translation. */
export interface MessageParts {
  /** Distinct texts; empty when there is nothing to translate. */
  readonly texts: readonly MessageText[];
  /** Puts the translations of `texts`, in their order, together to the target message. */
  rebuild(translations: readonly string[]): string;
}

const LETTER = /\p{L}/u;

/**
 * Takes a message apart: white space around it is set aside, an ICU message becomes its branches
 * with the plural categories of the target language.
 *
 * @throws {SyntaxError} when an ICU message is not valid
 */
export function takeApart(message: string, syntax: MessageSyntax, target: LanguageTag): MessageParts {
  if ((syntax === "icu" || syntax === "plain") && hasIcuChoice(message)) return takeApartIcu(message, target);
  const [, lead = "", core = "", tail = ""] = /^(\s*)(.*?)(\s*)$/s.exec(message) ?? [];
  if (!hasWords(core)) return { texts: [], rebuild: () => message };
  return { texts: [{ text: core, doNotTranslate: [] }], rebuild: ([text = core]) => lead + text + tail };
}

function takeApartIcu(message: string, target: LanguageTag): MessageParts {
  const tree = forLanguage(parseIcu(message), target);
  const leaves = leavesOf(tree).map(({ text, inPlural }) => {
    const [, lead = "", core = "", tail = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
    return { lead, core, tail, doNotTranslate: inPlural ? ["#"] : [] };
  });
  const texts = new Map<string, MessageText>();
  for (const { core, doNotTranslate } of leaves) {
    if (hasWords(core)) texts.set(core, { text: core, doNotTranslate });
  }
  const order = [...texts.keys()];
  const doubled = message.includes("''");
  return {
    texts: [...texts.values()],
    rebuild: (translations) => {
      const byText = new Map(order.map((text, index) => [text, translations[index] ?? text]));
      return printIcu(
        tree,
        leaves.map(({ lead, core, tail }) => lead + (byText.get(core) ?? core) + tail),
        doubled,
      );
    },
  };
}

/** A text of placeholders, digits and punctuation alone is the same in every language. */
function hasWords(text: string): boolean {
  let from = 0;
  for (const item of findProtectedItems(text)) {
    if (LETTER.test(text.slice(from, item.start))) return true;
    from = item.end;
  }
  return LETTER.test(text.slice(from));
}

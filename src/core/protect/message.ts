import type { MessageSyntax } from "../formats/format.js";
import type { LanguageTag } from "../segment.js";
import { hasIcuChoice, leavesOf, type MessageTree, parseIcu, printIcu } from "./icu.js";
import { forLanguage } from "./icu-language.js";
import { findProtectedItems } from "./mask.js";
import { setSpaceAside } from "./space.js";

/** One text to translate: a whole message, or one branch of an ICU message. */
export interface MessageText {
  readonly text: string;
  /** Literal words to protect besides the known syntaxes: `#` within a plural, quoted syntax. */
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
 * with the plural categories of the target language. In a file of ICU messages, one without
 * choices that does not parse (`{{name}}`) is taken as plain text.
 *
 * @throws {SyntaxError} when an ICU message with a choice is not valid
 */
export function takeApart(message: string, syntax: MessageSyntax, target: LanguageTag): MessageParts {
  if (syntax !== "i18next" && hasIcuChoice(message)) return takeApartIcu(message, parseIcu(message), target);
  if (syntax === "icu") {
    const tree = parseSimple(message);
    if (tree) return takeApartIcu(message, tree, target);
  }
  const { lead, core, tail } = setSpaceAside(message);
  if (!hasWords(core, [])) return { texts: [], rebuild: () => message };
  return { texts: [{ text: core, doNotTranslate: [] }], rebuild: ([text = core]) => lead + text + tail };
}

function parseSimple(message: string): MessageTree | undefined {
  try {
    return parseIcu(message);
  } catch {
    return undefined;
  }
}

function takeApartIcu(message: string, source: MessageTree, target: LanguageTag): MessageParts {
  const tree = forLanguage(source, target);
  const leaves = leavesOf(tree).map(({ text, inPlural, verbatim }) => {
    const doNotTranslate = [...new Set(inPlural ? [...verbatim, "#"] : verbatim)];
    return { ...setSpaceAside(text), doNotTranslate };
  });
  const texts = new Map<string, MessageText>();
  for (const { core, doNotTranslate } of leaves) {
    const id = JSON.stringify([core, doNotTranslate]);
    if (hasWords(core, doNotTranslate)) texts.set(id, { text: core, doNotTranslate });
  }
  if (texts.size === 0 && source === tree) return { texts: [], rebuild: () => message };
  const order = [...texts.keys()];
  const doubled = message.includes("''") && !/[^']'[^'{}<>#]/.test(message);
  return {
    texts: [...texts.values()],
    rebuild: (translations) => {
      const byText = new Map(order.map((id, index) => [id, translations[index]]));
      const filled = leaves.map(({ lead, core, tail, doNotTranslate }) => {
        return lead + (byText.get(JSON.stringify([core, doNotTranslate])) ?? core) + tail;
      });
      return printIcu(tree, filled, doubled);
    },
  };
}

/** A text of placeholders, digits and punctuation alone is the same in every language. */
function hasWords(text: string, doNotTranslate: readonly string[]): boolean {
  let from = 0;
  for (const item of findProtectedItems(text, doNotTranslate)) {
    if (LETTER.test(text.slice(from, item.start))) return true;
    from = item.end;
  }
  return LETTER.test(text.slice(from));
}

import type { MessageSyntax } from "../formats/format.js";
import type { LanguageTag } from "../segment.js";
import type { AcceleratorMarker } from "./accelerator.js";
import { hasIcuChoice, leavesOf, type MessageTree, parseIcu, printIcu } from "./icu.js";
import { forLanguage } from "./icu-language.js";
import { findProtectedItems } from "./mask.js";
import { type BareText, putBack, setAside } from "./set-aside.js";
import { laravelVariants, PIPES, type Variant, variantsOf } from "./variants.js";

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
 * Takes a message apart: white space around it and its accelerator are set aside, an ICU message
 * becomes its branches with the plural categories of the target language, one with variants between
 * pipes becomes these. In a file of ICU messages,
 * one without choices that does not parse (`{{name}}`) is taken as plain text.
 *
 * @param markers of accelerators in this file
 * @param names words of the termbase that stay as they are
 * @throws {SyntaxError} when an ICU message with a choice is not valid
 */
export function takeApart(
  message: string,
  syntax: MessageSyntax,
  target: LanguageTag,
  markers: readonly AcceleratorMarker[] = [],
  names: readonly string[] = [],
): MessageParts {
  if (syntax !== "i18next" && hasIcuChoice(message))
    return takeApartIcu(message, parseIcu(message), target, markers, names);
  if (syntax === "icu") {
    const tree = parseSimple(message);
    if (tree) return takeApartIcu(message, tree, target, markers, names);
  }
  const pipes = PIPES.get(syntax);
  const variants = pipes && variantsOf(message, pipes);
  if (!variants) return takeApartPlain(message, target, markers, names);
  const wanted = syntax === "laravel" ? laravelVariants(variants, target) : variants;
  return takeApartVariants(wanted, target, markers, names);
}

function takeApartPlain(
  message: string,
  target: LanguageTag,
  markers: readonly AcceleratorMarker[],
  names: readonly string[],
): MessageParts {
  const bare = setAside(message, markers);
  if (!hasWords(bare.core, names)) return { texts: [], rebuild: () => message };
  return {
    texts: [{ text: bare.core, doNotTranslate: names }],
    rebuild: ([text]) => (text === undefined ? message : putBack(bare, text, target)),
  };
}

function takeApartVariants(
  variants: readonly Variant[],
  target: LanguageTag,
  markers: readonly AcceleratorMarker[],
  names: readonly string[],
): MessageParts {
  const parts = variants.map(({ text }) => takeApartPlain(text, target, markers, names));
  const texts = new Map(parts.flatMap((one) => one.texts).map((one) => [one.text, one]));
  const order = [...texts.keys()];
  return {
    texts: [...texts.values()],
    rebuild: (translations) => {
      const byText = new Map(order.map((text, index) => [text, translations[index] ?? text]));
      const rebuilt = parts.map((one) => one.rebuild(one.texts.map(({ text }) => byText.get(text) ?? text)));
      return variants.map(({ lead }, index) => lead + rebuilt[index]).join("");
    },
  };
}

function parseSimple(message: string): MessageTree | undefined {
  try {
    return parseIcu(message);
  } catch {
    return undefined;
  }
}

function takeApartIcu(
  message: string,
  source: MessageTree,
  target: LanguageTag,
  markers: readonly AcceleratorMarker[],
  names: readonly string[],
): MessageParts {
  const tree = forLanguage(source, target);
  const leaves = leavesOf(tree).map(({ text, inPlural, verbatim }) => {
    const doNotTranslate = [...new Set([...verbatim, ...(inPlural ? ["#"] : []), ...names])];
    return { text, bare: setAside(text, markers), doNotTranslate };
  });
  const texts = new Map<string, MessageText>();
  for (const { bare, doNotTranslate } of leaves) {
    if (hasWords(bare.core, doNotTranslate)) texts.set(idOf(bare, doNotTranslate), { text: bare.core, doNotTranslate });
  }
  if (texts.size === 0 && source === tree) return { texts: [], rebuild: () => message };
  const order = [...texts.keys()];
  const doubled = message.includes("''") && !/[^']'[^'{}<>#]/.test(message);
  return {
    texts: [...texts.values()],
    rebuild: (translations) => {
      const byText = new Map(order.map((id, index) => [id, translations[index]]));
      const filled = leaves.map(({ text, bare, doNotTranslate }) => {
        const translation = byText.get(idOf(bare, doNotTranslate));
        return translation === undefined ? text : putBack(bare, translation, target);
      });
      return printIcu(tree, filled, doubled);
    },
  };
}

function idOf({ core }: BareText, doNotTranslate: readonly string[]): string {
  return JSON.stringify([core, doNotTranslate]);
}

/** GTK's `<Primary><Shift>s`. */
const KEY_COMBINATION = /^(?:<(?:Primary|Control|Ctrl|Alt|Shift|Super|Meta|Hyper)>){1,8}\w{1,20}$/i;

/** A text of placeholders, digits and punctuation alone is the same in every language. */
function hasWords(text: string, doNotTranslate: readonly string[]): boolean {
  if (KEY_COMBINATION.test(text)) return false;
  let from = 0;
  for (const item of findProtectedItems(text, doNotTranslate)) {
    if (LETTER.test(text.slice(from, item.start))) return true;
    from = item.end;
  }
  return LETTER.test(text.slice(from));
}

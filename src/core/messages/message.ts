import { isEndonym } from "../language/endonyms.js";
import { numbersOf } from "../language/plural-numbers.js";
import type { LanguageTag } from "../language/tag.js";
import type { AcceleratorMarker } from "./accelerator.js";
import { asIcu, isMessagePattern, withDoubledApostrophes, withSingleApostrophes } from "./apostrophes.js";
import { hasWords } from "./has-words.js";
import { hasIcuChoice, isTooManyVariants, parseIcu } from "./icu.js";
import { icuChoices, icuSentences } from "./icu-apart.js";
import { forLanguage } from "./icu-language.js";
import { type CountedLeaf, countedLeaves, type MessageTree, printIcu } from "./icu-tree.js";
import { findProtectedItems } from "./mask.js";
import type { MessageSyntax } from "./message-syntax.js";
import { type MessageText, withOwnPlaceholders } from "./message-text.js";
import { hasName, mixedCaseNames } from "./names.js";
import { COUNT, type CountPlace, withNumbers } from "./sample-numbers.js";
import { putBack, setAside } from "./set-aside.js";
import {
  type InlineChoice,
  inlineChoices,
  laravelVariants,
  type MessageVariant,
  PIPES,
  polyglotVariants,
  variantsOf,
} from "./variants.js";

/** A message taken apart for translation. */
export interface MessageParts {
  /** Distinct texts; empty when there is nothing to translate. */
  readonly texts: readonly MessageText[];
  /** Assembles the target message from the translations of `texts`, in the same order. */
  rebuild(translations: readonly string[]): string;
}

/** What is known about a message besides its text. */
export interface MessageFacts {
  /** Markers of accelerators in this file. */
  readonly markers?: readonly AcceleratorMarker[];
  /** Words of the termbase that stay as they are. */
  readonly fixed?: readonly string[];
  /** Words that the termbase translates, so they are not names. */
  readonly translated?: readonly string[];
  /** Names of the application. */
  readonly applicationNames?: readonly string[];
  /** For a plural form: numbers that take it, best first. */
  readonly counts?: readonly number[];
  /** Whether every apostrophe of the file is written twice: see {@link doublesApostrophes}. */
  readonly isDoubled?: boolean;
  /** The language of the message. */
  readonly source?: LanguageTag;
  /** Whether numbers replace the placeholders of counts: see {@link withNumbers}. */
  readonly isSampled?: boolean;
}

/**
 * Takes a message apart for translation: surrounding white space and the accelerator are set aside, an ICU message is
 * split into branches with the plural categories of the target language, and piped variants are separated. In a file
 * of ICU messages, one without choices that does not parse (`{{name}}`) counts as plain text.
 *
 * @throws {IcuError} when an ICU message with a choice is not valid
 * @example
 * const parts = takeApart("{n, plural, one {# file} other {# files}}", "icu", "pl");
 * parts.texts.map(({ text }) => text) // ["# file", "# files"]
 * parts.rebuild(["# plik", "# pliki"])
 *   // "{n, plural, one {# plik} few {# pliki} many {# pliki} other {# pliki}}"
 */
export function takeApart(
  message: string,
  syntax: MessageSyntax,
  target: LanguageTag,
  facts: MessageFacts = {},
): MessageParts {
  const doubled = asIcu(message, syntax);
  if (syntax === "flutter" && (hasIcuChoice(message) || parseSimple(doubled))) {
    const parts = takeApart(doubled, "icu", target, { ...facts, isDoubled: true });
    return { ...parts, rebuild: (translations) => withSingleApostrophes(parts.rebuild(translations)) };
  }
  if (syntax !== "i18next" && hasIcuChoice(message)) return takeApartChoices(message, target, facts);
  if (syntax === "icu") {
    const tree = parseSimple(message);
    if (tree) return takeApartIcu(message, tree, target, facts);
  }
  const choices = inlineChoices(message, target);
  if (choices.length > 0) return takeApartAround(message, choices, target, facts);
  const pipes = PIPES.get(syntax);
  const variants = pipes && variantsOf(message, pipes);
  if (!variants) return takeApartPattern(message, target, facts);
  const wanted = syntax === "laravel" ? laravelVariants(variants, target) : polyglotVariants(variants, target);
  return takeApartVariants(wanted, target, facts);
}

/** A text to translate. @param places its placeholders of counts */
function messageText(
  text: string,
  doNotTranslate: readonly string[],
  places: readonly CountPlace[],
  { applicationNames = [], translated = [] }: MessageFacts,
): MessageText {
  const numbers = withNumbers(text, places, doNotTranslate);
  const known = new Set([...doNotTranslate, ...translated]);
  const names = [...applicationNames.filter((name) => hasName(text, name)), ...mixedCaseNames(text)];
  return {
    text: numbers?.text ?? text,
    doNotTranslate,
    names: [...new Set(names)].filter((name) => !known.has(name)),
    ...(numbers ? { sampled: { numbers, plain: text } } : {}),
  };
}

/** A plain text, which may be a MessageFormat pattern with doubled apostrophes. */
function takeApartPattern(message: string, target: LanguageTag, facts: MessageFacts): MessageParts {
  if (!facts.isDoubled || !isMessagePattern(message) || /'[{}]/.test(message.replaceAll("''", "")))
    return takeApartPlain(message, target, facts);
  const parts = takeApartPlain(withSingleApostrophes(message), target, facts);
  return { ...parts, rebuild: (translations) => withDoubledApostrophes(parts.rebuild(translations)) };
}

function takeApartPlain(message: string, target: LanguageTag, facts: MessageFacts): MessageParts {
  const { markers = [], fixed = [], applicationNames = [], counts = [] } = facts;
  const bare = setAside(message, markers);
  if (!isTranslatable(bare.core, [...fixed, ...applicationNames], facts)) return { texts: [], rebuild: () => message };
  const placeholders = facts.isSampled ? findProtectedItems(bare.core).filter(({ text }) => COUNT.test(text)) : [];
  const isClear = new Set(placeholders.map(({ text }) => text)).size === 1 && counts.length > 0;
  const places = isClear ? [{ placeholder: placeholders[0]?.text ?? "", numbers: counts }] : [];
  const one = messageText(bare.core, fixed, places, facts);
  return {
    texts: [one],
    rebuild: ([text]) => (text === undefined ? message : putBack(bare, withOwnPlaceholders(one, text), target)),
  };
}

/** Whether a text has words of its language, and is not a language's own name. */
function isTranslatable(text: string, names: readonly string[], { source }: MessageFacts): boolean {
  return hasWords(text, names, source) && !isEndonym(text);
}

function takeApartVariants(
  variants: readonly MessageVariant[],
  target: LanguageTag,
  facts: MessageFacts,
): MessageParts {
  const parts = variants.map(({ text, counts }) => takeApartPlain(text, target, counts ? { ...facts, counts } : facts));
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

/** A text around choices, in which each choice is one protected item, and the texts of their branches. */
function takeApartAround(
  message: string,
  choices: readonly InlineChoice[],
  target: LanguageTag,
  facts: MessageFacts,
): MessageParts {
  const words = choices.map(({ whole }) => whole);
  const around = takeApartPlain(message, target, { ...facts, fixed: [...(facts.fixed ?? []), ...words] });
  const branches = choices.map((choice) => {
    const variants = choice.branches.map((one, index) => ({ ...one, lead: (index === 0 ? "" : "|") + one.lead }));
    return takeApartVariants(variants, target, facts);
  });
  const all = inARow([around, ...branches]);
  return {
    texts: all.texts,
    rebuild: (translations) => {
      let done = around.texts.length;
      const text = around.rebuild(translations.slice(0, done));
      return choices.reduce((result, { whole, open, close }, index) => {
        const { texts = [], rebuild } = branches[index] ?? {};
        const body = rebuild?.(translations.slice(done, done + texts.length));
        done += texts.length;
        return body === undefined ? result : result.replace(whole, () => open + body + close);
      }, text);
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

/** The most variants of one sentence in the target language: two plurals and a gender. */
const MAX_VARIANTS = 36;

/**
 * Keeps the message whole if it has few enough variants; otherwise splits it into sentences, and as a last resort
 * into choices and the texts between them.
 */
function takeApartChoices(message: string, target: LanguageTag, facts: MessageFacts): MessageParts {
  try {
    return takeApartIcu(message, parseIcu(message), target, facts);
  } catch (error) {
    if (!isTooManyVariants(error)) throw error;
    const messages = [icuSentences(message), icuChoices(message)].find(({ length }) => length > 1);
    if (!messages) throw error;
    return inARow(messages.map((one) => takeApart(one, "icu", target, facts)));
  }
}

/** Several messages in a row, as one. */
function inARow(parts: readonly MessageParts[]): MessageParts {
  return {
    texts: parts.flatMap(({ texts }) => texts),
    rebuild: (translations) => {
      let done = 0;
      const rebuilt = parts.map(({ texts, rebuild }) => {
        done += texts.length;
        return rebuild(translations.slice(done - texts.length, done));
      });
      return rebuilt.join("");
    },
  };
}

function takeApartIcu(message: string, source: MessageTree, target: LanguageTag, facts: MessageFacts): MessageParts {
  const { markers = [], fixed = [], applicationNames = [] } = facts;
  const tree = forLanguage(source, target, MAX_VARIANTS);
  const leaves = countedLeaves(tree).map((leaf) => {
    const { text, inPlural, verbatim } = leaf;
    const bare = setAside(text, markers);
    const doNotTranslate = [...new Set([...verbatim, ...(inPlural ? ["#"] : []), ...fixed])];
    const places = facts.isSampled ? positionsIn(leaf, target) : [];
    return { text, bare, doNotTranslate, one: messageText(bare.core, doNotTranslate, places, facts) };
  });
  const texts = new Map<string, MessageText>();
  for (const { bare, doNotTranslate, one } of leaves) {
    if (isTranslatable(bare.core, [...doNotTranslate, ...applicationNames], facts)) texts.set(idOf(one), one);
  }
  if (texts.size === 0 && source === tree) return { texts: [], rebuild: () => message };
  const order = [...texts.keys()];
  const doubled = facts.isDoubled || (message.includes("''") && !/[^']'[^'{}<>#]/.test(message));
  return {
    texts: [...texts.values()],
    rebuild: (translations) => {
      const byText = new Map(order.map((id, index) => [id, translations[index]]));
      const filled = leaves.map(({ text, bare, one }) => {
        const translation = byText.get(idOf(one));
        return translation === undefined ? text : putBack(bare, withOwnPlaceholders(one, translation), target);
      });
      return printIcu(tree, filled, doubled);
    },
  };
}

/** The placeholders of counts in a leaf, each with the numbers of its branches. */
function positionsIn({ text, inPlural, choices }: CountedLeaf, target: LanguageTag): CountPlace[] {
  const plurals = choices.filter(({ kind }) => kind !== "select").reverse();
  return plurals.flatMap(({ kind, argument, offset, option }, depth): CountPlace[] => {
    const numbers = option.startsWith("=")
      ? [Number(option.slice(1)) - offset]
      : numbersOf(target, option, kind === "selectordinal");
    if (depth === 0 && inPlural && text.includes("#")) return [{ placeholder: "#", numbers }];
    const written = new RegExp(`\\{\\s*${argument.replace(/\W/g, "\\$&")}\\s*(?:,\\s*number\\s*)?\\}`).exec(text)?.[0];
    return written === undefined ? [] : [{ placeholder: written, numbers }];
  });
}

function idOf({ text, doNotTranslate, sampled }: MessageText): string {
  return JSON.stringify([text, doNotTranslate, sampled?.plain]);
}

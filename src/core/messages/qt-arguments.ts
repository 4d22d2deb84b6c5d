import type { ProtectedItem } from "./mask.js";

/** A text with its protected items. */
interface WithItems {
  readonly text: string;
  readonly items: readonly ProtectedItem[];
}

/** Qt's `%1` and `%L1`, also right before a letter or another percent sign, where printf has something else. */
const ARGUMENT = /%L?[1-9]\d?(?!\$)/g;
/** Boost's `%1%` has a sign on both sides. */
const BOOST = /%[1-9]\d?%/g;
/** What no other library has. */
const PLAIN = /^%L?[1-9]\d?$/;
/** What only printf has: `%s`, `%1$d`, `%(name)s`. */
const PRINTF = /^%(?:\d{1,2}\$|[(<.*]|l{0,2}[sdiu@])/;

/** Whether a text has arguments as Qt writes them, and none of printf: there, `%1x%2` is two of them, with an x between. */
export function isQt({ text, items }: WithItems): boolean {
  if (!text.includes("%") || items.some(({ kind, text: item }) => kind === "printf" && PRINTF.test(item))) return false;
  if (items.some(({ kind, text: item }) => kind === "argument" && PLAIN.test(item))) return true;
  return text.match(BOOST)?.length === 1;
}

/**
 * The items of a text with its arguments as Qt reads them.
 *
 * @example
 * import { findProtectedItems } from "#core/messages/mask.js";
 * const text = "%1x%2, %3%";
 * qtItems({ text, items: findProtectedItems(text) }).map((item) => item.text) // ["%1", "%2", "%3"]
 */
export function qtItems({ text, items }: WithItems): ProtectedItem[] {
  const others = items.filter(({ text: item }) => !/^%(?:%|L?\d)/.test(item));
  const found = [...text.matchAll(ARGUMENT)]
    .map(([item], at, all): ProtectedItem => {
      const start = all[at]?.index ?? 0;
      return { kind: "argument", text: item, start, end: start + item.length };
    })
    .filter(({ start }) => !others.some((other) => other.start <= start && start < other.end));
  return [...others, ...found].sort((a, b) => a.start - b.start);
}

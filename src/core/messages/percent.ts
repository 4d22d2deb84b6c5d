import type { ProtectedItem } from "./mask.js";

/**
 * The items of a translation that writes the percent sign first, as Turkish and Basque do: in `%20` for `20%` there is
 * no placeholder, and in `%{rate}` for `{rate}%` and `%%d` for `%d%` only the inner one counts.
 *
 * @param items of the translation
 * @param source the text that it translates
 * @example
 * import { findProtectedItems } from "#core/messages/mask.js";
 * const items = findProtectedItems("%20 indirim, %{rate}");
 * withPercentFirst(items, "20% off, {rate}%").map(({ text }) => text) // ["{rate}"]
 */
export function withPercentFirst(items: readonly ProtectedItem[], source: string): readonly ProtectedItem[] {
  if (!items.some(({ text }) => text.startsWith("%")) || !/[\w}]\s?%/.test(source)) return items;
  return items.flatMap((item, index): ProtectedItem[] => {
    const { text, start, end } = item;
    if (!text.startsWith("%") || (text !== "%%" && source.includes(text))) return [item];
    if (/^%\d+$/.test(text)) return isPercentage(source, text.slice(1)) ? [] : [item];
    if (text.startsWith("%{")) {
      const inner = text.slice(1);
      return isPercentage(source, inner) ? [{ ...item, text: inner, start: start + 1 }] : [item];
    }
    const next = items[index + 1];
    // `%%d`: the sign, and the placeholder that its letter belongs to.
    const placeholder = next?.start === end ? undefined : /%(?:\d\$)?[sd](?=\s?%(?!%))/.exec(source)?.[0];
    return text === "%%" && placeholder !== undefined && !source.includes("%%")
      ? [{ ...item, text: placeholder, start: start + 1, end: start + 1 + placeholder.length }]
      : [item];
  });
}

/** Whether a text has a number or placeholder with a percent sign after it. */
function isPercentage(text: string, number: string): boolean {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const before = text[at - 1] ?? "";
    if (!/[\d.,%]/.test(before) && /^\s?%(?![\w{])/.test(text.slice(at + number.length, at + number.length + 3)))
      return true;
  }
  return false;
}

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

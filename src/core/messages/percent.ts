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

import type { ProtectedItem } from "./mask.js";

/** An item of printf that the position among the others gives its argument. */
const PLAIN = /^%(?!%|\d+\$|[(<#]|arg)/;
const NUMBERED = /^%\d+\$/;

/**
 * The texts of items with the numbers of their arguments: the second `%s` is `%2$s`, so that plain and numbered items
 * can be compared. Items are left alone where a plain one takes its width from an argument.
 */
export function numberedTexts(items: readonly ProtectedItem[]): string[] {
  let position = 0;
  const hasWidths = items.some(({ kind, text }) => kind === "printf" && text.includes("*"));
  return items.map(({ kind, text }) => {
    if (hasWidths || kind !== "printf" || !PLAIN.test(text)) return text;
    return `%${++position}$${text.slice(1)}`;
  });
}

/** How the items of printf in a text find their arguments; undefined if there are none, or of both kinds. */
export function numbering(items: readonly ProtectedItem[]): "plain" | "numbered" | undefined {
  const texts = items.flatMap(({ kind, text }) => (kind === "printf" ? [text] : []));
  const [isPlain, isNumbered] = [texts.some((one) => PLAIN.test(one)), texts.some((one) => NUMBERED.test(one))];
  if (isPlain === isNumbered) return undefined;
  return isPlain ? "plain" : "numbered";
}

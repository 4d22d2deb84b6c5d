import type { ProtectedItem } from "./mask.js";

/** An item that takes its argument by position: of printf, or of Python's and Rust's `format`. */
const PLAIN = /^%(?!%|\d+\$|[(<#]|arg)|^\{(?:[!:][^{}]*)?\}$/;
const NUMBERED = /^%\d+\$|^\{\d{1,2}(?:[!:][^{}]*)?\}$/;
/** Items of other kinds are no such items. */
const KINDS: ReadonlySet<string> = new Set(["printf", "argument"]);

/**
 * The texts of items with the numbers of their arguments: the second `%s` is `%2$s`, the second `{}` is `{1}`, so that plain and numbered items
 * can be compared. Items stay as they are if a plain one takes its width from an argument.
 */
export function numberedTexts(items: readonly ProtectedItem[]): string[] {
  let position = 0;
  const hasWidths = items.some(({ kind, text }) => kind === "printf" && text.includes("*"));
  return items.map(({ kind, text }) => {
    if (hasWidths || !KINDS.has(kind) || !PLAIN.test(text)) return text;
    return text.startsWith("{") ? `{${position++}${text.slice(1)}` : `%${++position}$${text.slice(1)}`;
  });
}

/** Whether the items of a text are plain or numbered; undefined if there are none, or both. */
export function numbering(items: readonly ProtectedItem[]): "plain" | "numbered" | undefined {
  const texts = items.flatMap(({ kind, text }) => (KINDS.has(kind) ? [text] : []));
  const [isPlain, isNumbered] = [texts.some((one) => PLAIN.test(one)), texts.some((one) => NUMBERED.test(one))];
  if (isPlain === isNumbered) return undefined;
  return isPlain ? "plain" : "numbered";
}

import { withEntities } from "./entities.js";
import type { CodeLiteral, EscapeStyle, LiteralKind } from "./literal.js";

/**
 * Encodes a text in the style of a literal: with plain line breaks if it already has some, and without needless
 * escapes. Only reading it again shows whether the literal can hold the text.
 *
 * @param kept code in the text that stays as it is
 */
export function encode(value: string, literal: CodeLiteral, kept: readonly string[]): string {
  return splitAt(value, kept)
    .map(({ text, isKept }) => (isKept ? text : encodeText(text, literal)))
    .join("");
}

/** A text with its code, in order. */
export function splitAt(value: string, kept: readonly string[]): { readonly text: string; readonly isKept: boolean }[] {
  const codes = [...new Set(kept)].filter((one) => one !== "").sort((a, b) => b.length - a.length);
  if (codes.length === 0) return [{ text: value, isKept: false }];
  const pattern = new RegExp(`(${codes.map((one) => one.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|")})`);
  return value.split(pattern).map((text, index) => ({ text, isKept: index % 2 === 1 }));
}

function encodeText(text: string, { kind, pieces }: CodeLiteral): string {
  if (kind.markup) return withEntities(text, kind.close || (kind.markup === "jsx" ? "<>{}" : "<>"));
  const doubled = [...kind.doubled].reduce((spelled, char) => spelled.replaceAll(char, char + char), text);
  if (!kind.escapes) return doubled;
  const hasLines =
    kind.isMultiline &&
    pieces.some(({ isKept, value, start, end }) => {
      return !isKept && /[\r\n]/.test(value) && end - start === value.length;
    });
  return escapeText(doubled, kind, kind.escapes, hasLines);
}

function escapeText(text: string, kind: LiteralKind, escapes: EscapeStyle, hasLines: boolean): string {
  const { close, dangerous, forbidden } = kind;
  const { mark } = escapes;
  const quote = close[0] ?? "";
  const isTriple = /^("""|''')/.test(close);
  const escapesQuote = !isTriple || text.includes(close) || text.endsWith(quote);
  let spelled = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === forbidden) spelled += mark + escapes.spell(char.charCodeAt(0));
    else if (text.startsWith(mark, at)) {
      spelled += `${mark}\\`;
    } else if (char === quote && escapesQuote && mark.length === 1) spelled += mark + quote;
    else if (/[\r\n]/.test(char) && (hasLines || (kind.isMultiline && !("n" in escapes.named)))) spelled += char;
    else if (isControl(char)) spelled += mark + named(char, escapes);
    else spelled += isDangerous(text, at, dangerous) ? mark + char : char;
  }
  return spelled;
}

function isDangerous(text: string, at: number, dangerous: RegExp | undefined): boolean {
  if (!dangerous) return false;
  dangerous.lastIndex = at;
  return dangerous.test(text);
}

/** C0 and the lines of Unicode, which some languages do not allow in a literal. */
function isControl(char: string): boolean {
  return char < " " || char === "\x7f" || char === "\u2028" || char === "\u2029";
}

/** Not as `\0`, which a following digit would change, and not as Java's `\s`. */
function named(char: string, escapes: EscapeStyle): string {
  const name = Object.keys(escapes.named).find((one) => one !== "0" && one !== "s" && escapes.named[one] === char);
  return name ?? escapes.spell(char.charCodeAt(0));
}

/** What a person typed as an amount: its value, or why it has none. */
export type ReadAmount =
  | { readonly value: number }
  /** `ambiguous`: it could be read as two numbers; `invalid`: it is not a number of 0 or more. */
  | { readonly problem: "ambiguous" | "invalid" };

/**
 * Reads an amount as a person types it: with the decimal sign of their language or with a point, and without thousands
 * separators. What could be one is refused: guessing could make a budget a thousand times too large.
 *
 * @param language BCP 47
 * @example
 * readAmount("2,50", "de") // { value: 2.5 }
 */
export function readAmount(text: string, language: string): ReadAmount {
  const typed = text.trim().replace(/^\$\s*|\s*\$$/g, "");
  if (/^\d+$/.test(typed)) return { value: Number(typed) };
  const [, whole = "", sign = "", rest] = /^(\d*)([.,])(\d+)$/.exec(typed) ?? [];
  if (rest === undefined) return { problem: /^\d[\d.,'’\s\u00a0\u202f]*\d$/.test(typed) ? "ambiguous" : "invalid" };
  const decimal = decimalSign(language);
  const isThousands = rest.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (sign !== decimal && (sign === "," || isThousands)) return { problem: "ambiguous" };
  return { value: Number(`${whole || 0}.${rest}`) };
}

/** An amount as {@link readAmount} reads it. */
export function writeAmount(amount: number, language: string): string {
  return new Intl.NumberFormat([language, "en"], { useGrouping: false, maximumFractionDigits: 12 }).format(amount);
}

function decimalSign(language: string): string {
  const parts = new Intl.NumberFormat([language, "en"]).formatToParts(0.5);
  return parts.find(({ type }) => type === "decimal")?.value ?? ".";
}

import { type SaidArgument, said } from "../errors.js";

/** The units that money for the large model is counted in. */
export type CapUnit = (typeof CAP_UNITS)[number];
export const CAP_UNITS = ["usd", "tokens", "segments"] as const;

/** An amount spent or set aside, in every unit: US dollars, tokens sent and received, segments. */
export type Spending = Readonly<Record<CapUnit, number>>;

/** Nothing spent. */
export const NOTHING: Spending = { usd: 0, tokens: 0, segments: 0 };

/** The sum of two amounts. */
export function sumOf(a: Spending, b: Spending): Spending {
  return { usd: a.usd + b.usd, tokens: a.tokens + b.tokens, segments: a.segments + b.segments };
}

/**
 * An amount that a ledger can count.
 *
 * @throws {RangeError} if it is negative or not finite: it would make room under every cap, or block it forever
 */
export function countable(amount: Spending): Spending {
  const isOne = [amount.usd, amount.tokens, amount.segments].every((value) => Number.isFinite(value) && value >= 0);
  if (isOne) return amount;
  throw new RangeError(`${JSON.stringify(amount)} is no amount that can be spent`);
}

/**
 * US dollars with as many digits as small amounts need, so that none looks like nothing.
 *
 * @param language BCP 47; undefined for English
 * @example
 * dollars(0.00123) // "$0.0012"
 */
export function dollars(amount: number, language?: string): string {
  const digits = amount === 0 ? 0 : amount >= 1 ? 2 : amount >= 0.01 ? 3 : smallDigits(amount);
  const shown = amount < 0.01 ? Number(amount.toPrecision(2)) : amount;
  if (language === undefined) return `$${shown.toFixed(digits)}`;
  return new Intl.NumberFormat([language, "en"], {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(shown);
}

/** Two significant digits. @param amount below 0.01 */
function smallDigits(amount: number): number {
  return Math.min(12, 1 - Math.floor(Math.log10(amount)));
}

/** An amount with its unit, as an argument of a sentence. */
export function saidAmount(amount: number, unit: CapUnit): SaidArgument {
  if (unit === "usd") return { usd: amount, english: dollars(amount) };
  const count = Math.round(amount);
  if (unit === "tokens") return count === 1 ? said`1 token` : said`${count} tokens`;
  return count === 1 ? said`1 string` : said`${count} strings`;
}

/** An amount with its unit, for people. */
export function amountText(amount: number, unit: CapUnit): string {
  return unit === "usd" ? dollars(amount) : `${Math.round(amount)} ${unit}`;
}

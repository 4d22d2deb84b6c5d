const PLURAL = /\{(\d+), plural,((?: \w+ \{(?:[^{}]|\{\d+\})*\})+)\}/g;
const BRANCH = / (\w+) \{((?:[^{}]|\{\d+\})*)\}/g;

/**
 * Puts arguments into a message of the program's own, at `{0}`, `{1}`, …, and takes the branch of a plural for its number: the
 * part of ICU MessageFormat that such messages need. Numbers are written as the language writes them.
 *
 * @param language of the message, BCP 47; undefined for English with plain numbers, as programs read them
 * @example
 * formatMessage("{0, plural, one {# string} other {# strings}} in {1}", [1234, "de.json"], "en") // "1,234 strings in de.json"
 */
export function formatMessage(message: string, args: readonly (string | number)[], language?: string): string {
  const branched = message.includes(", plural,") ? withBranches(message, args, language ?? "en") : message;
  return branched.replace(/\{(\d+)\}/g, (place, index) => {
    const one = args[Number(index)];
    if (one === undefined) return place;
    return typeof one === "number" ? formatNumber(one, language) : one;
  });
}

function withBranches(message: string, args: readonly (string | number)[], language: string): string {
  const rules = new Intl.PluralRules([language, "en"]);
  return message.replace(PLURAL, (all, index: string, written: string) => {
    const branches = new Map(
      [...written.matchAll(BRANCH)].map(([, category, text]) => [category as string, text ?? ""]),
    );
    const branch = branches.get(rules.select(Number(args[Number(index)]))) ?? branches.get("other");
    return branch?.replaceAll("#", `{${index}}`) ?? all;
  });
}

/**
 * A number as a language writes it.
 *
 * @param language undefined for English with plain numbers, as programs read them
 * @param digits after the decimal sign; undefined for as many as it has, and no more than three
 * @example
 * formatNumber(1234.5, "de", 1) // "1.234,5"
 */
export function formatNumber(value: number, language: string | undefined, digits?: number): string {
  if (language === undefined) return digits === undefined ? String(value) : value.toFixed(digits);
  const fixed = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat([language, "en"], fixed).format(value);
}

/**
 * A list of things: all of them, or (`disjunction`) one of them.
 *
 * @param language undefined for commas, as programs write lists
 * @example
 * formatList(["one", "few"], "de") // "one und few"
 */
export function formatList(
  items: readonly string[],
  language: string | undefined,
  type: "conjunction" | "disjunction" = "conjunction",
): string {
  return language === undefined
    ? items.join(type === "disjunction" ? " or " : ", ")
    : new Intl.ListFormat([language, "en"], { type }).format(items);
}

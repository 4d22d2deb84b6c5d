import { BLANK } from "#core/messages/mask.js";
import { DIGIT } from "#core/text/traits.js";
import type { Check, Fix, Severity } from "../check.js";
import { differenceOf } from "../multiset.js";
import type { ReadableText } from "../readable-text.js";

/** Digits with thousands and decimal separators. */
const NUMBER = /\p{Nd}+(?:[.,'’\u00a0\u202f٬٫]\p{Nd}+)*/gu;
/** The same for texts that have no other digits, in half the time. */
const ASCII_NUMBER = /\d+(?:[.,'’\u00a0\u202f]\d+)*/g;
/** Groups of digits with the separators of telephone numbers. */
const GROUPED = /\p{Nd}{1,15}(?:(?:[ \u00a0\u202f()/.-]{1,3}(?<! \()|\s?\((?=\p{Nd}{1,15}\)))\p{Nd}{1,15}){1,8}/gu;
/** A day, a month and a year, which languages order. */
const DATE = /^(?:\p{Nd}{1,2}\.\p{Nd}{1,2}\.\p{Nd}{4}|\p{Nd}{4}\.\p{Nd}{1,2}\.\p{Nd}{1,2})$/u;
/** From this many digits on, a number is a name. */
const MIN_NAMING = 6;
/** The number that names a numeral system: `16진수` is hexadecimal. */
const NUMERAL_SYSTEM = /\p{Nd}{1,2}(?=\s?(?:진(?!\p{L})|진수|진법|[進进]))/gu;
/** A time with am or pm: its hours may change between 12 and 24. */
const CLOCK = /\p{Nd}\s?[ap]\.?m\b/iu;

/** The translation has the numbers of the source, in the spelling of its language. */
export const numbers: Check = {
  name: "numbers",
  title: "The numbers of the source are in the translation.",
  explanation:
    "A wrong number is a wrong statement. Separators of thousands and decimals may be those of the target language, and small numbers may be words.",
  needs: DIGIT,
  find: ({ read, isChoice }) => {
    if (isChoice || areAlike(read.source, read.target) || CLOCK.test(read.source.words)) return [];
    const codes = codesIn(read.source.text).filter((code) => read.target.words.includes(code));
    const [source, target] = [read.source, read.target].map(({ words }) => joined(without(words, codes))) as [
      string,
      string,
    ];
    const called = strangeNumber(source, target);
    if (called !== undefined) return [{ severity: "error", problem: { code: "numbers-extra", numbers: [called] } }];
    const systems = new Set(target.match(NUMERAL_SYSTEM));
    const { missing, extra: others } = differenceOf(numbersIn(source), numbersIn(target));
    const extra = others.filter((digits) => !systems.has(digits));
    const [one, other] = [missing[0], extra[0]];
    if (missing.length === 1 && extra.length === 1 && one !== undefined && other !== undefined)
      return [
        {
          severity: severityOf([one, other]),
          problem: { code: "number-changed", found: other, expected: one },
          ...fixOf(read.target, other, one),
        },
      ];
    // Single digits often become words, and the other way round.
    const lost = missing.filter((digits) => digits.length > 1);
    const strange = extra.filter((digits) => digits.length > 1);
    if (lost.length > 0) return [{ severity: severityOf(lost), problem: { code: "numbers-missing", numbers: lost } }];
    if (strange.length > 0)
      return [{ severity: severityOf(strange), problem: { code: "numbers-extra", numbers: strange } }];
    return [];
  },
};

/** `H264`, `X11`: their digits are no numbers, also in `Apple-VT-H264-Kodierer`. */
function codesIn(text: string): string[] {
  return text.match(/\p{Lu}{1,9}\p{Nd}{2,9}(?![\p{L}\p{Nd}])/gu) ?? [];
}

function without(text: string, codes: readonly string[]): string {
  return codes.reduce((rest, code) => rest.replaceAll(code, BLANK), text);
}

/** Whether two texts have the same numbers, as most have, and none that names something. */
function areAlike(source: ReadableText, target: ReadableText): boolean {
  const pattern = source.isLatin && target.isLatin ? ASCII_NUMBER : NUMBER;
  const [before, after] = [source.words.match(pattern) ?? [], target.words.match(pattern) ?? []];
  const length = after.reduce((sum, number) => sum + number.length, 0);
  return length < MIN_NAMING && before.length === after.length && after.every((number, at) => number === before[at]);
}

/** A text without the blanks in `10 000`, as keyboards write them. */
function joined(text: string): string {
  return text.replace(/(?<=(?<!\p{Nd})\p{Nd}{1,3}(?: \p{Nd}{3})*) (?=\p{Nd}{3}(?!\p{Nd}))/gu, "");
}

/** A number of six or more digits names an account, a telephone or a sum: a different one is a different statement. */
function severityOf(numbers: readonly string[]): Severity {
  return numbers.some((digits) => digits.length >= MIN_NAMING) ? "error" : "warning";
}

/** A number in groups, such as that of a telephone, that the source does not have in any order of its groups: dates change it. */
function strangeNumber(source: string, target: string): string | undefined {
  const groups = target.match(GROUPED) ?? [];
  if (groups.length === 0) return undefined;
  const known = new Set((source.match(GROUPED) ?? []).map(sortedDigits));
  const numbers = new Set(source.match(/\p{Nd}+/gu));
  // `between 1 and 65535` may become `1-65535`.
  const isRange = (grouped: string): boolean => grouped.match(/\p{Nd}+/gu)?.every((one) => numbers.has(one)) ?? false;
  return groups.find((grouped) => {
    const digits = sortedDigits(grouped);
    return digits.length >= MIN_NAMING && !known.has(digits) && !isRange(grouped);
  });
}

function sortedDigits(text: string): string {
  return numbersIn(text).join("").split("").sort().join("");
}

/** Replaces the number, if it occurs once and would lose no separators. */
function fixOf({ text, words }: ReadableText, wrong: string, right: string): { readonly fix?: Fix } {
  const places = [...words.matchAll(NUMBER)].filter(([number]) => number === wrong);
  const [place] = places;
  if (!place || places.length > 1) return {};
  const target = text.slice(0, place.index) + right + text.slice(place.index + wrong.length);
  return { fix: { action: { code: "replace", from: wrong, to: right }, target } };
}

/** Numbers as ASCII digits without separators of thousands and decimals; the parts of a date are a number each. */
function numbersIn(text: string): string[] {
  const numbers = text.match(NUMBER) ?? [];
  return numbers
    .flatMap((one) => (DATE.test(one) ? (one.match(/\p{Nd}+/gu) ?? []) : [one]))
    .map((number) => {
      if (/^\d+$/.test(number)) return number;
      return [...number]
        .filter((char) => /\p{Nd}/u.test(char))
        .map(digitOf)
        .join("");
    });
}

/** The value of a decimal digit: Unicode has digits in blocks of ten, without a property for the first. */
function digitOf(char: string): string {
  if (char <= "9") return char;
  let code = char.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
    code--;
    value++;
  }
  return String(value);
}

import type { LanguageTag } from "./tag.js";

/** Index of the piece of a message that a number takes. */
type PieceOf = (n: number) => number;

const isTeen = (n: number, from = 11): boolean => n % 100 >= from && n % 100 <= 19;
const isFew = (n: number): boolean => n % 10 >= 2 && n % 10 <= 4;

/** The rules of Laravel's `MessageSelector`; in some languages they differ from CLDR's. */
const RULES: readonly (readonly [languages: string, pieceOf: PieceOf])[] = [
  ["az bo dz id ja jv ka km kn ko ms th tr vi zh", () => 0],
  [
    "af bn bg ca da de el en eo es et eu fa fi fo fur fy gl gu ha he hu is it ku lb ml mn mr nah nb ne nl nn no om or pa pap ps pt so sq sv sw ta te tk ur zu",
    (n) => (n === 1 ? 0 : 1),
  ],
  ["am bh fil fr gun hi hy ln mg nso ti wa", (n) => (n <= 1 ? 0 : 1)],
  ["be bs hr ru sr uk", (n) => (n % 10 === 1 && n % 100 !== 11 ? 0 : isFew(n) && !isTeen(n, 10) ? 1 : 2)],
  ["cs sk", (n) => (n === 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2)],
  ["ga", (n) => (n === 1 ? 0 : n === 2 ? 1 : 2)],
  ["lt", (n) => (n % 10 === 1 && n % 100 !== 11 ? 0 : n % 10 >= 2 && !isTeen(n, 10) ? 1 : 2)],
  ["sl", (n) => (n % 100 === 1 ? 0 : n % 100 === 2 ? 1 : n % 100 === 3 || n % 100 === 4 ? 2 : 3)],
  ["mk", (n) => (n % 10 === 1 ? 0 : 1)],
  ["mt", (n) => (n === 1 ? 0 : n === 0 || (n % 100 > 1 && n % 100 < 11) ? 1 : isTeen(n) ? 2 : 3)],
  ["lv", (n) => (n === 0 ? 0 : n % 10 === 1 && n % 100 !== 11 ? 1 : 2)],
  ["pl", (n) => (n === 1 ? 0 : isFew(n) && !isTeen(n, 12) ? 1 : 2)],
  ["cy", (n) => (n === 1 ? 0 : n === 2 ? 1 : n === 8 || n === 11 ? 2 : 3)],
  ["ro", (n) => (n === 1 ? 0 : n === 0 || (n % 100 > 0 && n % 100 < 20) ? 1 : 2)],
  ["ar", (n) => (n <= 2 ? n : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5)],
];

const RULE_OF = new Map(RULES.flatMap(([languages, pieceOf]) => languages.split(" ").map((one) => [one, pieceOf])));

/** Below this number all pieces of every rule occur. */
const MAX_COUNT = 200;

/**
 * The pieces that Laravel expects in a language, each with a number that takes it: 1 if it takes the piece and
 * is not alone, otherwise the smallest from 2, otherwise 0. Source: `MessageSelector` of laravel/framework.
 *
 * @returns undefined for a language without a rule in Laravel
 */
export function laravelPieces(language: LanguageTag): readonly number[] | undefined {
  const pieceOf = RULE_OF.get(language.split("-")[0] ?? "");
  if (!pieceOf) return undefined;
  const numbers = [1, ...Array.from({ length: MAX_COUNT }, (_, index) => index + 2), 0];
  const count = Math.max(...numbers.map(pieceOf)) + 1;
  if (count === 1) return [2];
  return Array.from({ length: count }, (_, piece) => numbers.find((n) => pieceOf(n) === piece) ?? 0);
}

/** Numbers below {@link MAX_COUNT} that take a piece, in a language with a rule in Laravel. */
export function laravelCounts(language: LanguageTag, piece: number): readonly number[] {
  const pieceOf = RULE_OF.get(language.split("-")[0] ?? "");
  return Array.from({ length: MAX_COUNT }, (_, n) => n).filter((n) => pieceOf?.(n) === piece);
}

import { laravelCounts, laravelPieces } from "../language/laravel-plurals.js";
import { bestFirst } from "../language/plural-numbers.js";
import type { LanguageTag } from "../language/tag.js";
import type { MessageSyntax } from "./message-syntax.js";

/** One variant of a message, and what is around it. */
export interface MessageVariant {
  /** Blanks, the pipe before it, and Laravel's range: `|[2,*] `. */
  readonly lead: string;
  readonly text: string;
  /** Numbers that take it, best first, if known for the language. */
  readonly counts?: readonly number[];
}

/**
 * What Laravel and Symfony write before a variant: `{0}`, `{1,2}`, `[2,*]` or `]1,Inf[`; Laravel
 * documentation, "Localization", "Pluralization".
 */
const INTERVAL = "[[\\]]\\s*(?:-?\\d{1,9}|-Inf|\\*)\\s*,\\s*(?:\\d{1,9}|\\+?Inf|\\*)\\s*[[\\]]";
const EXACT = new RegExp(`^\\s*(?:\\{\\d{1,9}(?:,\\s*\\d{1,9}){0,20}\\}|${INTERVAL})\\s*`);
const RANGE = new RegExp(`(?:^|\\|)\\s*${INTERVAL}`);
const MARKS = new RegExp(`${INTERVAL}|[[\\](){}<>|]`, "g");

/** Whether pipes always separate variants, as in Laravel's files, or only if they look like it. */
export type Pipes = "always" | "likely";

/** The syntaxes in which pipes separate variants. */
export const PIPES: ReadonlyMap<MessageSyntax, Pipes> = new Map([
  ["piped", "likely"],
  ["laravel", "always"],
]);

/**
 * Takes a message with variants apart: `car | cars` of vue-i18n, `{0} none|[1,*] some` and
 * `apple|apples` of Laravel. Pipes in brackets, as in `[start|stop]`, separate nothing.
 *
 * @returns undefined for a message without variants
 */
export function variantsOf(message: string, pipes: Pipes): MessageVariant[] | undefined {
  const pieces = piecesOf(message);
  if (pieces.length < 2 || pieces.some((piece) => piece.trim() === "")) return undefined;
  const isSpaced = pieces.every(
    (piece, index) => (index === 0 || /^\s/.test(piece)) && (index === pieces.length - 1 || /\s$/.test(piece)),
  );
  const hasRanges = RANGE.test(message) || (!isSpaced && pieces.every((piece) => EXACT.test(piece)));
  if (pipes === "likely" && !isSpaced && !hasRanges && !areAlike(pieces)) return undefined;
  return pieces.map((piece, index) => {
    const range = hasRanges || (pipes === "always" && !isSpaced) ? (EXACT.exec(piece)?.[0] ?? "") : "";
    return { lead: (index === 0 ? "" : "|") + range, text: piece.slice(range.length) };
  });
}

/** Whether variants are plural forms only; variants with ranges are chosen by range. */
function areForms(variants: readonly MessageVariant[]): boolean {
  return variants.every(({ lead }) => lead === "" || lead === "|");
}

/** The same variants in another selection, between pipes. */
function chosen(variants: readonly MessageVariant[], indexes: readonly number[]): MessageVariant[] {
  const pipe = /\s$/.test(variants[0]?.text ?? "") ? " | " : "|";
  return indexes.map((from, index) => ({ lead: index === 0 ? "" : pipe, text: variants[from]?.text.trim() ?? "" }));
}

/**
 * The variants that Laravel expects in a language: `apple|apples` has three in Russian and one in Japanese. Variants
 * with ranges, where Laravel takes the first that fits, stay, and so do messages with other than two.
 */
export function laravelVariants(variants: readonly MessageVariant[], target: LanguageTag): readonly MessageVariant[] {
  const numbers = laravelPieces(target);
  if (!numbers || variants.length !== 2 || !areForms(variants)) return variants;
  const indexes = numbers.map((n) => (n === 1 ? 0 : 1));
  const pieces = numbers.length === variants.length ? variants : chosen(variants, indexes);
  return pieces.map((piece, index) => ({ ...piece, counts: bestFirst(laravelCounts(target, index)) }));
}

/**
 * The source with as many plural forms as its translation: missing ones repeat the last, and superfluous first ones
 * are dropped.
 */
export function sourceLikeTarget(source: string, target: string, pipes: Pipes): string {
  if (!source.includes("|")) return source;
  const variants = variantsOf(source, pipes);
  const count = variantsOf(target, pipes)?.length ?? (pipes === "always" ? 1 : 0);
  if (!variants || count === 0 || count === variants.length || !areForms(variants)) return source;
  const last = variants.length - 1;
  const indexes = Array.from({ length: count }, (_, index) =>
    count > variants.length ? Math.min(index, last) : last - (count - 1 - index),
  );
  return chosen(variants, indexes)
    .map(({ lead, text }) => lead + text)
    .join("");
}

/** Splits a message at the pipes outside brackets. */
function piecesOf(message: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: char, index } of message.matchAll(MARKS)) {
    if (char.length > 1) continue;
    if (char !== "|") depth = "[({<".includes(char) ? depth + 1 : Math.max(0, depth - 1);
    else if (depth === 0) {
      pieces.push(message.slice(start, index));
      start = index + 1;
    }
  }
  return [...pieces, message.slice(start)];
}

/** Whether every variant shares the beginning of a word with the first: `apple|apples`. */
function areAlike([first = "", ...others]: readonly string[]): boolean {
  const stemsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_:{%$][\p{L}\p{N}_]{2}/gu) ?? [];
  const stems = new Set(stemsOf(first));
  return others.every((other) => stemsOf(other).some((stem) => stems.has(stem)));
}

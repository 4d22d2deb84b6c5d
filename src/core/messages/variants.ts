import { formCounts, pluralRuleFor } from "../language/gettext-plurals.js";
import { laravelCounts, laravelPieces } from "../language/laravel-plurals.js";
import { pluralCategories } from "../language/plural-categories.js";
import { bestFirst, numbersOf } from "../language/plural-numbers.js";
import type { LanguageTag } from "../language/tag.js";
import type { MessageSyntax } from "./message-syntax.js";

/** One variant of a message, and what is around it. */
export interface MessageVariant {
  /** Blanks, the pipe before it, and Laravel's range or Java's limit: `|[2,*] `, `|1<`. */
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
  if (message.includes(POLYGLOT)) return polyglotPieces(message);
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

/** Between the plural forms of Polyglot.js. */
const POLYGLOT = "||||";

function polyglotPieces(message: string): MessageVariant[] | undefined {
  const pieces = message.split(POLYGLOT).map((piece) => piece.trim());
  return pieces.includes("")
    ? undefined
    : pieces.map((text, index) => ({ lead: index === 0 ? "" : ` ${POLYGLOT} `, text }));
}

/** The variants of a message of Polyglot.js that a language has, by gettext's rule; other variants stay. */
export function polyglotVariants(variants: readonly MessageVariant[], target: LanguageTag): readonly MessageVariant[] {
  const [, plural] = variants;
  if (!plural?.lead.includes(POLYGLOT) || variants.length !== 2) return variants;
  const forms = pluralRuleFor(target);
  return Array.from({ length: forms.count }, (_, index) => {
    const counts = formCounts(forms, index);
    const text = variants[forms.count > 1 && counts.includes(1) ? 0 : 1]?.text ?? plural.text;
    return { lead: index === 0 ? "" : plural.lead, text, counts };
  });
}

/** Whether variants are plural forms only; variants with ranges are chosen by range. */
function areForms(variants: readonly MessageVariant[]): boolean {
  return variants.every(({ lead }) => lead === "" || lead === "|" || lead.includes(POLYGLOT));
}

/** The same variants in another selection, between pipes. */
function chosen(variants: readonly MessageVariant[], indexes: readonly number[]): MessageVariant[] {
  const own = variants[1]?.lead ?? "";
  const pipe = own.includes(POLYGLOT) ? own : /\s$/.test(variants[0]?.text ?? "") ? " | " : "|";
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
  const count = variantsOf(target, pipes)?.length ?? (pipes === "always" || source.includes(POLYGLOT) ? 1 : 0);
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

/**
 * A choice within a text, with the branches that the target language needs: MediaWiki's `{{PLURAL:$1|…|…}}`, Java's
 * `{0,choice,0#…|1#…|1<…}`.
 */
export interface InlineChoice {
  readonly whole: string;
  readonly open: string;
  readonly branches: readonly MessageVariant[];
  readonly close: string;
}

/** Text of a branch: links and braces of one level may contain bars. */
const BRANCH = "(?:[^{}[\\]|\\n]|\\[\\[[^[\\]\\n]{0,200}\\]\\]|\\[[^[\\]\\n]{0,200}\\]|\\{[^{}\\n]{0,200}\\}){0,500}";
const WIKI = new RegExp(`(\\{\\{(PLURAL|GENDER):[^{}|\\n]{0,60}\\|)(${BRANCH}(?:\\|${BRANCH}){0,12})(\\}\\})`, "g");
const JAVA = new RegExp(`(\\{\\s*\\d{1,3}\\s*,\\s*(choice)\\s*,)(${BRANCH}(?:\\|${BRANCH}){0,12})(\\})`, "g");
const BARS = new RegExp(`\\|?(${BRANCH})`, "g");
/** MediaWiki's branch for one number; the limit of a branch in Java's ChoiceFormat. */
const LEADS: Readonly<Record<string, RegExp>> = { PLURAL: /^\d{1,9}=/, choice: /^\s*-?[\d.∞]{1,12}\s*[#<≤]/ };

/**
 * Finds the choices of a text; none if one cannot be read. Java's apostrophes quote, so that a text with them is left whole.
 *
 * @example
 * inlineChoices("{{PLURAL:$1|one file|$1 files}}", "ja")[0]?.branches.map(({ text }) => text) // ["$1 files"]
 */
export function inlineChoices(text: string, target: LanguageTag): InlineChoice[] {
  const isJava = text.includes("choice") && !text.includes("'");
  if (!isJava && !text.includes("{{")) return [];
  return [...text.matchAll(isJava ? JAVA : WIKI)].map(([whole, open = "", kind = "", body = "", close = ""]) => {
    const branches = branchesOf(body, kind);
    return { whole, open, branches: kind === "PLURAL" ? formsFor(branches, target) : branches, close };
  });
}

function branchesOf(body: string, kind: string): MessageVariant[] {
  const texts = [...body.matchAll(BARS)].map(({ 1: text = "" }) => text).slice(0, -1);
  return texts.map((text) => {
    const lead = LEADS[kind]?.exec(text)?.[0] ?? "";
    return { lead, text: text.slice(lead.length) };
  });
}

/** The plural forms of the target, each with the source's text for 1 or for other numbers; `0=none` stays first. */
function formsFor(branches: readonly MessageVariant[], target: LanguageTag): readonly MessageVariant[] {
  const exact = branches.filter(({ lead }) => lead !== "");
  const [one, other = one] = branches.filter(({ lead }) => lead === "");
  if (!one || !other) return branches;
  const categories = pluralCategories(target, false);
  const forms = categories.map((category): MessageVariant => {
    const { text } = category === "one" && categories.length > 1 ? one : other;
    return { lead: "", text, counts: numbersOf(target, category, false) };
  });
  return [...exact, ...forms];
}

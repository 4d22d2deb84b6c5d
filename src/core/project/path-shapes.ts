/** The ways to read a path as that of a language. Files belong together if they have the same shape. */

import { isPseudoLocale } from "../language/pseudo-locale.js";
import { readSpelling, spell } from "../language/spelling.js";
import type { LanguageTag } from "../language/tag.js";
import { commonTraits, type TagTraits } from "../language/tag-traits.js";
import { isCompatible, withRegion } from "../language/variety.js";
import { remembering } from "../text/remembering.js";
import { CONVENTIONS, type Shape, SLOT } from "./conventions.js";
import { type LanguageWord, languageWords, MAX_PATHS } from "./path-words.js";

export { type Shape, SLOT } from "./conventions.js";

/** One way to read a path. */
export interface Reading {
  readonly shape: Shape;
  /** Undefined for a source file whose path names no language. */
  readonly language: LanguageTag | undefined;
  /** The words at the slots; empty if the file is elsewhere than its translations. */
  readonly words: readonly string[];
  readonly kind: "fixed" | "named" | "unnamed" | "known";
}

/** No path has more words for one language. */
const MAX_WORDS = 4;

/** All ways to read a path, the likeliest first. */
export const readingsOf: (path: string) => readonly Reading[] = remembering(MAX_PATHS, readPath);

function readPath(path: string): readonly Reading[] {
  const bases = CONVENTIONS.flatMap(({ kind, shapeOf }): Reading[] => {
    const found = shapeOf(path);
    if (!found) return [];
    const { shape, word } = found;
    if (word === undefined) return [{ shape, language: undefined, words: [], kind }];
    const language = readSpelling(word)?.tag;
    return language === undefined ? [] : [{ shape, language, words: [word], kind }];
  });
  const ofKind = (kind: Reading["kind"]): Reading[] => bases.filter((one) => one.kind === kind);
  return [...ofKind("fixed"), ...namedReadings(path), ...ofKind("unnamed"), ...ofKind("known")];
}

function namedReadings(path: string): Reading[] {
  const byLanguage = new Map<string, LanguageWord[]>();
  for (const word of languageWords(path)) {
    const language = word.tag.split("-")[0] ?? "";
    byLanguage.set(language, [...(byLanguage.get(language) ?? []), word].slice(-MAX_WORDS));
  }
  return [...byLanguage.values()].reverse().flatMap((words) =>
    choices(path, words).flatMap((chosen): Reading[] => {
      const language = commonTag(chosen.map(({ tag }) => tag));
      if (language === undefined) return [];
      const spelled = chosen.map(({ start, end }) => path.slice(start, end));
      return [{ shape: shapeOf(path, chosen), language, words: spelled, kind: "named" }];
    }),
  );
}

/** The most specific of some tags, if all others are the same or shorter: `en-US` of `en-US` and `en`. */
function commonTag(tags: readonly LanguageTag[]): LanguageTag | undefined {
  const [first, ...others] = [...tags].sort((a, b) => b.length - a.length);
  return first !== undefined && others.every((one) => isCompatible(one, first)) ? first : undefined;
}

/**
 * Which words of one language may change together: first those in the name and its folder, then each word alone from
 * the last one, then the others.
 */
function choices(path: string, words: readonly LanguageWord[]): readonly (readonly LanguageWord[])[] {
  if (words.length < 2) return [words];
  const last = words.at(-1)?.segment ?? 0;
  // In Xcode's exports the file is in a folder of the bundle.
  const together = words.filter(({ segment, end }) => segment >= last - 1 || path.startsWith(".xcloc", end));
  const all: (readonly LanguageWord[])[] = [together, ...words.toReversed().map((word) => [word])];
  for (let bits = 1; bits < 2 ** words.length; bits++) all.push(words.filter((_, index) => bits & (1 << index)));
  const seen = new Set<string>();
  return all.filter((chosen) => {
    const name = chosen.map(({ start }) => start).join(" ");
    return !seen.has(name) && seen.add(name);
  });
}

function shapeOf(path: string, words: readonly LanguageWord[]): Shape {
  let shape = "";
  let at = 0;
  for (const { start, end } of words) {
    shape += path.slice(at, start) + SLOT;
    at = end;
  }
  return shape + path.slice(at);
}

/** A file of a shape: its language, and the words at the slots. */
export interface ShapeMatch {
  readonly language: LanguageTag;
  readonly words: readonly string[];
}

/** Reads a path as one of a shape; undefined if it does not fit, or its slots disagree on the language. */
export function matchShape(shape: Shape, path: string): ShapeMatch | undefined {
  const words = shapePattern(shape).exec(path)?.slice(1);
  const tags = words?.map((word) => readSpelling(word)?.tag ?? "");
  const language = tags?.includes("") ? undefined : commonTag(tags ?? []);
  return words && language !== undefined ? { language, words } : undefined;
}

/** The files of a shape by language; the first one if there are several. */
export function siblingsOf(
  shape: Shape,
  there: readonly string[],
): Map<LanguageTag, ShapeMatch & { readonly path: string }> {
  const found = new Map<LanguageTag, ShapeMatch & { readonly path: string }>();
  for (const path of there) {
    const match = matchShape(shape, path);
    if (match && !found.has(match.language)) found.set(match.language, { ...match, path });
  }
  return found;
}

const MAX_PATTERNS = 5000;

const shapePattern = remembering(MAX_PATTERNS, (shape): RegExp => {
  const parts = shape.split(SLOT).map((text) => text.replace(/[.\\+*?()[\]{}|^$]/g, "\\$&"));
  return new RegExp(`^${parts.join("([^\\\\/.]{2,40})")}$`, "s");
});

/** Whether a path that names a language may be that of a source file. */
export function isOfSource(language: LanguageTag, source: LanguageTag): boolean {
  return isCompatible(language, source) && (language === source || !isPseudoLocale(language));
}

/**
 * The ways to read a path as that of a source file, likeliest first.
 *
 * @param isNamed whether a source file must name its language
 */
export function sourceReadings(path: string, source: LanguageTag, isNamed = false): readonly Reading[] {
  const all = readingsOf(path).filter(({ language, kind }) => {
    if (language !== undefined) return isOfSource(language, source);
    return kind === "fixed" || !(isNamed || isInOther(path, source));
  });
  return all.some(({ kind }) => kind === "named")
    ? all.filter(({ kind }) => kind !== "known" || /\.pot$/i.test(path))
    : all;
}

/** Whether the folder of a file is a language with its region, and not the source language: `de-DE/Resources.resw`. */
function isInOther(path: string, source: LanguageTag): boolean {
  const [, folder = ""] = /([^\\/]+)[\\/][^\\/]*$/.exec(path) ?? [];
  const language = readSpelling(folder.replace(/\.\w+$/, ""))?.tag;
  return language?.includes("-") === true && !isOfSource(language, source);
}

/** The path of a shape in a language, with each slot spelled as in its siblings, or else as usual on the platform. */
export function pathOf(reading: Reading, target: LanguageTag, siblings: readonly ShapeMatch[]): string {
  const usual = usualTraits(reading.shape, target);
  const parts = reading.shape.split(SLOT);
  const tag = isMagento(reading) ? withRegion(target) : target;
  return parts
    .map((text, slot) => {
      if (slot === parts.length - 1) return text;
      const near = siblings.map(({ words }) => readSpelling(words[slot] ?? "")?.traits ?? {});
      const own = readSpelling(reading.words[slot] ?? "")?.traits ?? {};
      const before = text.endsWith("_") ? { separator: "_" as const } : {};
      return text + spell(tag, together([commonTraits(near), own, { ...usual, ...before }], near));
    })
    .join("");
}

/** Magento has no language without a region. */
function isMagento({ shape, words: [word = ""] }: Reading): boolean {
  return /(?:^|[\\/])i18n[\\/](?:[^\\/]+[\\/])?\0\.csv$/i.test(shape) && /^[a-z]{2,3}_[A-Z]{2}$/.test(word);
}

/** Merges traits; earlier ones win. */
function together([near = {}, own = {}, usual = {}]: readonly TagTraits[], siblings: readonly TagTraits[]): TagTraits {
  const first = <Name extends keyof TagTraits>(name: Name): TagTraits[Name] => near[name] ?? own[name] ?? usual[name];
  const named = siblings.filter(({ form }) => form === "name").length;
  const isName = first("form") === "name" && (siblings.length === 0 || 2 * named >= siblings.length);
  const form = usual.form ?? (first("form") === "name" && !isName ? undefined : first("form"));
  return {
    form,
    separator: first("separator"),
    casing: first("casing"),
    isLegacy: first("isLegacy"),
    isLong: first("isLong"),
  };
}

/** Variants and scripts that the C library knows after an `@` alone. */
const VARIANT = /-[a-z]{5,8}$/;

function usualTraits(shape: Shape, target: LanguageTag): TagTraits {
  const fixed = CONVENTIONS.find(({ traits, isOf }) => Object.keys(traits).length > 0 && isOf(shape))?.traits;
  if (fixed) return fixed;
  if (/\.po$/i.test(shape)) {
    // In folders Django has `sr_Latn`.
    const isModifier = VARIANT.test(target) || (/\0\.po$/i.test(shape) && /-(?:Latn|Cyrl)\b/.test(target));
    return { separator: "_", ...(isModifier ? { form: "at" } : {}) };
  }
  // Minecraft; Chrome, PHP and Symfony.
  if (/(?:^|[\\/])assets[\\/][^\\/]+[\\/]lang[\\/]\0\.json$/.test(shape)) return { separator: "_", casing: "lower" };
  const isPosix = /(?:^|[\\/])_locales[\\/]|\.php$|(?:^|[\\/])translations[\\/][^\\/]+\.\0\.(?:ya?ml|xliff|xlf)$/i.test(
    shape,
  );
  return isPosix ? { separator: "_" } : {};
}

/** Candidates for the source files of translations that are elsewhere, likeliest first. */
export function basesOf(shape: Shape): Shape[] {
  const bases = CONVENTIONS.flatMap(({ kind, baseOf }) => {
    const base = baseOf(shape);
    return base === undefined ? [] : [{ base, isKnown: kind === "known" }];
  });
  return bases.sort((a, b) => Number(a.isKnown) - Number(b.isKnown)).map(({ base }) => base);
}

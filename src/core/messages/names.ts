import { blankItems, findProtectedItems } from "./mask.js";

/** A word of letters and digits that is not part of an address, a path, a call or another identifier. */
const WORD =
  /(?<![\p{L}\p{M}\p{N}_.@/\\#$%&<>:])\p{Script=Latin}[\p{Script=Latin}\p{N}]{2,60}(?![\p{L}\p{M}\p{N}_@/\\<>=(]|\.[\p{L}\p{N}])/gu;
/** A capital after a small letter, or several capitals before one: `GitHub`, `iPhone`, `JUnit`. */
const MIXED = /^\p{L}*\p{Ll}\p{N}*\p{Lu}|^\p{Lu}{2,}\p{Ll}/u;
/** Capitals with an ending are plurals of abbreviations, or stressed words: `PDFs`, `vCPUs`, `ADDed`. */
const INFLECTED = /^\p{Ll}?\p{Lu}{2,}(?:s|es|ed|ing|er)$/u;
/** Units differ between languages: `Mio`, `кВт`. */
const UNIT =
  /^(?:[kMGTPEZY]i?(?:B|b|Byte|Bytes|bit|bits|Bit|Bits|bps|Bps|Hz|W|Wh|V|A|J|Pa|N|Ohm)|[cdmnµμp](?:B|Bm|A|L|V|W|Hz|J|N|Pa)|eV|mmHg|mAh|Wh|rH|pH|kWp|PhD)$/u;

/** Common words of interfaces: a name made only of these may be a label written as one word. */
const ORDINARY: ReadonlySet<string> = new Set(
  (
    "access account action add address all app apps area auto back bar board body book books box browser button byte " +
    "bytes calendar camera card chat check client clock code color column combo commerce contact contacts count custom " +
    "customer dashboard data date day days db default demo dialog display document documents down download drop e edit " +
    "editor email end entity error event events example expand extension field fields file files filter first folder " +
    "font form format forward frame free friend friendly full gallery game go group groups header height help hide home " +
    "host hour icon id ids image images index info input item items key keys label last layout left letter level line " +
    "link links list load local location lock log login logo mail manager media menu message messages mode month mouse " +
    "move multi music my name names new news next no not note notes number numbers object off ok on only open order out " +
    "page pages paint panel panes password path pause pdf phone photo photos play player pop prev previous print privacy " +
    "product products profile progress project prop property proxy query quick quit reader read record recorder refresh " +
    "remove reply request reset response right row save scan scanner screen scroll search secret select send server " +
    "service services session set sets setting settings setup shop show sign simple site size skip sort source space " +
    "spell split start status stop storage store string studio sub submit switch tab table tag task tasks template " +
    "terminal test text theme tip tips title tool tools top track tree trial type ui un undo unique unit up update " +
    "updater upload url user users value values version video view viewer voice vol volume wallet watch weather web " +
    "website wide wifi width wiki window windows wi fi word work writer zoom"
  ).split(" "),
);

const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu;

/**
 * The words of a text that are spelt like names, with capitals inside: `GitHub`, `iPhone`, `JUnit5`. People keep
 * 95 % of these (docs/checks.md). Plurals of abbreviations (`PDFs`), units (`MiB`) and compounds of common words
 * (`ToolTip`, `PageUp`) are left out: people translate about half of them.
 */
export function mixedCaseNames(text: string): string[] {
  if (!/\p{Ll}\p{N}*\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(text)) return [];
  const words = blankItems(text, findProtectedItems(text)).match(WORD) ?? [];
  return [...new Set(words.filter((word) => isMixed(word) && !areOrdinary(word.match(PART) ?? [])))];
}

function isMixed(word: string): boolean {
  return MIXED.test(word) && !INFLECTED.test(word) && !UNIT.test(word);
}

function areOrdinary(words: readonly string[]): boolean {
  return words.every((word) => ORDINARY.has(word.toLowerCase()));
}

/** A possible name of the project: for readers, or for a package manager (`open-food-facts`). */
export interface NameCandidate {
  readonly text: string;
  readonly isSlug: boolean;
}

/** Longer ones are sentences. */
const MAX_NAME_LENGTH = 60;
/** How many translated texts with the name are needed to judge whether the language keeps it. */
const MIN_WITNESSES = 2;

/**
 * The candidates that are names in some texts, as spelt there. Excluded are names that the texts also use as a word
 * (`calendar` beside *Calendar*) and those made of common words only. A package manager's spelling must also occur
 * after a lower-case word, where only names have a capital.
 *
 * @param texts of a file in the source language
 * @param translations texts with their translations; if these lack the name, it is translated
 */
export function applicationNames(
  candidates: readonly NameCandidate[],
  texts: readonly string[],
  translations: readonly { readonly source: string; readonly target: string }[] = [],
): string[] {
  const names = candidates.flatMap(({ text, isSlug }) => spellingsOf(text.trim(), isSlug, texts));
  return [...new Set(names)].filter((name) => {
    const witnesses = translations.filter(({ source }) => hasName(source, name));
    const keeping = witnesses.filter(({ target }) => keepsName(target, name));
    return witnesses.length < MIN_WITNESSES || 2 * keeping.length >= witnesses.length;
  });
}

function spellingsOf(candidate: string, isSlug: boolean, texts: readonly string[]): string[] {
  const words = candidate.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (candidate.length > MAX_NAME_LENGTH || !/\p{L}.*[\p{L}\p{N}]/u.test(candidate)) return [];
  const pattern = isSlug ? words.map(escaped).join("[ -]?") : escaped(candidate);
  const whole = (source: string, flags: string, before = ""): RegExp =>
    new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_])${before}(${source})(?![\\p{L}\\p{M}\\p{N}_])`, flags);
  const found = new Set(
    texts.flatMap((text) => [...text.matchAll(whole(pattern, isSlug ? "giu" : "gu"))].map((one) => one[1] ?? "")),
  );
  return [...found].filter((spelling) => {
    if (!/\p{Lu}/u.test(spelling)) return false;
    if (isMixed(spelling)) return true;
    if (areOrdinary(spelling.match(/\p{L}+/gu) ?? [])) return false;
    const asWord = whole(escaped(spelling.toLowerCase()), "u");
    if (texts.some((text) => asWord.test(text))) return false;
    const withinSentence = whole(escaped(spelling), "u", "\\p{Ll}+ ");
    return !isSlug || texts.some((text) => withinSentence.test(text));
  });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** Whether a text contains a name as a whole word. */
export function hasName(text: string, name: string): boolean {
  return findProtectedItems(text, [name]).some((item) => item.kind === "reference" && item.text === name);
}

/** Whether a translation contains a name, inflected or not; for a plural, the singular is enough. */
export function keepsName(translation: string, name: string): boolean {
  return translation.includes(name.replace(/(?<=\p{Ll})s$/u, ""));
}

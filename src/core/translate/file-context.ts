import { keyId, type Unit } from "../formats/format.js";
import { applicationNames, type NameCandidate } from "../messages/names.js";
import type { Wanted } from "../status/wanted-string.js";

/** Longer texts are clear by themselves. */
const MAX_AMBIGUOUS_WORDS = 3;
/** Longer neighbours are left out, since they are sent, and paid for, with every short text. */
const MAX_NEAR_LENGTH = 40;

/** The neighbours of a short text in its file, which show what it means. */
export function nearOf(wanted: readonly Wanted[], index: number): { near?: readonly string[] } {
  const text = wanted[index]?.source ?? "";
  if (text.trim().split(/\s+/, MAX_AMBIGUOUS_WORDS + 1).length > MAX_AMBIGUOUS_WORDS) return {};
  const near = [wanted[index - 1], wanted[index + 1]].flatMap((one) => {
    const source = one?.source.trim() ?? "";
    return source !== "" && source !== text && source.length <= MAX_NEAR_LENGTH ? [source] : [];
  });
  return near.length > 0 ? { near } : {};
}

/** Keys of an application's own name, as Android, Chrome, Flutter and Apple have them. */
const NAME_KEY = /^(?:app(?:lication)?_?name|ext(?:ension)?_?name|app_?title|cfbundle(?:display)?name|product_?name)$/i;

/** Names of the application that occur in the texts of a file. */
export function namesIn(
  wanted: readonly Wanted[],
  there: ReadonlyMap<string, Unit>,
  candidates: readonly NameCandidate[],
): string[] {
  const own = wanted.filter(({ key }) => NAME_KEY.test(String(key.at(-1)))).map(({ source }) => source);
  const all = [...candidates, ...own.map((text) => ({ text, isSlug: false }))];
  if (all.length === 0) return [];
  const translations = wanted.flatMap(({ key, source }) => {
    const unit = there.get(keyId(key));
    return unit?.state === "translated" ? [{ source, target: unit.value }] : [];
  });
  const texts = wanted.map(({ source }) => source);
  return applicationNames(all, texts, translations);
}

import { setSpaceAside } from "#core/messages/set-aside.js";
import type { Check, Found } from "../check.js";
import type { Problem } from "../problem.js";

/** Final punctuation by meaning, with its forms in the world's scripts. */
const ENDS: Readonly<Record<string, string>> = {
  "…": "…⋯",
  "?": "?？؟⸮;\u037e",
  ":": ":：﹕៖",
  ".": ".!。．｡！।॥۔։።།။។",
};
const MEANINGS = new Map(Object.entries(ENDS).flatMap(([mark, forms]) => [...forms].map((form) => [form, mark])));
/** Equivalent opening brackets, and their counterparts. */
const BRACKETS: readonly (readonly [RegExp, RegExp])[] = [
  [/^[(（]/, /[)）]$/],
  [/^[[［【]/, /[\]］】]$/],
];
/** Other marks that languages use for a meaning: Armenian's colon ends sentences, and Burmese has one mark for all. */
const FOR_ANOTHER: Readonly<Record<string, readonly string[]>> = { hy: [".:", ".?"], my: ["?.", ":."] };
/** Languages whose sentences end with a blank. */
const WITHOUT_STOP = new Set(["th", "lo"]);
/** Languages that also end phrases and labels with a stop. */
const ENDS_PHRASES = new Set(["my", "km"]);
/** Languages that ask inside the text: Armenian's `՞`. */
const ASKS_INSIDE: Readonly<Record<string, RegExp>> = { hy: /՞/ };
/** Languages with a blank before a colon or question mark. */
const BLANK_BEFORE = new Set(["fr"]);
/** Languages with their own final punctuation, or none: nothing is added. */
const OWN_FORMS = new Set([
  "zh",
  "ja",
  "ko",
  "th",
  "lo",
  "km",
  "my",
  "ar",
  "fa",
  "ur",
  "he",
  "hi",
  "bn",
  "ne",
  "mr",
  "hy",
  "el",
  "am",
  "bo",
]);

/** The translation has the final punctuation of the source, and the brackets around the whole text. */
export const punctuation: Check = {
  name: "punctuation",
  title: "The translation begins and ends with the punctuation of the source.",
  explanation:
    "A colon announces a field, an ellipsis a dialog, a question mark a question, a full stop a sentence: readers rely on them. The forms of the target language are accepted.",
  find: ({ read, target, isChoice, direction }) => {
    if (isChoice) return [];
    const [source, translation] = [setSpaceAside(read.source.words).core, setSpaceAside(read.target.words).core];
    if (source === "" || translation === "") return [];
    const bracket = BRACKETS.find(([open, close]) => open.test(source) && close.test(source));
    if (bracket && !bracket[0].test(translation) && !bracket[1].test(translation))
      return [{ severity: "warning", problem: { code: "brackets-missing" } }];
    const [wanted, found] = [endOf(source), endOf(translation)];
    const language = direction.target.split("-")[0] ?? "";
    if (wanted === found || isCustom(wanted, found, translation, language)) return [];
    return endFindings(wanted, found, source, target, language);
  },
};

/** Whether a language ends such a text in this way. */
function isCustom(wanted: string | undefined, found: string | undefined, text: string, language: string): boolean {
  if (wanted !== undefined && found !== undefined) return FOR_ANOTHER[language]?.includes(wanted + found) ?? false;
  if (wanted === "." && found === undefined) return WITHOUT_STOP.has(language);
  if (wanted === undefined) return found === "." && ENDS_PHRASES.has(language);
  return wanted === "?" && (ASKS_INSIDE[language]?.test(text) ?? false);
}

/** A key in brackets after a text: `打开…(&O)`. */
const KEY = /\s?[(（][&_](?:amp;)?[\p{L}\p{N}][)）]$/u;

/** The final punctuation of a text, also before closing quotes and brackets; undefined if it ends with a word. */
function endOf(text: string): string | undefined {
  if (/\w/.test(text.at(-1) ?? "")) return undefined;
  const bare = (/[)）]$/.test(text) ? text.replace(KEY, "") : text).replace(/["'”’»«“‘)\]）」』]{1,3}$/, "").trimEnd();
  return MEANINGS.get(endMarkOf(text)) ?? MEANINGS.get(endMarkOf(bare));
}

/** The last character of a text; an ellipsis if it ends with three full stops. */
function endMarkOf(text: string): string {
  return text.endsWith("...") || text.endsWith("․․․") ? "…" : text.slice(-1);
}

/** Final punctuation as a text writes it. */
function exactEnd(text: string, mark: string): string {
  if (MEANINGS.get(endMarkOf(text)) !== mark) return mark;
  return text.endsWith("...") ? "..." : text.slice(-1);
}

function endFindings(
  wanted: string | undefined,
  found: string | undefined,
  source: string,
  target: string,
  language: string,
): Found[] {
  if (wanted === "." || found === ".") {
    // A full stop after a phrase is a matter of taste, and many languages have none: only sentences must agree.
    const sentences = source.match(/[.!?]\s/g)?.length ?? 0;
    if (sentences > 0 || (wanted ?? found) !== "." || !/^(?:.{60}|\S+(?:\s\S+){6})/s.test(source)) return [];
  }
  const own = setSpaceAside(target);
  const exact = wanted === undefined ? "" : exactEnd(source, wanted);
  const problem: Problem =
    wanted === undefined ? { code: "ending-extra", mark: found ?? "" } : { code: "ending-missing", mark: exact };
  const missing: Found = { severity: "warning", problem };
  if (OWN_FORMS.has(language) || wanted === undefined || found !== undefined || !source.endsWith(exact))
    return [missing];
  if (/[\p{P}\ufffc]$/u.test(own.core)) return [missing];
  const blank = BLANK_BEFORE.has(language) && /^[:?!]/.test(exact) ? "\u00a0" : "";
  const fixed = own.lead + own.core + blank + exact + own.tail;
  return [{ ...missing, fix: { action: { code: "add-ending", text: exact }, target: fixed } }];
}

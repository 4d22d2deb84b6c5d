import { RouteLmtError } from "../errors.js";
import { addressIn, type Formality } from "./address-markers.js";
import { parseLanguage } from "./language-names.js";
import type { LanguageTag } from "./tag.js";

export const FORMALITIES: readonly Formality[] = ["formal", "informal"];

export const FORMALITY_MODES = ["auto", "formal", "informal", "off"] as const;

/** What a user wants: the form of address that the existing translations use, a certain one, or none at all. */
export type FormalityMode = (typeof FORMALITY_MODES)[number];

/** Modes by language tag; `*` stands for every language that is not named. */
export type FormalitySetting = ReadonlyMap<LanguageTag | "*", FormalityMode>;

/** A translation, which may show how a project addresses its readers. */
export interface AddressedText {
  readonly source: string;
  readonly target: string;
}

/** The form of address for one target language, and why. */
export interface FormalityChoice {
  readonly mode: FormalityMode;
  /** What the models are asked for; undefined where it is left to them. */
  readonly form?: Formality;
  /** Of `auto`: how many of the existing translations show which form. */
  readonly evidence?: Readonly<Record<Formality, number>>;
}

/** So many translations must show a form of address; see docs/languages.md for what fewer would do. */
export const MIN_EVIDENCE = 5;
/** Share of them that must show the same form. */
export const MIN_MAJORITY = 0.8;

/**
 * Checks a setting.
 *
 * @param entries languages, or `*`, with their modes
 * @param name of the setting or option, for the message
 * @throws {RouteLmtError} `option-invalid`
 */
export function readFormality(entries: readonly (readonly [string, unknown])[], name: string): FormalitySetting {
  const setting = new Map<LanguageTag | "*", FormalityMode>();
  for (const [language, value] of entries) {
    const mode = FORMALITY_MODES.find((one) => one === value);
    if (!mode) throw invalid(name, `"${value}" is no form of address`);
    setting.set(language === "*" ? "*" : languageFor(language, name), mode);
  }
  return setting;
}

function languageFor(text: string, name: string): LanguageTag {
  try {
    return parseLanguage(text);
  } catch {
    throw invalid(name, `the language "${text}" is not known`);
  }
}

function invalid(name: string, reason: string): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    `${name} cannot be used: ${reason}`,
    `Use one of ${FORMALITY_MODES.join(", ")}, for every language or for a tag such as de.`,
  );
}

/** The mode of a language: its own, that of the tag without its last parts (RFC 4647, lookup), that of `*`, or `auto`. */
export function modeFor(setting: FormalitySetting, language: LanguageTag): FormalityMode {
  const parts = language.split("-");
  for (let length = parts.length; length > 0; length--) {
    const mode = setting.get(parts.slice(0, length).join("-"));
    if (mode) return mode;
  }
  return setting.get("*") ?? "auto";
}

/**
 * Chooses a form of address: as the mode says, or as the existing translations do it. Too few of them, or two forms
 * side by side, choose none.
 */
export function chooseFormality(
  mode: FormalityMode,
  language: LanguageTag,
  existing: Iterable<AddressedText>,
): FormalityChoice {
  if (mode === "off") return { mode };
  if (mode !== "auto") return { mode, form: mode };
  const evidence = { formal: 0, informal: 0 };
  for (const { source, target } of existing) {
    const address = addressIn(target, language, source);
    if (address === "formal" || address === "informal") evidence[address]++;
  }
  const total = evidence.formal + evidence.informal;
  const form = evidence.formal > evidence.informal ? "formal" : "informal";
  const isClear = total >= MIN_EVIDENCE && evidence[form] >= MIN_MAJORITY * total;
  return isClear ? { mode, form, evidence } : { mode, evidence };
}

/**
 * What a plan says of the form of address for a language, as in `informal, from 212 of your strings`; undefined where
 * there is nothing to say.
 *
 * @param promised forms that the small model keeps to
 */
export function describeFormality(
  { mode, form, evidence = { formal: 0, informal: 0 } }: FormalityChoice,
  promised: readonly Formality[],
): string | undefined {
  if (form === undefined) return describeDoubt(evidence);
  const origin = mode === "auto" ? `, from ${evidence[form]} of your strings` : "";
  if (promised.includes(form)) return `${form}${origin || ", as set"}`;
  const separator = origin === "" ? "," : ";";
  return `${form} wanted${origin}${separator} the small model does not promise it`;
}

function describeDoubt({ formal, informal }: Readonly<Record<Formality, number>>): string | undefined {
  const total = formal + informal;
  if (total === 0) return undefined;
  if (total < MIN_EVIDENCE)
    return `no form of address chosen; ${total} of your strings ${total === 1 ? "shows" : "show"} one, ${MIN_EVIDENCE} are needed`;
  return `no form of address chosen; ${formal} of your strings are formal, ${informal} informal`;
}

/** Each language's formal and informal word for *you*, for instructions; languages without such a pair are left out. */
const PRONOUNS: Readonly<Record<string, Readonly<Record<Formality, string>>>> = {
  de: { formal: "Sie", informal: "du" },
  fr: { formal: "vous", informal: "tu" },
  es: { formal: "usted", informal: "tú" },
  it: { formal: "Lei", informal: "tu" },
  nl: { formal: "u", informal: "je" },
  pl: { formal: "Pan/Pani or impersonal", informal: "ty" },
  ru: { formal: "вы", informal: "ты" },
  ja: { formal: "です・ます", informal: "plain forms" },
  zh: { formal: "您", informal: "你" },
};

/** How a form of address is asked for in words, as in `formally (Sie)`. */
export function formalityInWords(form: Formality, language: LanguageTag): string {
  const word = PRONOUNS[language.split("-")[0] ?? ""]?.[form];
  return `${form}ly${word === undefined ? "" : ` (${word})`}`;
}

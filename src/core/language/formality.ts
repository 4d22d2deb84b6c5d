import { RouteLmtError, type Said, type SaidArgument, said } from "../errors.js";
import { addressIn, type Formality } from "./address-markers.js";
import { parseLanguage } from "./language-names.js";
import type { LanguageTag } from "./tag.js";

export const FORMALITIES: readonly Formality[] = ["formal", "informal"];

const FORMALITY_MODES = ["auto", "formal", "informal", "off"] as const;

/** The user's choice: the form of address of the existing translations, a fixed one, or none. */
export type FormalityMode = (typeof FORMALITY_MODES)[number];

/** Modes by language tag; `*` is for every language not listed. */
export type FormalitySetting = ReadonlyMap<LanguageTag | "*", FormalityMode>;

/** A translation that may show how a project addresses its readers. */
export interface AddressedText {
  readonly source: string;
  readonly target: string;
}

/** The form of address for one target language, and why. */
export interface FormalityChoice {
  readonly mode: FormalityMode;
  /** The form that the models are asked for; undefined leaves it to them. */
  readonly form?: Formality;
  /** For `auto`: how many existing translations show each form. */
  readonly evidence?: Readonly<Record<Formality, number>>;
}

/** How many translations must show a form of address; docs/languages.md has the effect of fewer. */
export const MIN_EVIDENCE = 5;
/** Share of those that must show the same form. */
const MIN_MAJORITY = 0.8;

/**
 * Checks a setting.
 *
 * @param entries languages, or `*`, with their modes
 * @param name of the setting or option, for the message
 * @throws {RouteLmtError} `option-invalid`
 */
export function readFormality(entries: readonly (readonly [string, unknown])[], name: SaidArgument): FormalitySetting {
  const setting = new Map<LanguageTag | "*", FormalityMode>();
  for (const [language, value] of entries) {
    const mode = FORMALITY_MODES.find((one) => one === value);
    if (!mode) throw invalid(name, said`"${String(value)}" is not a form of address`);
    setting.set(language === "*" ? "*" : languageFor(language, name), mode);
  }
  return setting;
}

function languageFor(text: string, name: SaidArgument): LanguageTag {
  try {
    return parseLanguage(text);
  } catch {
    throw invalid(name, said`the language "${text}" is not known`);
  }
}

function invalid(name: SaidArgument, reason: Said): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`${name} cannot be used: ${reason}`,
    said`Use one of ${FORMALITY_MODES}, for every language or for a tag such as de.`,
  );
}

/** The mode of a language: its own, that of a shorter tag (RFC 4647, lookup), that of `*`, or `auto`. */
export function modeFor(setting: FormalitySetting, language: LanguageTag): FormalityMode {
  const parts = language.split("-");
  for (let length = parts.length; length > 0; length--) {
    const mode = setting.get(parts.slice(0, length).join("-"));
    if (mode) return mode;
  }
  return setting.get("*") ?? "auto";
}

/**
 * Chooses a form of address: the one set, or that of the existing translations. Too few of them, or a mixture of
 * forms, give none.
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

/** Formal and informal *you* by language, for instructions; languages without two forms are not listed. */
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

/** A form of address as instructions name it: `formally (Sie)`. */
export function formalityInWords(form: Formality, language: LanguageTag): string {
  const word = PRONOUNS[language.split("-")[0] ?? ""]?.[form];
  return `${form}ly${word === undefined ? "" : ` (${word})`}`;
}

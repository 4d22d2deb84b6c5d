import type { Formality } from "../core/language/address-markers.js";
import type { LanguageRemark } from "../core/language/directions.js";
import type { FormalityChoice } from "../core/language/formality.js";
import { MIN_EVIDENCE } from "../core/language/formality.js";
import { varietyName } from "../core/language/variety.js";
import type { LanguageNote } from "../core/translate/language-notes.js";
import { inEnglish, type Localize } from "./localize.js";

/** What a plan says about a target language, one line per remark, as in `de: informal, from 212 of your strings`. */
export function languageLines({ target, direction, remark, formality }: LanguageNote, t: Localize): string[] {
  if (direction === undefined) {
    const refusal = remark ? remarkText(remark, t) : t("the small model does not have this language");
    return [`${target}: ${t("{0}; large model only", refusal)}`];
  }
  const address = formality && addressText(formality, formality.isPromised, t);
  return [remark && remarkText(remark, t), address].flatMap((text) => (text ? [`${target}: ${text}`] : []));
}

/** A note for programs, with the sentences in English. */
export function languageJson(note: LanguageNote): object {
  const { target, direction, remark, formality } = note;
  return {
    target,
    ...(direction === undefined ? {} : { direction, ...(remark ? { remark: remarkText(remark, inEnglish) } : {}) }),
    ...(formality ? { formality } : {}),
    lines: languageLines(note, inEnglish),
  };
}

/** What readers should know about how the small model serves a language, as part of a sentence. */
export function remarkText(remark: LanguageRemark, t: Localize): string {
  switch (remark.code) {
    case "substitute": {
      const { own, sharpSIn } = remark;
      if (sharpSIn === undefined) return t("translated as {0} ({1})", varietyName(own, t.language), own);
      const region = new Intl.DisplayNames([t.language ?? "en", "en"], { type: "region" }).of(sharpSIn) ?? sharpSIn;
      return t(
        "translated as {0} ({1}): it may have ß, which {2} writes as ss",
        varietyName(own, t.language),
        own,
        region,
      );
    }
    case "other-standard": {
      const { wanted, own } = remark;
      return t("{0} is {1}, {2} is {3}", wanted, varietyName(wanted, t.language), own, varietyName(own, t.language));
    }
  }
}

/**
 * How a plan describes the form of address, as in `informal, from 212 of your strings`; undefined if there is nothing
 * to say.
 *
 * @param isPromised whether the small model keeps to the form that is wanted
 */
export function addressText(
  { mode, form, evidence = { formal: 0, informal: 0 } }: FormalityChoice,
  isPromised: boolean,
  t: Localize,
): string | undefined {
  if (form === undefined) return doubtText(evidence, t);
  const name = form === "formal" ? t("formal") : t("informal");
  if (mode === "auto")
    return isPromised
      ? t("{0}, from {1} of your strings", name, evidence[form])
      : t("{0} wanted, from {1} of your strings; the small model does not guarantee it", name, evidence[form]);
  return isPromised ? t("{0}, as set", name) : t("{0} wanted, but the small model does not guarantee it", name);
}

function doubtText({ formal, informal }: Readonly<Record<Formality, number>>, t: Localize): string | undefined {
  const total = formal + informal;
  if (total === 0) return undefined;
  if (total === 1) return t("no form of address chosen; 1 of your strings shows one, {0} are needed", MIN_EVIDENCE);
  if (total < MIN_EVIDENCE)
    return t("no form of address chosen; {0} of your strings show one, {1} are needed", total, MIN_EVIDENCE);
  return t("no form of address chosen; {0} of your strings are formal, {1} informal", formal, informal);
}

import { formCounts, type PluralForms } from "./gettext-plurals.js";

/**
 * Plural forms of i18next's JSON v3, after `PluralResolver` of i18next 20: `key` and `key_plural` in languages with a
 * singular and a plural, `key_0`, `key_1`, … in the others, by the rule of the language.
 */

const SLAVIC = "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)";

const RULES: readonly (readonly [languages: string, count: number, expression: string])[] = [
  ["ay bo cgg fa ht id ja jbo ka km ko ky lo ms sah su th tt ug vi wo zh", 1, "0"],
  ["be bs cnr dz hr ru sr uk", 3, SLAVIC],
  ["ar", 6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"],
  ["cs sk", 3, "(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2)"],
  ["csb pl", 3, "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"],
  ["cy", 4, "(n==1 ? 0 : n==2 ? 1 : n!=8 && n!=11 ? 2 : 3)"],
  ["ga", 5, "(n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4)"],
  ["gd", 4, "(n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : n>2 && n<20 ? 2 : 3)"],
  ["jv", 2, "(n!=0 ? 1 : 0)"],
  ["kw", 4, "(n==1 ? 0 : n==2 ? 1 : n==3 ? 2 : 3)"],
  ["lt", 3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2)"],
  ["lv", 3, "(n%10==1 && n%100!=11 ? 0 : n!=0 ? 1 : 2)"],
  ["mnk", 3, "(n==0 ? 0 : n==1 ? 1 : 2)"],
  ["mt", 4, "(n==1 ? 0 : n==0 || n%100>1 && n%100<11 ? 1 : n%100>10 && n%100<20 ? 2 : 3)"],
  ["or", 2, "(n!=1 ? 1 : 0)"],
  ["ro", 3, "(n==1 ? 0 : n==0 || n%100>0 && n%100<20 ? 1 : 2)"],
  ["sl", 4, "(n%100==1 ? 1 : n%100==2 ? 2 : n%100==3 || n%100==4 ? 3 : 0)"],
  ["he iw", 4, "(n==1 ? 0 : n==2 ? 1 : n>10 && n%10==0 ? 2 : 3)"],
];
const BY_LANGUAGE = new Map(
  RULES.flatMap(([languages, count, expression]) =>
    languages.split(" ").map((one): [string, PluralForms] => [one, { count, expression }]),
  ),
);

/** A form of a plural: the end of its key, and the numbers that take it, best first. */
export interface NumberedForm {
  readonly suffix: string;
  readonly counts: readonly number[];
}

/** The numbered forms of a language; undefined where it has `key` and `key_plural`. */
export function i18nextV3Forms(language: string): readonly NumberedForm[] | undefined {
  const forms = BY_LANGUAGE.get(language.split("-")[0] ?? language);
  if (!forms) return undefined;
  return Array.from({ length: forms.count }, (_, index) => ({ suffix: `_${index}`, counts: formCounts(forms, index) }));
}

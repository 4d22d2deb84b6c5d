import { pluralRuleFor } from "../language/gettext-plurals.js";
import { languageName } from "../language/language-names.js";
import type { LanguageTag } from "../language/tag.js";
import { textDirection } from "../language/text-direction.js";

/** A key of formats of dates, times and numbers. */
const FORMAT_KEY = /date|time|format|pattern|moment|picker|clock|calendar|hour|day|month/i;
/** A key of settings that name a language. */
const LOCALE_KEY =
  /^(?:locale|lang(?:uage)?|iso|iso_?code|lang(?:uage)?_?(?:code|tag|id)|locale_?(?:code|id)|html_?lang|hreflang|country_?code)$/i;
const DIRECTION_KEY = /(?:^|[._-])(?:text_?)?dir(?:ection)?$|[a-z]Dir(?:ection)?$/;
const KIND_KEY = /charset|encoding|colou?r|url|align|float|position/i;

/** Keys whose values have few forms, and these forms: CSS classes and icons, time zones, currencies, keys of Electron. */
const KINDS: readonly (readonly [key: RegExp, value: RegExp])[] = [
  [/(?:^|_|[a-z])(?:icon|css|class|font|font_?family)(?:_?names?)?$/i, /^(?=.*-)[a-z][\w-]*(?: [a-z][\w-]*)*$/],
  // The values of Android's settings lists; their visible entries are in another array.
  [/(?:^|_)(?:entry_?)?values$/i, /^[a-z\d]+(?:[._-][a-z\d]+)*$/],
  [/^code$/i, /^[a-z]{2}(?:[-_][A-Za-z]{2})?$/],
  // gettext's, as in Jed.
  [/^domain$/, /^[a-z\d][\w.-]*$/],
  [/time_?zone|(?:^|_)tz$/i, /^[A-Z][A-Za-z]+(?:\/[A-Z][\w+-]+){1,2}$/],
  [/currency|(?:^|_)iso/i, /^[A-Z]{3}$/],
  // Rails' order of the fields of a date, its formats of numbers and amounts, and the marks in numbers.
  [/^order$/, /^:?(?:year|month|day|hour|minute)$/],
  [/^(?:negative_)?format$/, /^-?%[nu]\s?(?:%[nu])?%?$/],
  [/^(?:delimiter|separator)$/, /^[.,'\s]$/],
  [/./, /^(?:CmdOrCtrl|CommandOrControl)(?:\+[A-Za-z\d]+)+$/],
];
/** The plural rule of a catalog, as in a gettext header. */
const PLURAL_RULE = /^nplurals\s*=\s*\d+\s*;\s*plural\s*=/;
/** Keys for the own name of the file's language: `languageName`, `lang`, `language.name`, `locale_label`. */
const OWN_NAME =
  /^(?:lang(?:uage)?|(?:.{1,100}\.)?(?:(?:lang(?:uage)?|locale|meta(?:data)?)[._]?(?:native_?)?(?:name|label|title)|native_?(?:lang(?:uage)?_?)?name|endonym|name_?native|(?:this|own)_?lang(?:uage)?))$/i;
/** English, perhaps with its region: `English (US)`, `US English`. */
const ENGLISH = /^(?:(?:US|UK|GB|American|British) )?English(?: \([^()]+\)| [-–] [^-–]{2,30})?$/;

/** `%m/%d/%Y`, `%-d. %B`: directives of strftime with punctuation and short words between them. */
const STRFTIME =
  /^(?:%[-_0^#:]{0,2}\d?[A-Za-z%]|[\s.,:;/'()|·年月日时時分秒-]|\b(?:de|at|of|um|den|h|à|the|Uhr|UTC)\b){2,40}$/;
/** `MM/DD/YYYY`, `dd. MMMM yyyy HH:mm`: letters of Unicode, moment and PHP with punctuation between them. */
const LETTERS = /^(?:[YyMDdHhmsSaALEQwWGkKzZXxoj]|[\s.,:;/'()[\]|·年月日时時分秒-]|\b(?:de|at|of)\b|T(?=[Hh]))+$/;
/** Unlike any word: two letters of a date in a row, or one next to a separator. */
const UNMISTAKABLE =
  /\b(?:YYYY|yyyy|YY|DD?|dd?|MM|HH?|hh|mm)(?:[./:\s,-]{1,2})(?:YYYY|yyyy|YY|DD?|dd?|MMMM|MMM|MM|M|mm|ss|A|a)\b/;
/** `d/m/Y`, `l dS F Y`: single letters of PHP with punctuation between them. */
const PHP_DATE =
  /^(?:[dDjlNwzWFmMntLoYyaABgGhHisuveIOPTZ]|[dj]S)(?:[\s.,:;/-]{1,2}(?:[dDjlNwzWFmMntLoYyaABgGhHisuveIOPTZ]|[dj]S)){1,12}$/;
const LOCALE = /^[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?(?:[-_.][\w-]{2,12})?$/;
const PLAIN_SETTING = /^(?:#[\da-f]{3,8}|utf-?(?:8|16)|iso-8859-\d{1,2}|windows-125\d|us-ascii)$/i;
const KEYWORD = /^(?:true|false|null|none|left|right|center|start|end|auto|inherit|ltr|rtl)$/;

/**
 * A value that programs read and that no model may translate: a date pattern, a locale, a text direction, a
 * colour, a character set, a keyword, a plural rule, a language's own name. Undefined for texts.
 *
 * @param key the names on the way to it; some values are settings only below such a name (`dir`, `locale`)
 * @returns the value of the target: the source's, except for the text direction, the plural rule and the name
 * @example
 * programValue(["date", "formats", "default"], "%m/%d/%Y", "de") // "%m/%d/%Y"
 * programValue(["dir"], "ltr", "ar") // "rtl"
 * programValue(["date", "title"], "Date", "de") // undefined
 */
export function programValue(
  key: readonly (string | number)[],
  value: string,
  target: LanguageTag,
): string | undefined {
  const names = key.map(String);
  // Chrome's replacement for `$NAME$`.
  if (names.at(-1) === "content" && names.at(-3) === "placeholders") return value;
  if (PLURAL_RULE.test(value)) return pluralRuleOf(target);
  // Rails' transliteration rules are letters.
  if (names.includes("transliterate")) return value;
  if (value.length > 60 || value === "") return undefined;
  const name = names.findLast((one) => !/^\d+$/.test(one)) ?? "";
  if (/^(?:ltr|rtl)$/.test(value)) return DIRECTION_KEY.test(names.join(".")) ? textDirection(target) : value;
  if (PLAIN_SETTING.test(value) || KINDS.some(([key, form]) => key.test(name) && form.test(value))) return value;
  if (ENGLISH.test(value) && OWN_NAME.test(names.join("."))) return ownNameOf(target);
  if (KEYWORD.test(value)) return /^(?:true|false)$/.test(value) || KIND_KEY.test(name) ? value : undefined;
  if (LOCALE.test(value)) return LOCALE_KEY.test(name) && isLocale(value) ? localeOf(key, value, target) : undefined;
  const isFormat = names.some((one) => FORMAT_KEY.test(one));
  if (value.includes("%"))
    return isFormat && /%[-_0^#:]{0,2}[aAbBeHIjlmMpPyYZzSL]/.test(value) && STRFTIME.test(value) ? value : undefined;
  if (isFormat && PHP_DATE.test(value)) return value;
  return LETTERS.test(value) &&
    (UNMISTAKABLE.test(value) || (isFormat && /^(?:L{1,4}T?S?|LT|LTS|([YyMDdHhms])\1{1,3})$/.test(value)))
    ? value
    : undefined;
}

function pluralRuleOf(target: LanguageTag): string {
  const { count, expression } = pluralRuleFor(target);
  return `nplurals=${count}; plural=${expression};`;
}

/** A language's own name: `Deutsch`. */
function ownNameOf(target: LanguageTag): string {
  const name = languageName(target, target);
  return name.charAt(0).toLocaleUpperCase(target) + name.slice(1);
}

/**
 * The locale of the target in place of the source's, with its usual region if that has one: `de_DE` for `en_US`. Others stay,
 * and so do the entries of lists.
 */
function localeOf(key: readonly (string | number)[], value: string, target: LanguageTag): string {
  // The header of a catalog of gettext is the message without a text.
  const isHeader = key.at(-2) === "";
  const isEntry = !isHeader && (key.length > 2 || key.some((one) => typeof one === "number" || LIST_KEY.test(one)));
  const [english, separator] = /^en(?:([-_])(?:us|gb))?$/i.exec(value) ?? [];
  if (english === undefined || isEntry) return value;
  const whole = new Intl.Locale(target).maximize();
  if (separator === undefined) return target;
  const usual = `${whole.language}-${whole.region}`;
  const tag = new Intl.Locale(usual).maximize().script === whole.script ? usual : whole.baseName;
  const spelled = tag.replaceAll("-", separator);
  return value === value.toLowerCase() ? spelled.toLowerCase() : spelled;
}

/** A key of a list of languages. */
const LIST_KEY = /^(?:lang(?:uage)?s|locales)$/i;

/** Whether a value is a language tag, as in settings. */
function isLocale(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value.replaceAll("_", "-").replace(/\..*/, "")).length === 1;
  } catch {
    return false;
  }
}

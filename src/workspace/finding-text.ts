import type { FixAction, Problem } from "#core/checks/problem.js";
import type { Duplicate, FileProblem } from "#core/formats/format.js";
import { keyName } from "#core/formats/format.js";
import { formatList, formatNumber } from "#core/language/format-message.js";
import { languageName } from "#core/language/language-names.js";
import type { SkipReason } from "#core/translate/prepare.js";
import { icuText } from "./icu-text.js";
import { inEnglish, type Localize, type Sentences, saidText, say } from "./localize.js";

/** Findings about a translation or a file. */
const PROBLEMS: Sentences<Problem> = {
  "part-missing": ({ text }, t) => t("{0} is missing", text),
  "part-extra": ({ text }, t) => t("{0} is not in the source", text),
  "name-missing": (_, t) => t("a name in angle brackets is missing"),
  "name-extra": (_, t) => t("a name in angle brackets is not in the source"),
  "tag-unbalanced": ({ tag }, t) => t("{0} is not properly nested", tag),
  "tag-changed": ({ tag }, t) => t("{0} was changed", tag),
  "order-changed": (_, t) => t("unnumbered placeholders are in a different order"),
  "accelerator-missing": ({ accelerator }, t) => t('the accelerator of "{0}" is missing', accelerator),
  "accelerator-extra": (_, t) => t("the source has no accelerator"),
  answer: ({ like }, t) => ANSWERS[like](t),
  intruder: ({ kind, text }, t) => INTRUDERS[kind](text, t),
  label: ({ label }, t) => t('it begins with the label "{0}"', label),
  "character-lost": (_, t) => t("a character was lost: the text has U+FFFD or half of a surrogate pair"),
  "character-invisible": ({ character }, t) => t("the invisible character {0} is not in the source", character),
  copied: (_, t) => t("it is identical to the source"),
  repeated: ({ text, count }, t) =>
    count === 2 ? t('"{0}" occurs twice', text) : t('"{0}" occurs {1} times', text, count),
  "word-in-other-script": ({ word }, t) => t('"{0}" is in another script', word),
  "other-script": ({ expected }, t) =>
    t("hardly any of it is in the script of {0}", languageName(expected, t.language)),
  "other-language": ({ found, expected, isSure }, t) =>
    isSure
      ? t("it is {0}, not {1}", languageName(found, t.language), languageName(expected, t.language))
      : t("it looks like {0}, not {1}", languageName(found, t.language), languageName(expected, t.language)),
  empty: (_, t) => t("the translation is empty"),
  length: ({ ratio }, t) => t("{0} times as long as the source", formatNumber(ratio, t.language, 1)),
  "too-long": ({ length, room }, t) =>
    t("{0, plural, one {# character} other {# characters}}, but only {1} fit", length, room),
  "line-breaks": ({ found, expected }, t) =>
    t("{0, plural, one {# line break} other {# line breaks}}, but the source has {1}", found, expected),
  "number-changed": ({ found, expected }, t) => t("expected the number {0}, found {1}", expected, found),
  "numbers-missing": ({ numbers }, t) => t("the number {0} is missing", formatList(numbers, t.language)),
  "numbers-extra": ({ numbers }, t) => t("the number {0} is not in the source", formatList(numbers, t.language)),
  "brackets-missing": (_, t) => t("the brackets around the text are missing"),
  "ending-missing": ({ mark }, t) => t('the final "{0}" is missing', mark),
  "ending-extra": ({ mark }, t) => t('the source does not end with "{0}"', mark),
  space: ({ at }, t) => SPACES[at](t),
  "term-forbidden": ({ word, source, preferred }, t) =>
    preferred === undefined
      ? t('"{0}" must not be used for "{1}"', word, source)
      : t('use "{2}" for "{1}", not "{0}"', word, source, preferred),
  "term-missing": ({ source, targets }, t) =>
    t(
      '"{0}" must be translated as {1}',
      source,
      formatList(
        targets.map((one) => t('"{0}"', one)),
        t.language,
        "disjunction",
      ),
    ),
  "name-translated": ({ source }, t) => t('"{0}" must not be translated', source),

  "icu-invalid": ({ problem }, t) => icuText(problem, t),
  "arguments-missing": ({ names }, t) => t("the argument {0} is missing", formatList(names, t.language)),
  "arguments-extra": ({ names }, t) => t("the argument {0} is not in the source", formatList(names, t.language)),
  "number-unsaid": ({ branch }, t) => t("the branch {0} lacks the number", branch),
  "categories-missing": ({ argument, categories }, t) =>
    t("the plural of {0} lacks {1}", argument, formatList(categories, t.language)),

  "file-missing": ({ strings }, t) =>
    t("the file does not exist; {0, plural, one {# string is} other {# strings are}} missing", strings),
  "file-malformed": ({ what }, t) => saidText(what, t),
  "file-problem": ({ problem }, t) => fileProblemText(problem, t),
  "language-stated": ({ stated, expected }, t) =>
    t("the file says that its language is {0}, not {1}", stated, expected),
  "string-missing": (_, t) => t("the string is missing"),
  untranslated: (_, t) => t("the string is not translated"),
  unused: (_, t) => t("the source has no such string"),
  draft: (_, t) => t("it is a draft and likely wrong"),
  fuzzy: (_, t) => t("the translation is marked as fuzzy"),
  stale: ({ reason }, t) =>
    reason === "marked"
      ? t("the translation is marked for review")
      : t("the source text has changed since it was translated"),

  "not-translated": ({ message }, t) => t("the small model cannot translate it: {0}", message),
};

const ANSWERS = {
  refusal: (t: Localize) => t("it talks about itself, or refuses, instead of translating"),
  chat: (t: Localize) => t("it begins like an answer in a chat"),
  wrapping: (t: Localize) => t("it is wrapped as an answer"),
  fragment: (t: Localize) => t("it is only a part of the source"),
  wordless: (t: Localize) => t("it has no word, and the source has"),
  itself: (t: Localize) => t("it calls itself a language model"),
};

const INTRUDERS = {
  address: (text: string, t: Localize) => t('the address "{0}" is not in the source', text),
  attribute: (text: string, t: Localize) => t('the attribute "{0}" is not in the source', text),
  code: (text: string, t: Localize) => t('the code "{0}" is not in the source', text),
  command: (text: string, t: Localize) => t('the command "{0}" is not in the source', text),
  secret: (text: string, t: Localize) => t('"{0}" looks like a key or an encoded text, and is not in the source', text),
};

const SPACES = {
  beginning: (t: Localize) => t("white space at the beginning differs from the source"),
  end: (t: Localize) => t("white space at the end differs from the source"),
  both: (t: Localize) => t("white space at the beginning and the end differs from the source"),
};

/** Oddities of a file. */
const FILE_PROBLEMS: Sentences<FileProblem> = {
  duplicate: (problem, t) => {
    const used = problem.used === "first" ? t("the first value is used") : t("the last value is used");
    return `${DUPLICATES[problem.what](problem.name, t)}: ${used}`;
  },
  "not-a-string": ({ key }, t) => t("The value of {0} is not a string", key),
  "unknown-value": ({ key }, t) => t("The value of {0} is neither a string nor a known rule", key),
  "has-elements": ({ key }, t) => t("The value of {0} contains elements, so it is not a plain string", key),
  obsolete: ({ key }, t) => t("The key {0} is no longer in the code", key),
  "plural-without-other": ({ key }, t) => t("The plural {0} lacks a text for other, which every language needs", key),
  "plural-forms": ({ language }, t) =>
    t(
      "Plural-Forms is missing from the header or not a rule, so programs cannot choose a plural: {0} needs it",
      language,
    ),
  "too-few-plural-forms": ({ language, stated, needed }, t) =>
    t("Plural-Forms has {0, plural, one {# form} other {# forms}}, but {1} needs {2}", stated, language, needed),
  "variable-without-rule": ({ name }, t) => t("The variable {0} has no rule", name),
  unidentified: ({ element }, t) =>
    element === "segment"
      ? t("A segment without a source, or in a unit without an id, is left out")
      : t("A trans-unit without an id or a source is left out"),
};

const DUPLICATES: Readonly<Record<Duplicate["what"], (name: string, t: Localize) => string>> = {
  attribute: (name, t) => t("Duplicate attribute {0}", name),
  key: (name, t) => t("Duplicate key {0}", name),
  message: (name, t) => t("Duplicate message {0}", name),
  resource: (name, t) => t("Duplicate resource {0}", name),
  unit: (name, t) => t("Duplicate unit {0}", name),
  variant: (name, t) => t("Duplicate variant {0}", name),
};

/** Why a unit is left out. */
const SKIP_REASONS: Sentences<SkipReason> = {
  "one-text": ({ at }, t) => t("the target file has one text at {0}, but the source has several", keyName(at)),
  "several-texts": ({ at }, t) => t("the target file has several texts at {0}, but the source has one", keyName(at)),
  "no-text": ({ at }, t) => t("the target file has a value at {0} that is not a text", keyName(at)),
  "icu-invalid": ({ problem }, t) => icuText(problem, t),
};

/** What a fix does, as a command. */
const FIX_ACTIONS: Sentences<FixAction> = {
  replace: ({ from, to }, t) => t("Replace {0} with {1}", from, to),
  "replace-word": ({ from, to }, t) => t('Replace "{0}" with "{1}"', from, to),
  add: ({ text }, t) => t("Add {0}", text),
  "add-ending": ({ text }, t) => t('Add "{0}"', text),
  remove: ({ text }, t) => t("Remove {0}", text),
  "remove-second": ({ text }, t) => t('Remove the second "{0}"', text),
  use: ({ text }, t) => t("Use {0}", text),
  "add-accelerator": (_, t) => t("Add the accelerator"),
  "remove-accelerator": (_, t) => t("Remove the accelerator"),
  "remove-label": (_, t) => t("Remove the label"),
  "remove-invisible": (_, t) => t("Remove the invisible characters"),
  "use-space-of-source": (_, t) => t("Use the white space of the source"),
};

/**
 * A finding in a sentence.
 *
 * @example
 * import { inEnglish } from "#workspace/localize.js";
 * findingText({ problem: { code: "part-missing", text: "{name}" } }, inEnglish) // "{name} is missing"
 */
export function findingText(
  { problem, isRepaired }: { readonly problem: Problem; readonly isRepaired?: true },
  t: Localize,
): string {
  const text = say(PROBLEMS, problem, t);
  return isRepaired ? t("{0}; repaired", text) : text;
}

/** A problem as the large model reads it, which understands English best. */
export function problemInEnglish(problem: Problem): string {
  return say(PROBLEMS, problem, inEnglish);
}

/** Something odd about a file, in a sentence. */
export function fileProblemText(problem: FileProblem, t: Localize): string {
  return say(FILE_PROBLEMS, problem, t);
}

/** Why a unit is left out, in a sentence. */
export function skipText(reason: SkipReason, t: Localize): string {
  return say(SKIP_REASONS, reason, t);
}

/** What a fix does, as a command. */
export function fixText(action: FixAction, t: Localize): string {
  return say(FIX_ACTIONS, action, t);
}

/** How many keys are listed before "…". */
const MAX_NAMED_KEYS = 5;

/**
 * One sentence for all gaps of a kind in a file.
 *
 * @param names the keys, of `withGapsTogether`
 * @param listed writes all the names if they are few
 */
export function gapsText(
  check: string,
  names: readonly string[],
  t: Localize,
  listed: (names: readonly string[]) => string,
): string {
  const isMissing = check === "missing-key";
  const isCopy = check === "copied-source";
  const [first = ""] = names;
  if (names.length === 1) return isMissing ? t("{0} is missing here", first) : t("{0} is not translated", first);
  const list = names.length > MAX_NAMED_KEYS ? `${names.slice(0, MAX_NAMED_KEYS).join(", ")}, …` : listed(names);
  if (isCopy) return t("{0} strings are identical to the source: {1}", names.length, list);
  return isMissing
    ? t("{0} strings are missing here: {1}", names.length, list)
    : t("{0} strings are not translated: {1}", names.length, list);
}

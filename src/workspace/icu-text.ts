import type { IcuProblem } from "#core/messages/icu-error.js";
import { type Localize, type Sentences, say } from "./localize.js";

const OPTIONS_MISSING = (t: Localize): string => t("a choice has no branches");
const BRANCH_NAME = (t: Localize): string => t("a branch has no name before its brace");
const BRANCH_OPEN = (t: Localize): string => t("after the name of a branch a brace is missing");
const BRANCH_TWICE = (t: Localize): string => t("two branches of a choice have the same name");
const FORMAT_INVALID = (t: Localize): string => t("the format of an argument is not known");
const OFFSET_INVALID = (t: Localize): string => t("the offset of a plural is not a whole number");
const TAG_INVALID = (t: Localize): string => t("a tag is not closed, or not valid");
const SYNTAX_ERROR = (t: Localize): string => t("its braces or choices are not valid");

/** What is wrong with a message, by the parser's names. */
const SYNTAX_ERRORS: Readonly<Record<string, (t: Localize) => string>> = {
  EXPECT_ARGUMENT_CLOSING_BRACE: (t) => t("a brace is not closed"),
  EMPTY_ARGUMENT: (t) => t("a pair of braces is empty"),
  MALFORMED_ARGUMENT: (t) => t("the text between two braces is not the name of an argument"),
  EXPECT_ARGUMENT_TYPE: (t) => t("after a comma the type of an argument is missing"),
  INVALID_ARGUMENT_TYPE: (t) => t("the type of an argument is not known"),
  EXPECT_ARGUMENT_STYLE: FORMAT_INVALID,
  INVALID_NUMBER_SKELETON: FORMAT_INVALID,
  INVALID_DATE_TIME_SKELETON: FORMAT_INVALID,
  EXPECT_NUMBER_SKELETON: FORMAT_INVALID,
  EXPECT_DATE_TIME_SKELETON: FORMAT_INVALID,
  UNCLOSED_QUOTE_IN_ARGUMENT_STYLE: (t) => t("an apostrophe opens a quotation that does not end"),
  EXPECT_SELECT_ARGUMENT_OPTIONS: OPTIONS_MISSING,
  EXPECT_PLURAL_ARGUMENT_OFFSET_VALUE: OFFSET_INVALID,
  INVALID_PLURAL_ARGUMENT_OFFSET_VALUE: OFFSET_INVALID,
  EXPECT_SELECT_ARGUMENT_SELECTOR: BRANCH_NAME,
  EXPECT_PLURAL_ARGUMENT_SELECTOR: BRANCH_NAME,
  EXPECT_SELECT_ARGUMENT_SELECTOR_FRAGMENT: BRANCH_OPEN,
  EXPECT_PLURAL_ARGUMENT_SELECTOR_FRAGMENT: BRANCH_OPEN,
  INVALID_PLURAL_ARGUMENT_SELECTOR: (t) => t("a branch of a plural is neither a category nor a number such as =0"),
  DUPLICATE_PLURAL_ARGUMENT_SELECTOR: BRANCH_TWICE,
  DUPLICATE_SELECT_ARGUMENT_SELECTOR: BRANCH_TWICE,
  MISSING_OTHER_CLAUSE: (t) => t("a choice lacks the branch other"),
  INVALID_TAG: TAG_INVALID,
  INVALID_TAG_NAME: TAG_INVALID,
  UNMATCHED_CLOSING_TAG: TAG_INVALID,
  UNCLOSED_TAG: TAG_INVALID,
};

/** Why a text cannot be taken apart as an ICU message. */
const ICU_PROBLEMS: Sentences<IcuProblem> = {
  syntax: ({ kind }, t) => t("not a valid ICU message: {0}", (SYNTAX_ERRORS[kind] ?? SYNTAX_ERROR)(t)),
  "too-deep": (_, t) => t("not a valid ICU message: nested too deeply"),
  "too-many-variants": ({ most, language }, t) =>
    language === undefined
      ? t("the message has more than {0} variants", most)
      : t("the message has more than {0} variants in {1}", most, language),
  "ambiguous-quotes": (_, t) => t("apostrophes in the text cannot be distinguished from quoted syntax"),
  "moved-offset": ({ argument }, t) =>
    t("the number of {0} with its offset cannot be moved into another plural", argument),
};

/** Why a text cannot be taken apart as an ICU message, in a sentence. */
export function icuText(problem: IcuProblem, t: Localize): string {
  return say(ICU_PROBLEMS, problem, t);
}

import type { LanguageTag } from "../language/tag.js";

/** Why a text cannot be taken apart as an ICU message. */
export type IcuProblem =
  /** The parser refuses it; `kind` is the parser's own code, such as `EXPECT_ARGUMENT_CLOSING_BRACE`. */
  | { readonly code: "syntax"; readonly kind: string }
  /** Its braces are nested too deeply. */
  | { readonly code: "too-deep" }
  /** More than `most` variants; of the target language, if there is one. */
  | { readonly code: "too-many-variants"; readonly most: number; readonly language?: LanguageTag }
  /** Quoted syntax that looks like an apostrophe in the text. */
  | { readonly code: "ambiguous-quotes" }
  /** A `#` with an offset that would have to move into another plural. */
  | { readonly code: "moved-offset"; readonly argument: string };

/** A text that is not a valid ICU message, or one that cannot be taken apart. */
export class IcuError extends SyntaxError {
  constructor(readonly problem: IcuProblem) {
    super(`Not a usable ICU message: ${problem.code}`);
  }
}

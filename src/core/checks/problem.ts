import type { Said } from "../errors.js";
import type { FileProblem } from "../formats/format.js";
import type { LanguageTag } from "../language/tag.js";
import type { IcuProblem } from "../messages/icu-error.js";
import type { Staleness } from "../status/staleness.js";

/**
 * What is wrong with a translation or a file: a code with its data. The sentences are in
 * `workspace/finding-text.ts`.
 */
export type Problem = TextProblem | IcuMessageProblem | WholeFileProblem | ModelProblem;

/** What kind of non-text. */
export type Intruder = "address" | "attribute" | "code" | "command" | "secret";

/** What checks find in a translation. */
type TextProblem =
  /** A placeholder, tag, address or literal. */
  | { readonly code: "part-missing" | "part-extra"; readonly text: string }
  /** A name in angle brackets, such as `<file>`. */
  | { readonly code: "name-missing" | "name-extra" }
  | { readonly code: "tag-unbalanced" | "tag-changed"; readonly tag: string }
  | { readonly code: "order-changed" }
  | { readonly code: "accelerator-missing"; readonly accelerator: string }
  | { readonly code: "accelerator-extra" }
  /** How a chat answers instead of translating; `fragment`: with a piece of the source. */
  | { readonly code: "answer"; readonly like: "refusal" | "chat" | "wrapping" | "fragment" | "wordless" | "itself" }
  /** Something that the source lacks and that programs or readers could act on; `text` is its beginning. */
  | { readonly code: "intruder"; readonly kind: Intruder; readonly text: string }
  | { readonly code: "label"; readonly label: string }
  | { readonly code: "character-lost" }
  /** `character` as `U+200B`. */
  | { readonly code: "character-invisible"; readonly character: string }
  | { readonly code: "copied" }
  | { readonly code: "repeated"; readonly text: string; readonly count: number }
  | { readonly code: "word-in-other-script"; readonly word: string }
  | { readonly code: "other-script"; readonly expected: LanguageTag }
  | {
      readonly code: "other-language";
      readonly found: LanguageTag;
      readonly expected: LanguageTag;
      readonly isSure: boolean;
    }
  | { readonly code: "empty" }
  /** Length of the target over that of the source. */
  | { readonly code: "length"; readonly ratio: number }
  /** Both in characters. */
  | { readonly code: "too-long"; readonly length: number; readonly room: number }
  | { readonly code: "line-breaks"; readonly found: number; readonly expected: number }
  | { readonly code: "number-changed"; readonly found: string; readonly expected: string }
  | { readonly code: "numbers-missing" | "numbers-extra"; readonly numbers: readonly string[] }
  | { readonly code: "brackets-missing" }
  | { readonly code: "ending-missing" | "ending-extra"; readonly mark: string }
  | { readonly code: "space"; readonly at: "beginning" | "end" | "both" }
  | {
      readonly code: "term-forbidden";
      readonly word: string;
      readonly source: string;
      readonly preferred: string | undefined;
    }
  | { readonly code: "term-missing"; readonly source: string; readonly targets: readonly string[] }
  | { readonly code: "name-translated"; readonly source: string };

/** What checks find in an ICU message. */
type IcuMessageProblem =
  | { readonly code: "icu-invalid"; readonly problem: IcuProblem }
  | { readonly code: "arguments-missing" | "arguments-extra"; readonly names: readonly string[] }
  /** `branch` as `count other`. */
  | { readonly code: "number-unsaid"; readonly branch: string }
  | { readonly code: "categories-missing"; readonly argument: string; readonly categories: readonly string[] };

/** What the rules for whole files find. */
type WholeFileProblem =
  | { readonly code: "file-missing"; readonly strings: number }
  /** The message of the error. */
  | { readonly code: "file-malformed"; readonly what: Said }
  | { readonly code: "file-problem"; readonly problem: FileProblem }
  | { readonly code: "language-stated"; readonly stated: LanguageTag; readonly expected: LanguageTag }
  | { readonly code: "string-missing" | "untranslated" | "unused" | "draft" | "fuzzy" }
  | { readonly code: "stale"; readonly reason: Staleness["reason"] };

/** The small model cannot translate a text; the message of its error. */
type ModelProblem = { readonly code: "not-translated"; readonly message: string };

/** What a fix does. */
export type FixAction =
  | { readonly code: "replace" | "replace-word"; readonly from: string; readonly to: string }
  | { readonly code: "add" | "add-ending" | "remove" | "remove-second" | "use"; readonly text: string }
  | {
      readonly code:
        | "add-accelerator"
        | "remove-accelerator"
        | "remove-label"
        | "remove-invisible"
        | "use-space-of-source";
    };

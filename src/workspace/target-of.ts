import { dirname } from "node:path";
import { RouteLmtError } from "../core/errors.js";
import type { Format } from "../core/formats/format.js";
import type { LanguageTag } from "../core/language/tag.js";
import { isSameFile } from "../node/same-file.js";
import { ToolLayout } from "./tool-layout.js";

/** Where targets are looked for. */
export interface TargetChoice {
  /** Language of the source file. */
  readonly source: LanguageTag;
  /** The target file that a person named for a language, by an option or a setting; undefined where none was named. */
  namedTarget(format: Format, path: string, text: string, target: LanguageTag): string | undefined;
}

/**
 * The target file of a source file: the one that was named, else as {@link ToolLayout.targetFileOf} finds it.
 *
 * @throws {RouteLmtError} `language-unknown` when nothing tells; `option-invalid` when it is the source file, and the
 *   format does not hold both
 */
export async function targetOf(
  choice: TargetChoice,
  format: Format,
  path: string,
  text: string,
  target: LanguageTag,
): Promise<string> {
  const named = choice.namedTarget(format, path, text, target);
  const found =
    named ?? (await ToolLayout.above(dirname(path))).targetFileOf(format, path, text, choice.source, target);
  if (format.holds !== "one-language" || !(await isSameFile(found, path))) return found;
  throw new RouteLmtError(
    "option-invalid",
    `Source and target file are both ${path}`,
    "Choose another language, or name another target file.",
  );
}

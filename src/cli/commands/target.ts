import { dirname } from "node:path";
import type { Format } from "#core/formats/format.js";
import type { LanguageTag } from "#core/language/tag.js";
import { ToolLayout } from "#workspace/tool-layout.js";
import { type FileOptions, namedTarget } from "../options.js";

/**
 * The target file of a source file: as `--out` says, else as {@link ToolLayout.targetFileOf} finds it.
 *
 * @throws {RouteLmtError} `language-unknown` when nothing tells
 */
export async function targetOf(
  options: FileOptions,
  format: Format,
  path: string,
  text: string,
  target: LanguageTag,
): Promise<string> {
  const named = namedTarget(options, target);
  if (named !== undefined) return named;
  const layout = await ToolLayout.above(dirname(path));
  return layout.targetFileOf(format, path, text, options.source, target);
}

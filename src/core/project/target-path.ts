import { choice, RouteLmtError, said } from "../errors.js";
import type { Format } from "../formats/format.js";
import { answering } from "../language/answer.js";
import type { LanguageTag } from "../language/tag.js";
import { isLikelySource } from "./pair-files.js";
import { pathOf, siblingsOf, sourceReadings } from "./path-shapes.js";

/** Whether a file is its own target: it has source and target, and is not a template. */
export function isOwnTarget(format: Format, path: string, text: string): boolean {
  return format.holds !== "one-language" && !format.isTemplate?.(path, text);
}

/** Whether a file has all languages: a table with the columns `source` and `target`, as Weblate's, has only one. */
export function holdsAll({ holds, languagesIn }: Format, text: string): boolean {
  return holds === "all-languages" && (languagesIn === undefined || languagesIn(text).length > 0);
}

/** Hints for the path of a target, besides the path of its source file. */
export interface TargetHints {
  /** Whether a source file must name its language. */
  readonly isNamed?: boolean | undefined;
  /** Existing files with the shapes of the source file. */
  readonly there?: readonly string[] | undefined;
}

/**
 * The path of a source file's target: the existing file of that language in any spelling, otherwise a new one, spelled
 * like those of other languages. Files whose paths name no language follow `CONVENTIONS`; in other paths the words for
 * the source language are replaced by the target language, in the name and its folder together:
 * `locales/en/common.json`, `locales/en/en.json`, `app_en.arb`.
 *
 * @param sourcePath within its project: folders above that say nothing of languages
 * @throws {RouteLmtError} `language-unknown` if the path does not name the source language
 * @example
 * targetPath("locales/en/common.json", "en", "pt-BR") // "locales/pt-BR/common.json"
 * targetPath("locales/en.json", "en", "pt-BR", { there: ["locales/zh-cn.json"] }) // "locales/pt-br.json"
 * targetPath("app/src/main/res/values/strings.xml", "en", "pt-BR") // "app/src/main/res/values-pt-rBR/strings.xml"
 * targetPath("messages.properties", "en", "pt-BR") // "messages_pt_BR.properties"
 */
export function targetPath(
  sourcePath: string,
  source: LanguageTag,
  target: LanguageTag,
  hints: TargetHints = {},
): string {
  const there = (hints.there ?? []).filter((path) => path !== sourcePath);
  const readings = sourceReadings(sourcePath, source, hints.isNamed).map((reading) => ({
    reading,
    siblings: siblingsOf(reading.shape, there),
  }));
  for (const { siblings } of readings) {
    const found = answering(target, [...siblings.keys()]);
    const sibling = found === undefined ? undefined : siblings.get(found);
    if (sibling) return sibling.path;
  }
  const [first, ...others] = readings.filter(
    ({ reading, siblings }) => reading.kind !== "known" || isLikelySource(sourcePath, siblings.size),
  );
  if (!first) throw pathUnknown(sourcePath, source);
  const likeliest = others.reduce((best, one) => (one.siblings.size > best.siblings.size ? one : best), first);
  return pathOf(likeliest.reading, target, [...likeliest.siblings.values()]);
}

function pathUnknown(path: string, source: LanguageTag): RouteLmtError {
  return new RouteLmtError(
    "language-unknown",
    said`The path ${path} does not name the source language ${source}`,
    said`Name the target file with ${choice("target-file")}, or the source language with ${choice("source-language")}.`,
  );
}

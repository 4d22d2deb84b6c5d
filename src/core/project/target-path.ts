import { RouteLmtError } from "../errors.js";
import type { Format } from "../formats/format.js";
import { answering } from "../language/answer.js";
import type { LanguageTag } from "../language/tag.js";
import { pathOf, siblingsOf, sourceReadings } from "./path-shapes.js";

/** Whether a file holds its translations itself: it has source and target, and is no template. */
export function isOwnTarget(format: Format, path: string, text: string): boolean {
  return format.holds !== "one-language" && !format.isTemplate?.(path, text);
}

/** What is known of where a target may be, besides the path of its source file. */
export interface TargetHints {
  /** Whether a path without the source language is none of a source file. */
  readonly isNamed?: boolean | undefined;
  /** Files that are there, of the shapes of the source file. */
  readonly there?: readonly string[] | undefined;
}

/**
 * Where the target of a source file is: the file of that language that is there, in whatever spelling, else a new one,
 * spelled as those of other languages are. Files that are called by no language have places of their own
 * (`CONVENTIONS`); else the words of the path that are the source language become the target language, those
 * in the name and in its folder together: `locales/en/common.json`, `locales/en/en.json`, `app_en.arb`.
 *
 * @param sourcePath within its project: folders above that say nothing of languages
 * @throws {RouteLmtError} `language-unknown` when the path does not name the source language
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
  const [first, ...others] = readings.filter(({ reading }) => reading.kind !== "known");
  if (!first) throw pathUnknown(sourcePath, source);
  const likeliest = others.reduce((best, one) => (one.siblings.size > best.siblings.size ? one : best), first);
  return pathOf(likeliest.reading, target, [...likeliest.siblings.values()]);
}

function pathUnknown(path: string, source: LanguageTag): RouteLmtError {
  return new RouteLmtError(
    "language-unknown",
    `The path ${path} does not name the source language ${source}`,
    "Name the target file with {target-file}, or the source language with {source-language}.",
  );
}

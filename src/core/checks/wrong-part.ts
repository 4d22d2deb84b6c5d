import type { Span } from "../text/span.js";
import type { Fix } from "./check.js";
import type { Problem } from "./problem.js";

/**
 * The part of a translation that a finding is about, if the file spells it literally.
 *
 * @param raw the value as the file spells it, with its quotes
 * @returns a span within `raw`; undefined if all of it is concerned, or the part is unknown
 * @example
 * wrongPart('"{nom} öffnen"', { code: "part-extra", text: "{nom}" }) // { start: 1, end: 6 }
 */
export function wrongPart(raw: string, problem: Problem, fix?: Fix): Span | undefined {
  for (const part of partsOf(problem, fix)) {
    const start =
      problem.code === "ending-extra" || problem.code === "repeated" ? raw.lastIndexOf(part) : raw.indexOf(part);
    if (part !== "" && start >= 0) return { start, end: start + part.length };
  }
  return undefined;
}

/** What to look for, best first. */
function partsOf(problem: Problem, fix: Fix | undefined): readonly string[] {
  switch (problem.code) {
    case "part-extra":
    case "intruder":
    case "repeated":
      return [problem.text];
    case "part-missing":
      // A misspelt form of it.
      return fix && "from" in fix.action ? [fix.action.from] : [];
    case "tag-unbalanced":
      return [problem.tag];
    case "label":
      return [problem.label];
    case "word-in-other-script":
    case "term-forbidden":
      return [problem.word];
    case "number-changed":
      return [problem.found];
    case "numbers-extra":
      return problem.numbers;
    case "arguments-extra":
      return problem.names.flatMap((name) => [`{${name}}`, `{${name},`, name]);
    case "ending-extra":
      return [problem.mark];
    default:
      return [];
  }
}

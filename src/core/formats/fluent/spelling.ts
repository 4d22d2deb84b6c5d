import { MalformedFileError, RouteLmtError, type Said, said } from "#core/errors.js";
import { afterBlank, expressionEnd } from "./expression.js";
import { EMPTY_PLACEABLE } from "./pattern.js";

/** The position of a text in its pattern. */
export interface TextPlace {
  /** Whether it begins or ends the pattern, where blanks would be lost. */
  readonly first: boolean;
  readonly last: boolean;
  /** Whether it begins its line. */
  readonly startsLine: boolean;
  /** Spaces before the lines after the first. */
  readonly indent: number;
  readonly lineEnd: string;
}

/**
 * A value as text of a pattern, with `{""}` where a blank would be lost or a character would be syntax.
 *
 * @throws {RouteLmtError} `option-invalid` unless the value is text with inline placeables
 */
export function spellFluent(value: string, { first, last, startsLine, indent, lineEnd }: TextPlace): string {
  if (value === "") return EMPTY_PLACEABLE;
  const lines = linesOf(value, lineEnd);
  return lines
    .map((line, index) => {
      const opens = index > 0 || first;
      const closes = index < lines.length - 1 || last;
      if (line === "") return (index === 0 && first) || (index === lines.length - 1 && last) ? EMPTY_PLACEABLE : "";
      const odd = opens && (line.startsWith(" ") || ((index > 0 || startsLine) && /^[[*.]/.test(line)));
      return (odd ? EMPTY_PLACEABLE : "") + line + (closes && line.endsWith(" ") ? EMPTY_PLACEABLE : "");
    })
    .reduce((all, line, index) => {
      const isBlank = line === "" && index < lines.length - 1;
      return all + lineEnd + (isBlank ? "" : " ".repeat(indent)) + line;
    });
}

/** The lines of a value; placeables are not split. */
function linesOf(value: string, lineEnd: string): string[] {
  if (/\r|\p{Cs}/u.test(value)) throw cannotHold(value, said`a carriage return, or half a character`);
  const lines = [""];
  let at = 0;
  while (at < value.length) {
    let end = at;
    while (end < value.length && value[end] !== "{" && value[end] !== "}") end++;
    const [head = "", ...rest] = value.slice(at, end).split("\n");
    lines[lines.length - 1] += head;
    for (const line of rest) lines.push(line);
    if (end < value.length) {
      const close = placeableEnd(value, end);
      lines[lines.length - 1] += value.slice(end, close).replaceAll("\n", lineEnd);
      end = close;
    }
    at = end;
  }
  return lines;
}

function placeableEnd(value: string, start: number): number {
  try {
    const end = afterBlank(value, expressionEnd(value, afterBlank(value, start + 1), 0));
    if (value[start] === "{" && value[end] === "}" && value.slice(start, end + 1) !== EMPTY_PLACEABLE) return end + 1;
  } catch (error) {
    if (!(error instanceof MalformedFileError)) throw error;
  }
  throw cannotHold(value, said`braces that are not a placeable`);
}

function cannotHold(value: string, what: Said): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`Fluent cannot hold the text "${value}": it has ${what}`,
    said`Correct the text; a literal brace is written {"{"}.`,
  );
}

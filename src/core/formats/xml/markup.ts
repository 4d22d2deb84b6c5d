import { RouteLmtError, said } from "#core/errors.js";
import type { Encoding } from "#core/text/encoding.js";
import { encoded } from "./escape.js";
import { parseXml } from "./parse.js";
import { isKnown, referenceAt, tagEnd, type XmlEntities } from "./tree.js";

/**
 * A value with inline elements as written in a file: escapes `&` outside known references and `<` outside tags,
 * and keeps everything else.
 *
 * @param lineEnd replaces `\n`
 * @throws {RouteLmtError} `option-invalid` for unbalanced tags and for characters that XML forbids
 */
export function markupXml(value: string, entities: XmlEntities, lineEnd: string, encoding: Encoding = "utf-8"): string {
  const xml = escapeStray(value, entities);
  try {
    // A raw carriage return would be read as a line end.
    if (xml.includes("\r")) throw new Error("a carriage return");
    parseXml(`<x>${xml}</x>`, entities);
  } catch (error) {
    throw new RouteLmtError(
      "option-invalid",
      said`The tags of a value are not balanced, or it has a character that XML does not allow`,
      said`Correct the value and run again; nothing was written.`,
      { cause: error },
    );
  }
  return encoded(xml, encoding).replaceAll("\n", lineEnd);
}

function escapeStray(value: string, entities: XmlEntities): string {
  const parts: string[] = [];
  const special = /[&<]|\]\]>/g;
  const asideEnd = asideEnds(value);
  let done = 0;
  let insideTagTo = 0;
  const replaceTo = (end: number, start: number, by: string): void => {
    parts.push(value.slice(done, start), by);
    done = end;
  };
  for (let match = special.exec(value); match; match = special.exec(value)) {
    const { index } = match;
    if (match[0] === "&") {
      const reference = referenceAt(value, index);
      if (!reference || !isKnown(reference, entities)) replaceTo(index + 1, index, "&amp;");
    } else if (match[0] === "<") {
      const aside = asideEnd(index);
      if (aside !== undefined) special.lastIndex = aside;
      else {
        insideTagTo = tagEnd(value, index);
        if (insideTagTo < 0) replaceTo(index + 1, index, "&lt;");
      }
    } else if (index >= insideTagTo) replaceTo(index + 3, index, "]]&gt;");
  }
  parts.push(value.slice(done));
  return parts.join("");
}

const ASIDES = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;

/** The end of the comment, CDATA section or instruction that begins at a `<`; undefined if there is none. */
function asideEnds(value: string): (at: number) => number | undefined {
  const last = new Map(ASIDES.map(([, end]) => [end, value.lastIndexOf(end)]));
  return (at) => {
    for (const [start, end] of ASIDES) {
      if (!value.startsWith(start, at)) continue;
      // Otherwise each of many unclosed openings would search the rest of the text.
      const isClosed = (last.get(end) ?? -1) >= at + start.length;
      return isClosed ? value.indexOf(end, at + start.length) + end.length : undefined;
    }
    return undefined;
  };
}

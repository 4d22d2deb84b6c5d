import { malformedAt } from "#core/text/splice.js";
import { nameEnd, skipBlanks, type XmlEntities } from "./tree.js";

/**
 * Skips a document type with its internal subset, and records the entities that it declares. Nothing is expanded or
 * loaded.
 *
 * @param start offset of `<!DOCTYPE`
 * @throws {MalformedFileError} if it does not end
 */
export function readDoctype(text: string, start: number): { readonly end: number; readonly entities: XmlEntities } {
  const declared = new Set<string>();
  let open = false;
  let inSubset = false;
  const token = /["'<>[\]%]|\b(?:SYSTEM|PUBLIC)\b/g;
  token.lastIndex = start + "<!DOCTYPE".length;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [what] = match;
    const { index } = match;
    if (what === '"' || what === "'") token.lastIndex = findEnd(text, what, index + 1, "a quote") + 1;
    else if (what === "[") inSubset = true;
    else if (what === "]") inSubset = false;
    else if (what === ">" && !inSubset) return { end: index + 1, entities: { declared, open } };
    else if (what === "<" && !inSubset) throw malformedAt(text, index, "< is not allowed in the document type");
    else if (what === "<") token.lastIndex = markupDeclaration(text, index, declared);
    // Parameter entities and external DTDs may declare anything.
    else if (inSubset ? what === "%" : what.length > 1) open = true;
  }
  throw endsEarly(text, "the document type");
}

/** Skips a declaration, comment or instruction, given the offset of its `<`. */
function markupDeclaration(text: string, start: number, declared: Set<string>): number {
  if (text.startsWith("<!--", start)) return findEnd(text, "-->", start + 4, "the comment") + 3;
  if (text[start + 1] === "?") return findEnd(text, "?>", start + 2, "the processing instruction") + 2;
  if (!text.startsWith("<!ENTITY", start)) return start + 1;
  const name = skipBlanks(text, start + 8);
  const end = nameEnd(text, name);
  declared.add(text.slice(name, end));
  return end;
}

/** The offset of the end of a construct. @throws {MalformedFileError} if it does not end */
export function findEnd(text: string, end: string, from: number, what: string): number {
  const at = text.indexOf(end, from);
  if (at < 0) throw endsEarly(text, what);
  return at;
}

function endsEarly(text: string, what: string): Error {
  return malformedAt(text, text.length, `The file ends early: ${what} is not closed`);
}

/** The name of the root element, prefix included; undefined if the text ends before it. */
export function rootNameOf(text: string): string | undefined {
  let at = text.startsWith("\ufeff") ? 1 : 0;
  for (;;) {
    at = skipBlanks(text, at);
    if (text[at] !== "<") return undefined;
    const name = nameEnd(text, at + 1);
    if (name > at + 1) return text.slice(at + 1, name);
    try {
      if (text.startsWith("<!DOCTYPE", at)) at = readDoctype(text, at).end;
      else if (text.startsWith("<!--", at)) at = findEnd(text, "-->", at + 4, "the comment") + 3;
      else if (text[at + 1] === "?") at = findEnd(text, "?>", at + 2, "the processing instruction") + 2;
      else return undefined;
    } catch {
      return undefined;
    }
  }
}

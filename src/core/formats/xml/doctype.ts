import { malformedAt } from "#core/text/splice.js";
import { type Said, said } from "../../errors.js";
import { nameEnd, skipBlanks, type XmlEntities } from "./tree.js";

/** A document type, with what its internal subset declares. */
export interface Doctype {
  readonly end: number;
  readonly entities: XmlEntities;
  /** The `]` of the internal subset; undefined without one. */
  readonly subsetEnd: number | undefined;
  /** The declarations of entities as written, by name; the first of a name counts. */
  readonly declarations: ReadonlyMap<string, string>;
}

/**
 * Skips a document type with its internal subset, and records the entities that it declares. Nothing is loaded.
 *
 * @param start offset of `<!DOCTYPE`
 * @throws {MalformedFileError} if it does not end
 */
export function readDoctype(text: string, start: number): Doctype {
  const declarations = new Map<string, string>();
  let subsetEnd: number | undefined;
  let open = false;
  let inSubset = false;
  const token = /["'<>[\]%]|\b(?:SYSTEM|PUBLIC)\b/g;
  token.lastIndex = start + "<!DOCTYPE".length;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [what] = match;
    const { index } = match;
    if (what === '"' || what === "'") token.lastIndex = findEnd(text, what, index + 1, said`a quote`) + 1;
    else if (what === "[") inSubset = true;
    else if (what === "]") {
      inSubset = false;
      subsetEnd = index;
    } else if (what === ">" && !inSubset)
      return { end: index + 1, entities: { ...entitiesOf(declarations), open }, subsetEnd, declarations };
    else if (what === "<" && !inSubset) throw malformedAt(text, index, said`< is not allowed in the document type`);
    else if (what === "<") token.lastIndex = markupDeclaration(text, index, declarations);
    // Parameter entities and external DTDs may declare anything.
    else if (inSubset ? what === "%" : what.length > 1) open = true;
  }
  throw endsEarly(text, said`the document type`);
}

/** A value without references and markup. It is short, so that many references to it do not make a text huge. */
const PLAIN = /^<!ENTITY\s+[^\s%]+\s+(["'])([^<&%]{0,80})\1\s*>$/s;

function entitiesOf(declarations: ReadonlyMap<string, string>): Pick<XmlEntities, "declared" | "plain"> {
  const plain = new Map<string, string>();
  for (const [name, declaration] of declarations) {
    const [, , value] = PLAIN.exec(declaration) ?? [];
    if (value !== undefined) plain.set(name, value);
  }
  return { declared: new Set(declarations.keys()), plain };
}

/** Skips a declaration, comment or instruction, given the offset of its `<`. */
function markupDeclaration(text: string, start: number, declarations: Map<string, string>): number {
  if (text.startsWith("<!--", start)) return findEnd(text, "-->", start + 4, said`the comment`) + 3;
  if (text[start + 1] === "?") return findEnd(text, "?>", start + 2, said`the processing instruction`) + 2;
  if (!text.startsWith("<!ENTITY", start)) return start + 1;
  const name = skipBlanks(text, start + 8);
  const end = nameEnd(text, name);
  const entity = text.slice(name, end);
  if (!declarations.has(entity)) declarations.set(entity, text.slice(start, declarationEnd(text, end)));
  return end;
}

/** The end of a declaration, after its quoted parts. */
function declarationEnd(text: string, from: number): number {
  const part = /["'>]/g;
  part.lastIndex = from;
  for (let match = part.exec(text); match; match = part.exec(text)) {
    if (match[0] === ">") return part.lastIndex;
    part.lastIndex = findEnd(text, match[0], part.lastIndex, said`a quote`) + 1;
  }
  return text.length;
}

/** The offset of the end of a construct. @throws {MalformedFileError} if it does not end */
export function findEnd(text: string, end: string, from: number, what: Said): number {
  const at = text.indexOf(end, from);
  if (at < 0) throw endsEarly(text, what);
  return at;
}

function endsEarly(text: string, what: Said): Error {
  return malformedAt(text, text.length, said`The file ends early: ${what} is not closed`);
}

/** The name of the root element, prefix included; undefined if the text ends before it. */
export function rootNameOf(text: string): string | undefined {
  return readProlog(text).rootName;
}

/** The document type of a text; undefined if it has none. */
export function findDoctype(text: string): Doctype | undefined {
  return readProlog(text).doctype;
}

function readProlog(text: string): { readonly rootName?: string; readonly doctype?: Doctype } {
  let doctype: Doctype | undefined;
  const found = (rootName?: string): ReturnType<typeof readProlog> => ({
    ...(rootName === undefined ? {} : { rootName }),
    ...(doctype ? { doctype } : {}),
  });
  let at = text.startsWith("\ufeff") ? 1 : 0;
  for (;;) {
    at = skipBlanks(text, at);
    if (text[at] !== "<") return found();
    const name = nameEnd(text, at + 1);
    if (name > at + 1) return found(text.slice(at + 1, name));
    try {
      if (text.startsWith("<!DOCTYPE", at)) {
        doctype = readDoctype(text, at);
        at = doctype.end;
      } else if (text.startsWith("<!--", at)) at = findEnd(text, "-->", at + 4, said`the comment`) + 3;
      else if (text[at + 1] === "?") at = findEnd(text, "?>", at + 2, said`the processing instruction`) + 2;
      else return found();
    } catch {
      return found();
    }
  }
}

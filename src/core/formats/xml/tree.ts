import type { Span } from "#core/text/span.js";

/** An attribute as written; the span is that of the value without quotes. */
export interface XmlAttribute extends Span {
  /** Name with its prefix, as in `xml:space`. */
  readonly name: string;
  readonly nameStart: number;
}

/** An element; the span runs from `<` of its start tag to after `>` of its end tag. */
export interface XmlElement extends Span {
  /** Name as written, with its prefix. */
  readonly name: string;
  /** Name without its prefix. */
  readonly local: string;
  /** Namespace of the prefix, or the default one; undefined without a declaration. */
  readonly namespace: string | undefined;
  readonly attributes: readonly XmlAttribute[];
  /** After `>` of the start tag. */
  readonly innerStart: number;
  /** At `<` of the end tag; `innerStart` for an empty-element tag. */
  innerEnd: number;
  end: number;
  readonly parent: XmlElement | undefined;
  /** Child elements, in order. */
  children: readonly XmlElement[];
}

/** A well-formed document. */
export interface XmlDocument {
  readonly text: string;
  readonly root: XmlElement;
  readonly entities: XmlEntities;
}

/** The entities that may be referred to, besides the five that XML predefines. */
export interface XmlEntities {
  /** Names that the internal DTD subset declares. */
  readonly declared: ReadonlySet<string>;
  /** The values of those that are short and plain text; others are never expanded. */
  readonly plain: ReadonlyMap<string, string>;
  /** Whether a DTD outside the file may declare more. */
  readonly open: boolean;
}

/** The attribute of a name, prefix included. */
export function findAttribute(attributes: readonly XmlAttribute[], name: string): XmlAttribute | undefined {
  return attributes.find((one) => one.name === name);
}

/** The entities of a document without a DTD. */
export const NO_ENTITIES: XmlEntities = { declared: new Set(), plain: new Map(), open: false };

/** Letters that a name may start with, after XML 1.0, fifth edition, section 2.3. */
const START =
  ":A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}\\u{200c}\\u{200d}\\u{2070}-\\u{218f}\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffd}\\u{10000}-\\u{effff}";
const NAME = `[${START}][${START}\\-.0-9\\u{b7}\\u{300}-\\u{36f}\\u{203f}\\u{2040}]*`;
const stickyName = new RegExp(NAME, "uy");
const stickyReference = new RegExp(`&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(${NAME}));`, "uy");

/** The end of the name at an offset; the offset itself if there is none. */
export function nameEnd(text: string, start: number): number {
  stickyName.lastIndex = start;
  return stickyName.test(text) ? stickyName.lastIndex : start;
}

/** The offset of the first character that is not white space in XML. */
export function skipBlanks(text: string, from: number): number {
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
  }
}

/** The end of the tag that begins at a `<`; -1 if it does not look like a tag. The parser checks the details. */
export function tagEnd(text: string, start: number): number {
  const name = start + (text[start + 1] === "/" ? 2 : 1);
  const end = nameEnd(text, name);
  if (end === name) return -1;
  const special = /[<>"']/g;
  special.lastIndex = end;
  for (let match = special.exec(text); match; match = special.exec(text)) {
    if (match[0] === ">") return special.lastIndex;
    if (match[0] === "<") return -1;
    const close = match[0] === '"' ? /["<]/g : /['<]/g;
    close.lastIndex = special.lastIndex;
    if (close.exec(text)?.[0] !== match[0]) return -1;
    special.lastIndex = close.lastIndex;
  }
  return -1;
}

/** A reference such as `&amp;`, `&#10;` or `&#xA;`. */
export interface XmlReference extends Span {
  /** Its text; undefined for an entity that XML does not predefine. */
  readonly value: string | undefined;
  /** Name of the entity; undefined for a character number. */
  readonly name: string | undefined;
}

const PREDEFINED = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** The reference at an `&`; undefined if there is none, or its character is forbidden in XML. */
export function referenceAt(text: string, start: number): XmlReference | undefined {
  stickyReference.lastIndex = start;
  const match = stickyReference.exec(text);
  if (!match) return undefined;
  const [all, decimal, hexadecimal, name] = match;
  const end = start + all.length;
  if (name !== undefined) return { start, end, name, value: PREDEFINED.get(name) };
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
  const value = code <= 0x10ffff ? String.fromCodePoint(code) : "\0";
  return forbiddenCharacter(value) < 0 ? { start, end, name, value } : undefined;
}

/** Whether a document may contain a reference. */
export function isKnown({ name, value }: XmlReference, { declared, open }: XmlEntities): boolean {
  return value !== undefined || open || declared.has(name ?? "");
}

/** Everything but Char of XML 1.0, section 2.2: controls, lone surrogates, U+FFFE, U+FFFF. */
const FORBIDDEN = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** The same plus all surrogates: a first test, four times as fast, that few texts fail. */
const SUSPECT = /[^\t\n\r -\ud7ff\ue000-\ufffd]/;

/** Offset of the first character that XML 1.0 forbids; -1 if there is none. */
export function forbiddenCharacter(text: string): number {
  return SUSPECT.test(text) ? text.search(FORBIDDEN) : -1;
}

import { atOnce } from "#core/text/at-once.js";
import { malformedAt } from "#core/text/splice.js";
import { type Said, said } from "../../errors.js";
import { findEnd, readDoctype } from "./doctype.js";
import { Namespaces } from "./namespaces.js";
import {
  forbiddenCharacter,
  isKnown,
  NO_ENTITIES,
  nameEnd,
  referenceAt,
  skipBlanks,
  type XmlAttribute,
  type XmlDocument,
  type XmlElement,
  type XmlEntities,
} from "./tree.js";

/** Most elements have no children or attributes: they share one empty list. */
const NO_CHILDREN: readonly XmlElement[] = [];
const NO_ATTRIBUTES: readonly XmlAttribute[] = [];

type Building = XmlElement & { children: XmlElement[] };

/**
 * Parses XML into elements with offsets, after XML 1.0, fifth edition: well-formedness is checked,
 * validity is not, entities are never expanded. Undeclared prefixes are accepted. Iterative, so that depth costs no
 * stack; linear in the text.
 *
 * @param entities that may be referred to, for a fragment of another document
 * @throws {MalformedFileError} at the first error
 */
export function parseXml(text: string, entities: XmlEntities = NO_ENTITIES): XmlDocument {
  return atOnce(new XmlParser(text, entities).steps());
}

/** {@link parseXml} in short steps, for large files. */
export function parseXmlSteps(text: string): Generator<void, XmlDocument> {
  return new XmlParser(text, NO_ENTITIES).steps();
}

/** Tags, comments and the like that are read in one step. */
const TAGS_IN_STEP = 2000;

class XmlParser {
  private at: number;
  private root: XmlElement | undefined;
  /** The innermost open element. */
  private open: Building | undefined;
  private sawDoctype = false;
  private readonly prologue: number;
  private readonly namespaces = new Namespaces();
  private readonly nextAmpersand = cursor("&");
  private readonly nextCdataEnd = cursor("]]>");

  constructor(
    private readonly text: string,
    private entities: XmlEntities,
  ) {
    this.prologue = text.startsWith("\ufeff") ? 1 : 0;
    this.at = this.prologue;
  }

  *steps(): Generator<void, XmlDocument> {
    const { text } = this;
    const forbidden = forbiddenCharacter(text);
    if (forbidden >= 0) throw this.error(forbidden, said`XML does not allow this character`);
    for (let done = 1; ; done++) {
      if (done % TAGS_IN_STEP === 0) yield;
      const tag = text.indexOf("<", this.at);
      this.checkText(this.at, tag < 0 ? text.length : tag);
      if (tag < 0) break;
      this.at = tag;
      const next = text[tag + 1];
      if (next === "/") this.endTag();
      else if (next === "!") this.declaration();
      else if (next === "?") this.instruction();
      else this.startTag();
    }
    if (this.open) throw this.error(text.length, said`The file ends early: <${this.open.name}> is not closed`);
    if (!this.root) throw this.error(text.length, said`The file has no XML element`);
    return { text, root: this.root, entities: this.entities };
  }

  private error(offset: number, reason: Said): Error {
    return malformedAt(this.text, offset, reason);
  }

  /** Checks character data: only blanks outside the root element, and no stray `&` or `]]>`. */
  private checkText(start: number, end: number): void {
    if (start === end) return;
    if (!this.open) {
      const stray = start + this.text.slice(start, end).search(/[^ \t\r\n]/);
      if (stray >= start) throw this.error(stray, said`There is text outside the root element`);
      return;
    }
    const close = this.nextCdataEnd(this.text, start);
    if (close < end) throw this.error(close, said`]]> is not allowed in text; write ]]&gt;`);
    this.checkReferences(start, end);
  }

  private checkReferences(start: number, end: number): void {
    for (let at = this.nextAmpersand(this.text, start); at < end; ) {
      const reference = referenceAt(this.text, at);
      if (!reference || reference.end > end)
        throw this.error(at, said`& does not begin a character reference; write &amp;`);
      if (!isKnown(reference, this.entities))
        throw this.error(at, said`The entity &${reference.name ?? ""}; is not declared`);
      at = this.nextAmpersand(this.text, reference.end);
    }
  }

  private startTag(): void {
    const { text, at: start, open: parent } = this;
    const end = nameEnd(text, start + 1);
    if (end === start + 1) throw this.error(start, said`< does not begin a tag; write &lt;`);
    if (!parent && this.root)
      throw this.error(start, said`The document is complete; there can be one root element only`);
    const name = text.slice(start + 1, end);
    this.at = end;
    const attributes = this.attributes(name);
    const isEmpty = text[this.at] === "/";
    if (isEmpty && text[this.at + 1] !== ">") throw this.error(this.at + 1, said`> is expected after /`);
    this.at += isEmpty ? 2 : 1;
    const colon = name.indexOf(":");
    const prefixes = this.namespaces.open(text, attributes);
    const element: XmlElement = {
      name,
      local: name.slice(colon + 1),
      namespace: this.namespaces.of(colon < 0 ? "" : name.slice(0, colon)),
      attributes,
      start,
      innerStart: this.at,
      innerEnd: this.at,
      end: this.at,
      parent,
      children: NO_CHILDREN,
    };
    this.namespaces.declare(element, prefixes);
    if (!parent) this.root = element;
    else if (parent.children === NO_CHILDREN) parent.children = [element];
    else parent.children.push(element);
    this.open = element as Building;
    if (isEmpty) this.close();
  }

  /** Reads the attributes up to `>` or `/` of a start tag. */
  private attributes(tag: string): readonly XmlAttribute[] {
    const { text } = this;
    let attributes: XmlAttribute[] | undefined;
    for (;;) {
      const nameStart = skipBlanks(text, this.at);
      const next = text[nameStart];
      if (next === ">" || next === "/") {
        this.at = nameStart;
        break;
      }
      const end = nameEnd(text, nameStart);
      if (end === nameStart || nameStart === this.at)
        throw this.error(nameStart, said`An attribute, or > at the end of the tag <${tag}, is expected`);
      const equals = skipBlanks(text, end);
      if (text[equals] !== "=")
        throw this.error(equals, said`= and a value are expected after the name of an attribute`);
      const quote = skipBlanks(text, equals + 1);
      if (text[quote] !== '"' && text[quote] !== "'")
        throw this.error(quote, said`The value of an attribute must be in quotes`);
      const close = text.indexOf(text[quote] ?? "", quote + 1);
      if (close < 0) throw this.error(text.length, said`The file ends early: the value of an attribute is not closed`);
      const less = text.slice(quote, close).indexOf("<");
      if (less >= 0) throw this.error(quote + less, said`< is not allowed in the value of an attribute; write &lt;`);
      this.checkReferences(quote, close);
      attributes ??= [];
      attributes.push({ name: text.slice(nameStart, end), nameStart, start: quote + 1, end: close });
      this.at = close + 1;
    }
    if (!attributes) return NO_ATTRIBUTES;
    if (attributes.length > 1) this.checkNames(attributes);
    return attributes;
  }

  private checkNames(attributes: readonly XmlAttribute[]): void {
    const seen = new Set<string>();
    for (const { name, nameStart } of attributes) {
      if (seen.has(name)) throw this.error(nameStart, said`The attribute ${name} occurs twice`);
      seen.add(name);
    }
  }

  private endTag(): void {
    const { text, at: start, open } = this;
    if (!open) throw this.error(start, said`This end tag has no start tag`);
    const end = nameEnd(text, start + 2);
    if (end - start - 2 !== open.name.length || !text.startsWith(open.name, start + 2))
      throw this.error(start, said`${`</${open.name}>`} is expected`);
    const close = skipBlanks(text, end);
    if (text[close] !== ">") throw this.error(close, said`> is expected at the end of the tag`);
    this.at = close + 1;
    open.innerEnd = start;
    open.end = this.at;
    this.close();
  }

  private close(): void {
    const { open } = this;
    this.open = open?.parent as Building | undefined;
    if (open) this.namespaces.close(open);
  }

  /** A comment, a CDATA section or the document type. */
  private declaration(): void {
    const { text, at: start } = this;
    if (text.startsWith("<!--", start)) {
      const dashes = findEnd(text, "--", start + 4, said`the comment`);
      if (text[dashes + 2] !== ">") throw this.error(dashes, said`-- is not allowed in a comment`);
      this.at = dashes + 3;
    } else if (text.startsWith("<![CDATA[", start)) {
      if (!this.open) throw this.error(start, said`There is text outside the root element`);
      this.at = findEnd(text, "]]>", start + 9, said`the CDATA section`) + 3;
    } else if (text.startsWith("<!DOCTYPE", start) && !this.root && !this.sawDoctype) {
      const { end, entities } = readDoctype(text, start);
      this.sawDoctype = true;
      this.entities = entities;
      this.at = end;
    } else throw this.error(start, said`<! does not begin a comment, CDATA section or document type`);
  }

  private instruction(): void {
    const { text, at: start } = this;
    const target = nameEnd(text, start + 2);
    const isDeclaration = /^xml$/i.test(text.slice(start + 2, target));
    if (target === start + 2 || (isDeclaration && start !== this.prologue))
      throw this.error(start, said`<? does not begin a processing instruction`);
    const end = findEnd(text, "?>", target, said`the processing instruction`);
    if (end > target && skipBlanks(text, target) === target)
      throw this.error(target, said`A space is expected after the name of a processing instruction`);
    this.at = end + 2;
  }
}

/** Finds the next occurrence from ascending offsets, without looking at any character twice. */
function cursor(what: string): (text: string, from: number) => number {
  let next = -1;
  return (text, from) => {
    if (next < from) {
      next = text.indexOf(what, from);
      if (next < 0) next = Number.POSITIVE_INFINITY;
    }
    return next;
  };
}

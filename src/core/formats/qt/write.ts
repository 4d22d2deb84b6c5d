import { RouteLmtError, said } from "#core/errors.js";
import type { LanguageTag } from "#core/language/tag.js";
import { type Splice, splice } from "#core/text/splice.js";
import { type Edit, type KeyPath, keyName, type WriteOptions } from "../format.js";
import { removeAttribute, replaceInner, setAttribute } from "../xml/edit.js";
import { indentUnit, leadOf, removal } from "../xml/layout.js";
import type { XmlDocument, XmlElement } from "../xml/tree.js";
import { writerFor, type XmlWriter } from "../xml/writer.js";
import { messageId, type QtMessage, readQtFile, textOfQt } from "./messages.js";
import { numerusForms } from "./plural.js";

/** New values of a message by the index of the form; 0 for a plain message. */
type Values = Map<number, Edit>;

/**
 * Replaces values; see {@link Format.write}. Messages lose the mark `unfinished` when all forms are translated, and get
 * it with a draft.
 */
export function writeQt(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const { xml, messages } = readQtFile(text, options.language);
  const writer = writerFor(xml, options.encoding, `>"'`);
  const byKey = new Map<string, QtMessage>();
  for (const message of messages) byKey.set(messageId(message.key, message.numerus !== undefined), message);
  const edited = new Map<QtMessage, Values>();
  for (const edit of edits) {
    const index = edit.key.at(-1);
    const isForm = typeof index === "number";
    const message = byKey.get(messageId(isForm ? edit.key.slice(0, -1) : edit.key, isForm));
    const count = message?.numerus ? Math.max(message.numerus.count, message.numerus.forms.length) : 1;
    if (!message || (isForm && !(Number.isInteger(index) && index >= 0 && index < count))) throw missing(edit.key);
    const values = edited.get(message) ?? new Map<number, Edit>();
    edited.set(message, values.set(isForm ? index : 0, edit));
  }
  const splices: Splice[] = [];
  for (const [message, values] of edited) splices.push(...splicesFor(xml, message, values, writer));
  return splice(text, splices);
}

function splicesFor(xml: XmlDocument, message: QtMessage, values: Values, writer: XmlWriter): Splice[] {
  const { translation, after, numerus, isUnfinished } = message;
  const lead = leadOf(xml.text, (translation ?? after).start);
  const splices: Splice[] = [];
  const isDraft = [...values.values()].some((edit) => edit.isDraft);
  const inner = (index: number, element?: XmlElement): string => innerOf(values.get(index), writer, element);
  if (numerus && numerus.forms.length > 0) {
    for (const [index, form] of numerus.forms.entries())
      if (values.has(index)) splices.push(replaceInner(xml, form, inner(index, form)));
    const last = numerus.forms.at(-1);
    if (last) splices.push(...moreForms(xml, last, numerus.forms.length, values, inner));
  } else {
    const content = numerus ? formsXml(xml, lead, numerus.count, inner) : inner(0, translation);
    if (translation) splices.push(replaceInner(xml, translation, content));
    else {
      const type = isDraft ? ' type="unfinished"' : "";
      const text = `${lead}<translation${type}>${content}</translation>`;
      splices.push({ start: after.end, end: after.end, text });
    }
  }
  if (!translation) return splices;
  if (isDraft) splices.push(...(isUnfinished ? [] : [setAttribute(xml, translation, "type", "unfinished")]));
  else if (isUnfinished && isTranslated(xml, message, values)) splices.push(...removeAttribute(translation, "type"));
  return splices;
}

/** The missing forms after the last one, up to the last wanted one. */
function moreForms(
  { text }: XmlDocument,
  { start, end }: XmlElement,
  length: number,
  values: Values,
  inner: (index: number) => string,
): Splice[] {
  const forms: string[] = [];
  for (let index = length; index <= Math.max(...values.keys()); index++)
    forms.push(`${leadOf(text, start)}<numerusform>${inner(index)}</numerusform>`);
  return forms.length === 0 ? [] : [{ start: end, end, text: forms.join("") }];
}

/** All forms, for a translation without any. */
function formsXml(xml: XmlDocument, lead: string, count: number, inner: (index: number) => string): string {
  const inside = lead && lead + (indentUnit(xml) ?? "    ");
  const forms = Array.from({ length: count }, (_, index) => `${inside}<numerusform>${inner(index)}</numerusform>`);
  return forms.join("") + lead;
}

/** Whether all forms have texts after the edits. */
function isTranslated(xml: XmlDocument, { translation, numerus }: QtMessage, values: Values): boolean {
  const count = numerus ? Math.max(numerus.count, numerus.forms.length) : 1;
  for (let index = 0; index < count; index++) {
    const element = numerus ? numerus.forms[index] : translation;
    if ((values.get(index)?.value ?? (element ? textOfQt(xml, element) : "")) === "") return false;
  }
  return true;
}

/** A value in XML; forbidden characters become `<byte value="x1b"/>`, as lupdate writes them. */
function innerOf(edit: Edit | undefined, writer: XmlWriter, element?: XmlElement): string {
  if (!edit || edit.markup) return edit ? writer.markup(edit.value) : "";
  const pieces = edit.value.split(CONTROL);
  if (pieces.length === 1) return writer.text(edit.value, element);
  const byte = (char: string): string => `<byte value="x${char.charCodeAt(0).toString(16)}"/>`;
  return pieces.map((piece, index) => (index % 2 === 0 ? writer.text(piece) : byte(piece))).join("");
}

/** Control characters that XML forbids. */
const CONTROL = /((?![\t\n\r\u007f-\u009f])\p{Cc})/u;

function missing(key: KeyPath): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The TS file has no message ${keyName(key)}`,
    said`Update the TS file from the program (lupdate) and run again; nothing was written.`,
  );
}

/**
 * Makes a TS file for a language from one without a language or for another: the same messages without translations.
 * Obsolete messages and remarks of translators are left out.
 */
export function createQt(sourceText: string, language: LanguageTag): string {
  const { xml, messages, gone } = readQtFile(sourceText);
  const count = numerusForms(language);
  const splices = [setAttribute(xml, xml.root, "language", language.replaceAll("-", "_"))];
  for (const element of gone) splices.push(removal(xml, element));
  for (const { element, translation, numerus } of messages) {
    for (const one of element.children) if (one.name === "translatorcomment") splices.push(removal(xml, one));
    if (!translation) continue;
    const { start, end } = translation;
    const content = numerus ? formsXml(xml, leadOf(sourceText, start), count, () => "") : "";
    splices.push({ start, end, text: `<translation type="unfinished">${content}</translation>` });
  }
  return splice(sourceText, splices);
}

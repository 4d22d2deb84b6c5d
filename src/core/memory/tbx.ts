import { said } from "../errors.js";
import { parseXml } from "../formats/xml/parse.js";
import { attributeOf, textOf } from "../formats/xml/text.js";
import type { XmlDocument, XmlElement } from "../formats/xml/tree.js";
import { malformedAt } from "../text/splice.js";
import type { TermConcept, TermVariant } from "./termbase.js";

/** Element names of TBX 2 (ISO 30042:2008, `<martif>`) and TBX 3 (ISO 30042:2019, `<tbx>`). */
const CONCEPTS = new Set(["termEntry", "conceptEntry"]);
const LANGUAGES = new Set(["langSet", "langSec"]);
const TERMS = new Set(["tig", "ntig", "termSec", "termGrp"]);
/** Values of administrativeStatus that forbid a term (TBX-Basic). */
const FORBIDDEN = /^(?:deprecatedTerm|supersededTerm)/;

/**
 * Reads a TBX file. A note or subject field that says "do not translate" makes a concept a name.
 *
 * @throws {MalformedFileError} if it is not a TBX file
 */
export function readTbx(text: string): TermConcept[] {
  const xml = parseXml(text);
  if (xml.root.local !== "martif" && xml.root.local !== "tbx")
    throw malformedAt(text, xml.root.start, said`A <tbx> or <martif> element is expected`);
  return descendants(xml.root, CONCEPTS).map((entry) => conceptOf(xml, entry));
}

function conceptOf(xml: XmlDocument, entry: XmlElement): TermConcept {
  const variants = descendants(entry, LANGUAGES).flatMap((section): TermVariant[] => {
    const language = attributeOf(xml, section, "xml:lang") ?? attributeOf(xml, section, "lang") ?? "";
    return descendants(section, TERMS).flatMap((term) => variantOf(xml, term, language.replaceAll("_", "-")));
  });
  const notes = descendants(entry, new Set(["note", "descrip", "subjectField"])).map((note) =>
    textOf(xml, note).trim(),
  );
  const isName = notes.some((note) => /\bdo not translate\b|^DNT$/i.test(note));
  const note = notes.find((one) => one !== "");
  return { variants, ...(isName ? { doNotTranslate: true } : {}), ...(note === undefined ? {} : { note }) };
}

function variantOf(xml: XmlDocument, term: XmlElement, language: string): TermVariant[] {
  const [name] = descendants(term, new Set(["term"]));
  const text = name && textOf(xml, name).trim();
  if (!text || language === "") return [];
  const status = descendants(term, new Set(["termNote", "administrativeStatus"])).find(
    (note) => note.local === "administrativeStatus" || attributeOf(xml, note, "type") === "administrativeStatus",
  );
  const forbidden = status && FORBIDDEN.test(textOf(xml, status).trim());
  return [{ language, text, ...(forbidden ? { forbidden: true } : {}) }];
}

/** The outermost elements with these names, in order. */
function descendants(root: XmlElement, names: ReadonlySet<string>): XmlElement[] {
  const found: XmlElement[] = [];
  const work = [...root.children].reverse();
  for (let element = work.pop(); element; element = work.pop()) {
    if (names.has(element.local)) found.push(element);
    else
      for (let index = element.children.length - 1; index >= 0; index--)
        work.push(element.children[index] as XmlElement);
  }
  return found;
}

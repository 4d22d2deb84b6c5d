import type { Splice } from "#core/text/splice.js";
import type { FileProblem, KeyPath } from "../format.js";
import { removeAttribute, setAttribute } from "../xml/edit.js";
import { removal } from "../xml/layout.js";
import { attributeOf } from "../xml/text.js";
import type { XmlDocument, XmlElement } from "../xml/tree.js";
import { childrenOf, filesOf, notesOf, unitsIn, type XliffContent, type XliffEntry } from "./entry.js";

const CONTAINERS = new Set(["group"]);
/** The state of an untranslated segment; a segment without a state is not marked. */
const INITIAL = "initial";

/** Units that are read in one step. */
const UNITS_IN_STEP = 200;

/** The texts of an XLIFF 2.0, 2.1 or 2.2 file, in short steps, after the OASIS standards of 2014, 2018 and 2024. */
export function* xliff2Steps(xml: XmlDocument): Generator<void, XliffContent> {
  const entries: XliffEntry[] = [];
  const problems: FileProblem[] = [];
  let done = 0;
  for (const { element: file, prefix } of filesOf(xml, "id")) {
    for (const { element: unit, isIgnored } of unitsIn(xml, file, "unit", CONTAINERS)) {
      if (++done % UNITS_IN_STEP === 0) yield;
      const id = attributeOf(xml, unit, "id");
      const segments = childrenOf(xml, unit, "segment");
      const notes = notesOf(xml, noteElements(xml, unit), "category");
      const name = attributeOf(xml, unit, "name");
      for (const [index, segment] of segments.entries()) {
        const [source] = childrenOf(xml, segment, "source");
        if (id === undefined || !source) {
          problems.push({ code: "unidentified", element: "segment", span: segment });
          continue;
        }
        const [target] = childrenOf(xml, segment, "target");
        entries.push({
          key: [...prefix, id, ...segmentKey(xml, segments, segment, index)],
          source,
          target,
          after: source,
          stateBearer: segment,
          isIgnored,
          isOpen: attributeOf(xml, segment, "state") === INITIAL,
          isGuess: false,
          isStale: attributeOf(xml, segment, "state") === INITIAL,
          isSuggestion: false,
          context: notes.context ?? (notes.comment === undefined && name !== id ? name : undefined),
          comment: notes.comment,
          maxLength: maxLengthOf(xml, unit),
        });
      }
    }
  }
  return { entries, problems, draftMark: [["state", INITIAL]] };
}

function noteElements(xml: XmlDocument, unit: XmlElement): XmlElement[] {
  return childrenOf(xml, unit, "notes").flatMap((notes) => childrenOf(xml, notes, "note"));
}

/** One of several segments is identified by its id or, without one, its index. */
function segmentKey(xml: XmlDocument, segments: readonly XmlElement[], segment: XmlElement, index: number): KeyPath {
  return segments.length === 1 ? [] : [attributeOf(xml, segment, "id") ?? index];
}

/** The upper bound of a size restriction in characters, `max` or `min,max`. */
function maxLengthOf(xml: XmlDocument, unit: XmlElement): number | undefined {
  const attribute = unit.attributes.find(({ name }) => name.endsWith(":sizeRestriction"));
  const restriction = attribute && attributeOf(xml, unit, attribute.name);
  const max = restriction === undefined ? undefined : /^\s*(?:\d{0,6}\s*,\s*)?(\d{1,6})\s*$/.exec(restriction)?.[1];
  return max === undefined ? undefined : Number(max);
}

/** Splices that set the target language and remove translations in another one. */
export function emptyXliff2(xml: XmlDocument, language: string): Splice[] {
  const splices = [setAttribute(xml, xml.root, "trgLang", language)];
  for (const { element: file } of filesOf(xml, "id")) {
    for (const { element: unit } of unitsIn(xml, file, "unit", CONTAINERS)) {
      for (const segment of childrenOf(xml, unit, "segment")) {
        splices.push(...removeAttribute(segment, "state"), ...removeAttribute(segment, "subState"));
        for (const old of childrenOf(xml, segment, "target")) splices.push(removal(xml, old));
      }
      for (const ignorable of childrenOf(xml, unit, "ignorable"))
        for (const old of childrenOf(xml, ignorable, "target")) splices.push(removal(xml, old));
    }
  }
  return splices;
}

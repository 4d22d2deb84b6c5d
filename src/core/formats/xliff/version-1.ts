import type { Splice } from "#core/text/splice.js";
import type { FileProblem } from "../format.js";
import { removeAttribute, setAttribute } from "../xml/edit.js";
import { removal } from "../xml/layout.js";
import { attributeOf } from "../xml/text.js";
import type { XmlDocument, XmlElement } from "../xml/tree.js";
import { childrenOf, filesOf, notesOf, unitsIn, type XliffContent, type XliffEntry } from "./entry.js";

const CONTAINERS = new Set(["body", "group"]);
/** States of an untranslated target. */
const OPEN_STATES = new Set(["new", "needs-translation", "needs-adaptation", "needs-l10n"]);
/** States of a target that needs review. */
const STALE_STATES = new Set([
  "needs-translation",
  "needs-adaptation",
  "needs-l10n",
  "needs-review-translation",
  "needs-review-adaptation",
  "needs-review-l10n",
]);
/** The mark for drafts: still to be translated, with a machine suggestion. */
const SUGGESTION = { state: "needs-translation", "state-qualifier": "mt-suggestion" };
const DONE_STATES = new Set(["translated", "signed-off", "final"]);

/** Units that are read in one step. */
const UNITS_IN_STEP = 200;

/** The texts of an XLIFF 1.2 file, in short steps, after the OASIS standard of 2008. */
export function* xliff1Steps(xml: XmlDocument): Generator<void, XliffContent> {
  const entries: XliffEntry[] = [];
  const problems: FileProblem[] = [];
  let done = 0;
  for (const { element: file, prefix } of filesOf(xml, "original")) {
    for (const { element, isIgnored } of unitsIn(xml, file, "trans-unit", CONTAINERS)) {
      if (++done % UNITS_IN_STEP === 0) yield;
      const id = attributeOf(xml, element, "id") ?? attributeOf(xml, element, "resname");
      const [source] = childrenOf(xml, element, "source");
      if (id === undefined || !source) {
        problems.push({ code: "unidentified", element: "trans-unit", span: element });
        continue;
      }
      const [target] = childrenOf(xml, element, "target");
      const [segmented] = childrenOf(xml, element, "seg-source");
      const state = target && attributeOf(xml, target, "state");
      const qualifier = target && attributeOf(xml, target, "state-qualifier");
      const resname = attributeOf(xml, element, "resname");
      const notes = notesOf(xml, childrenOf(xml, element, "note"), "from");
      entries.push({
        key: [...prefix, id],
        source,
        target,
        after: segmented ?? source,
        stateBearer: target,
        isIgnored: isIgnored || (segmented !== undefined && hasSegments(xml, segmented)),
        isOpen: OPEN_STATES.has(state ?? ""),
        isGuess: isGuess(xml, element, state, qualifier),
        isStale: STALE_STATES.has(state ?? "") && attributeOf(xml, element, "approved") !== "yes",
        isSuggestion: state === SUGGESTION.state && qualifier === SUGGESTION["state-qualifier"],
        context: notes.context ?? (notes.comment === undefined && resname !== id ? resname : undefined),
        comment: notes.comment,
        maxLength: maxLengthOf(xml, element),
      });
    }
  }
  return { entries, problems, draftMark: Object.entries(SUGGESTION) };
}

/** Segments in `<mrk>` would have to be translated and marked individually. */
function hasSegments(xml: XmlDocument, { children }: XmlElement): boolean {
  return children.some((one) => one.local === "mrk" && attributeOf(xml, one, "mtype") === "seg");
}

function isGuess(
  xml: XmlDocument,
  unit: XmlElement,
  state: string | undefined,
  qualifier: string | undefined,
): boolean {
  if (DONE_STATES.has(state ?? "") || attributeOf(xml, unit, "approved") === "yes") return false;
  return qualifier === "fuzzy-match";
}

function maxLengthOf(xml: XmlDocument, unit: XmlElement): number | undefined {
  const width = attributeOf(xml, unit, "maxwidth");
  const isCharacters = attributeOf(xml, unit, "size-unit") === "char";
  return isCharacters && width !== undefined && /^\d{1,6}$/.test(width) ? Number(width) : undefined;
}

/** Splices that set the target language and remove translations and proposals in another one. */
export function emptyXliff1(xml: XmlDocument, language: string): Splice[] {
  const splices: Splice[] = [];
  for (const { element: file } of filesOf(xml, "original")) {
    splices.push(setAttribute(xml, file, "target-language", language));
    for (const { element } of unitsIn(xml, file, "trans-unit", CONTAINERS)) {
      splices.push(...removeAttribute(element, "approved"));
      for (const name of ["target", "alt-trans"])
        for (const old of childrenOf(xml, element, name)) splices.push(removal(xml, old));
    }
  }
  return splices;
}

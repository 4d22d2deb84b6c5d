import type { FileProblem, KeyPath, Unit, UnitState } from "../format.js";
import { valueSpan } from "../xml/edit.js";
import { attributeOf, innerXml, isMarkup, textOf } from "../xml/text.js";
import type { XmlDocument, XmlElement } from "../xml/tree.js";

/** A text in an XLIFF file, of either version. */
export interface XliffEntry {
  readonly key: KeyPath;
  readonly source: XmlElement;
  readonly target: XmlElement | undefined;
  /** The element to insert a new target after. */
  readonly after: XmlElement;
  /** The element with the state: the target in 1.2, the segment in 2. */
  readonly stateBearer: XmlElement | undefined;
  readonly isIgnored: boolean;
  /** Whether the file marks it as untranslated. */
  readonly isOpen: boolean;
  /** Whether the file marks the translation as a guess. */
  readonly isGuess: boolean;
  /** Whether the file marks the translation for review. */
  readonly isStale: boolean;
  /** Whether it has the mark for drafts, which nothing else has, see {@link XliffContent.draftMark}. */
  readonly isSuggestion: boolean;
  readonly context: string | undefined;
  readonly comment: string | undefined;
  readonly maxLength: number | undefined;
}

/** The entries of a file, and what is odd about it. */
export interface XliffContent {
  readonly entries: readonly XliffEntry[];
  /** The attributes that mark a draft, on the element with the state. */
  readonly draftMark: readonly (readonly [name: string, value: string])[];
  readonly problems: readonly FileProblem[];
}

/** The children of an element in the namespace of XLIFF, by local name. */
export function childrenOf({ root }: XmlDocument, { children }: XmlElement, local: string): XmlElement[] {
  return children.filter((one) => one.local === local && one.namespace === root.namespace);
}

/** A `<file>`, and the prefix of the keys of its units: its name, if there are several files. */
export interface XliffFile {
  readonly element: XmlElement;
  readonly prefix: KeyPath;
}

/** @param name attribute with the name of a file; repeated names get a number */
export function filesOf(xml: XmlDocument, name: string): XliffFile[] {
  const files = childrenOf(xml, xml.root, "file");
  const seen = new Map<string, number>();
  return files.map((element) => {
    const file = attributeOf(xml, element, name) ?? "";
    const count = (seen.get(file) ?? 0) + 1;
    seen.set(file, count);
    return { element, prefix: files.length === 1 ? [] : [count === 1 ? file : `${file}#${count}`] };
  });
}

/** A unit, and whether it or a group around it is marked `translate="no"`. */
export interface XliffPlace {
  readonly element: XmlElement;
  readonly isIgnored: boolean;
}

/** The units in an element, in order; iterative, so that depth costs no stack. */
export function* unitsIn(
  xml: XmlDocument,
  file: XmlElement,
  unit: string,
  containers: ReadonlySet<string>,
): Generator<XliffPlace> {
  const work: XliffPlace[] = [{ element: file, isIgnored: isIgnored(xml, file, false) }];
  for (let place = work.pop(); place; place = work.pop()) {
    if (place.element.local === unit && place.element !== file) {
      yield place;
      continue;
    }
    const { children } = place.element;
    for (let index = children.length - 1; index >= 0; index--) {
      const element = children[index];
      if (!element || element.namespace !== xml.root.namespace) continue;
      if (element.local !== unit && !containers.has(element.local)) continue;
      work.push({ element, isIgnored: isIgnored(xml, element, place.isIgnored) });
    }
  }
}

function isIgnored(xml: XmlDocument, element: XmlElement, inherited: boolean): boolean {
  const translate = attributeOf(xml, element, "translate");
  return translate === undefined ? inherited : translate === "no";
}

/** Notes: those that distinguish meanings are the context, others are comments. */
export function notesOf(
  xml: XmlDocument,
  notes: readonly XmlElement[],
  kind: "from" | "category",
): Pick<XliffEntry, "context" | "comment"> {
  const context: string[] = [];
  const comments: string[] = [];
  for (const note of notes) {
    const text = textOf(xml, note).trim();
    const of = attributeOf(xml, note, kind);
    if (text === "" || of === "location") continue;
    (of === "meaning" ? context : comments).push(text);
  }
  return { context: context.join("\n") || undefined, comment: comments.join("\n") || undefined };
}

/** The unit of an entry. */
export function unitOf(xml: XmlDocument, entry: XliffEntry): Unit {
  const { key, source, target, after, context, comment, maxLength } = entry;
  const markup = isMarkup(xml, source);
  const value = target ? contentValue(xml, target) : "";
  return {
    key,
    value,
    span: target ? valueSpan(xml, target) : { start: after.end, end: after.end },
    state: stateOf(xml, entry, value),
    source: contentValue(xml, source),
    ...(context === undefined ? {} : { context }),
    ...(comment === undefined ? {} : { comment }),
    ...(markup ? { markup } : {}),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}

function contentValue(xml: XmlDocument, element: XmlElement): string {
  return isMarkup(xml, element) ? innerXml(xml, element) : textOf(xml, element);
}

/** A text in a target marked as open is somebody's draft, unless it is a copy of the source. */
function stateOf(
  xml: XmlDocument,
  { source, target, isIgnored, isOpen, isGuess, isStale }: XliffEntry,
  value: string,
): UnitState {
  if (isIgnored) return "ignored";
  if (value === "" || !target) return "untranslated";
  if (isOpen && innerXml(xml, source) === innerXml(xml, target)) return "untranslated";
  return isGuess ? "fuzzy" : isStale ? "stale" : "translated";
}

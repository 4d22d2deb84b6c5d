import { said } from "../errors.js";
import { escapeAttribute, escapeLike } from "../formats/xml/escape.js";
import { parseXml } from "../formats/xml/parse.js";
import { attributeOf, textOf } from "../formats/xml/text.js";
import { forbiddenCharacter, type XmlDocument, type XmlElement } from "../formats/xml/tree.js";
import type { LanguageTag } from "../language/tag.js";
import { malformedAt } from "../text/splice.js";
import type { MemoryEntry } from "./memory.js";

/** Types of properties in which tools store the context of a source. */
const CONTEXT_TYPES = /^(?:x-)?(?:context|key|id|segment-?id)/i;

/**
 * Reads a TMX file (TMX 1.4b, OSCAR/LISA 2005, and older versions): one entry for each pair of a unit's source variant
 * and another variant. Inline elements are replaced by the native code that they contain: `<ph>{name}</ph>` becomes
 * `{name}`.
 *
 * @param wanted keeps only entries of these target languages (by base language); all by default
 * @throws {MalformedFileError} if it is not a TMX file
 */
export function readTmx(text: string, wanted?: readonly LanguageTag[]): MemoryEntry[] {
  const xml = parseXml(text);
  if (xml.root.local !== "tmx") throw malformedAt(text, xml.root.start, said`A <tmx> element is expected`);
  const header = child(xml.root, "header");
  const general = (header && attributeOf(xml, header, "srclang")) ?? "*all*";
  const origin = header && attributeOf(xml, header, "creationtool");
  const bases = wanted && new Set(wanted.map(baseOf));
  const entries: MemoryEntry[] = [];
  for (const unit of child(xml.root, "body")?.children ?? []) {
    if (unit.local === "tu") entries.push(...entriesOf(xml, unit, general, origin, bases));
  }
  return entries;
}

function entriesOf(
  xml: XmlDocument,
  unit: XmlElement,
  general: string,
  origin: string | undefined,
  bases: ReadonlySet<string> | undefined,
): MemoryEntry[] {
  const stated = attributeOf(xml, unit, "srclang") ?? general;
  const variants = unit.children.flatMap((element) => {
    const tag = element.local === "tuv" && (attributeOf(xml, element, "xml:lang") ?? attributeOf(xml, element, "lang"));
    const segment = tag && child(element, "seg");
    return segment ? [{ tag: canonical(tag), text: nativeText(xml, segment) }] : [];
  });
  // If a unit has no variant in the source language, the first one is the source.
  const source = variants.find(({ tag }) => baseOf(tag) === baseOf(stated)) ?? variants[0];
  const context = unit.children.find(
    (element) => element.local === "prop" && CONTEXT_TYPES.test(attributeOf(xml, element, "type") ?? ""),
  );
  return variants.flatMap((variant): MemoryEntry[] => {
    if (!source || variant === source || (bases && !bases.has(baseOf(variant.tag)))) return [];
    return [
      {
        source: source.text,
        target: variant.text,
        direction: { source: source.tag, target: variant.tag },
        ...(context ? { context: textOf(xml, context) } : {}),
        ...(origin ? { origin } : {}),
      },
    ];
  });
}

/** Whether XML can contain an entry: it has no control characters or lone surrogates. */
export function fitsTmx({ source, target, context = "" }: MemoryEntry): boolean {
  return forbiddenCharacter([source, target, context].join("\n")) < 0;
}

/**
 * Writes entries as TMX 1.4b, one unit each. Reading them gives the same entries.
 *
 * @throws {RouteLmtError} `option-invalid` for an entry that does not fit
 */
export function writeTmx(entries: readonly MemoryEntry[], version: string): string {
  const escaped = escapeLike("", "\n");
  const attribute = (value: string): string => `"${escapeAttribute(value, '"')}"`;
  const source = entries[0]?.direction.source ?? "en";
  const general = entries.every(({ direction }) => direction.source === source) ? source : "*all*";
  const units = entries.map(({ source, target, direction, context }) =>
    [
      `    <tu srclang=${attribute(direction.source)}>`,
      ...(context === undefined ? [] : [`      <prop type="x-context">${escaped(context)}</prop>`]),
      `      <tuv xml:lang=${attribute(direction.source)}><seg>${escaped(source)}</seg></tuv>`,
      `      <tuv xml:lang=${attribute(direction.target)}><seg>${escaped(target)}</seg></tuv>`,
      "    </tu>\n",
    ].join("\n"),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="RouteLMT" creationtoolversion=${attribute(version)} segtype="block" o-tmf="RouteLMT" adminlang="en" srclang=${attribute(general)} datatype="plaintext"/>
  <body>
${units.join("")}  </body>
</tmx>
`;
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find(({ local }) => local === name);
}

/** The text of an element, with the texts of inline elements in place. */
function nativeText(xml: XmlDocument, element: XmlElement): string {
  if (element.children.length === 0) return textOf(xml, element);
  let text = "";
  let from = element.innerStart;
  const plain = (to: number): string => textOf(xml, { ...element, innerStart: from, innerEnd: to, children: [] });
  for (const inline of element.children) {
    text += plain(inline.start) + nativeText(xml, inline);
    from = inline.end;
  }
  return text + plain(element.innerEnd);
}

/** `EN_us` becomes `en-US`; invalid tags stay unchanged. */
function canonical(tag: string): LanguageTag {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll("_", "-"))[0] ?? tag;
  } catch {
    return tag;
  }
}

function baseOf(tag: string): string {
  return canonical(tag).split("-")[0]?.toLowerCase() ?? tag;
}

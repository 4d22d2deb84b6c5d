import { escapeAttribute, escapeLike } from "../formats/xml/escape.js";
import { parseXml } from "../formats/xml/parse.js";
import { attributeOf, textOf } from "../formats/xml/text.js";
import { forbiddenCharacter, type XmlDocument, type XmlElement } from "../formats/xml/tree.js";
import type { LanguageTag } from "../language/tag.js";
import { malformedAt } from "../text/splice.js";
import type { MemoryEntry } from "./memory.js";

/** Where tools keep what tells equal sources apart. */
const CONTEXT_TYPES = /^(?:x-)?(?:context|key|id|segment-?id)/i;

/**
 * Reads a TMX file (TMX 1.4b, OSCAR/LISA 2005; older versions likewise): one entry for every pair of
 * a unit's source variant and another variant. Inline elements count as the native code that they
 * hold, so that `<ph>{name}</ph>` is `{name}` again.
 *
 * @param wanted keeps entries of these target languages only (base language); all when not given
 * @throws {MalformedFileError} when it is no TMX
 */
export function readTmx(text: string, wanted?: readonly LanguageTag[]): MemoryEntry[] {
  const xml = parseXml(text);
  if (xml.root.local !== "tmx") throw malformedAt(text, xml.root.start, "A <tmx> element is expected");
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
  // Without a source language of its own a unit's first variant is the source.
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

/** Whether XML can hold an entry: control characters and halves of surrogate pairs it cannot. */
export function fitsTmx({ source, target, context = "" }: MemoryEntry): boolean {
  return forbiddenCharacter([source, target, context].join("\n")) < 0;
}

/**
 * Writes entries as TMX 1.4b, one unit each; reading it gives the same entries.
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

/** The text with that of all inline elements in its place. */
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

/** `EN_us` is `en-US`; what is no language tag stays as it is. */
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

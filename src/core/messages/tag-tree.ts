/** Where a tag is among the other tags of its text. Indices are positions in the list of items. */
export interface TagPlace {
  /** `single` also for tags that are never closed, such as `<br>`, or `<file>` in a usage message. */
  readonly kind: "open" | "close" | "single";
  /** For a closing tag: the index of its opening tag. */
  readonly element: number | undefined;
  /** Index of the opening tag of the element around it; undefined at the top level. */
  readonly within: number | undefined;
}

/** The name of a tag or bracket of a link, and whether it may open or close an element. Comments have no name. */
function nameOf(tag: string): { readonly name: string; readonly closes: boolean; readonly opens: boolean } | undefined {
  if (/^!?\[$/.test(tag)) return { name: "[", closes: false, opens: true };
  if (/^\][[(]/.test(tag)) return { name: "[", closes: true, opens: false };
  if (tag === "<![CDATA[" || tag === "]]>") return { name: "![CDATA[", closes: tag === "]]>", opens: tag !== "]]>" };
  const [, end, name] = /^<(\/?)([\w:.-]+)/.exec(tag) ?? [];
  return name === undefined ? undefined : { name, closes: end !== "", opens: end === "" && !tag.endsWith("/>") };
}

/**
 * Pairs tags, and finds the element around each. If elements overlap, the outer one counts. Linear in the number of
 * tags for each distinct name.
 *
 * @param tags of a text by index; undefined for items that are not tags
 */
export function placeTags(tags: readonly (string | undefined)[]): Map<number, TagPlace> {
  const places = new Map<number, TagPlace>();
  if (tags.every((tag) => tag === undefined)) return places;
  const named = tags.map((tag) => (tag === undefined ? undefined : nameOf(tag)));
  const elementOf = pairs(named);
  const opening = new Set(elementOf.values());
  const open: number[] = [];
  named.forEach((tag, index) => {
    if (!tag) return;
    const element = elementOf.get(index);
    if (element !== undefined) open.pop();
    const kind = element !== undefined ? "close" : opening.has(index) ? "open" : "single";
    places.set(index, { kind, element, within: open.at(-1) });
    if (kind === "open") open.push(index);
  });
  return places;
}

/** The opening tag of each closing tag, properly nested. */
function pairs(tags: readonly ReturnType<typeof nameOf>[]): Map<number, number> {
  const elementOf = new Map<number, number>();
  const open: { readonly name: string; readonly index: number }[] = [];
  const counts = new Map<string, number>();
  const add = (name: string, count: number): unknown => counts.set(name, (counts.get(name) ?? 0) + count);
  tags.forEach((tag, index) => {
    if (!tag) return;
    if (tag.opens) {
      open.push({ name: tag.name, index });
      add(tag.name, 1);
    } else if (tag.closes && (counts.get(tag.name) ?? 0) > 0) {
      // Tags opened inside and not closed are single.
      for (let last = open.pop(); last; last = open.pop()) {
        add(last.name, -1);
        if (last.name !== tag.name) continue;
        elementOf.set(index, last.index);
        break;
      }
    }
  });
  return elementOf;
}

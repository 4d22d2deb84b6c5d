import type { Direction } from "#core/language/tag.js";
import type { ProtectedItem } from "#core/messages/mask.js";
import type { Check, Comparison, Fix, Found } from "../check.js";
import { withoutLanguages } from "../localized-page.js";
import { differenceOf } from "../multiset.js";
import type { ReadableText } from "../readable-text.js";

/** HTML elements without an end tag. */
const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
/** Attributes that readers see: their values are translated. */
const VISIBLE_ATTRIBUTE = /\s(?:title|alt|aria-label|placeholder|label|summary)\s*=\s*(?:"[^"]*"|'[^']*')/gi;

/** Attributes that may name the language, up to the closing quote. */
const LANGUAGE_ATTRIBUTE = /\s(?:href|src|hreflang|(?:xml:)?lang)\s*=\s*(?:"[^"]*"|'[^']*')/gi;

/** Represents every `<file>` that names something: each language uses its own word. */
const NAME = "name";

interface Tag {
  readonly text: string;
  readonly start: number;
  readonly name: string;
  readonly kind: "open" | "close" | "single" | "other";
}

/** The translation has the tags of the source, properly nested. */
export const markup: Check = {
  name: "markup",
  title: "The tags of the source are in the translation, each opened and closed.",
  explanation:
    "A tag that is lost or left open breaks the page or the label around it. Keep every tag with its attributes; only attributes that readers see (title, alt) are translated.",
  needs: "other-items",
  find: (comparison) => {
    const { read } = comparison;
    const [source, target] = [tagsIn(read.source), tagsIn(read.target)];
    if (source.length + target.length === 0) return [];
    const { missing, extra } = differenceOf(namesOf(source), namesOf(target));
    const found = [
      ...[...new Set(missing)].map((tag) => foundTag(tag, "missing")),
      ...[...new Set(extra)].map((tag) => foundTag(tag, "extra")),
    ];
    if (found.length > 0) {
      const fix = withTagsAround(comparison, source, target);
      return fix ? found.map((one) => ({ ...one, fix })) : found;
    }
    const unbalanced = unbalancedTag(target);
    if (unbalanced !== undefined && unbalancedTag(source) === undefined)
      return [{ severity: "error", problem: { code: "tag-unbalanced", tag: unbalanced } }];
    const changed = differenceOf(source.map(withoutRead), target.map(withoutRead));
    const pageOf = (tag: string): string => withoutPages(tag, comparison.direction);
    const pages = differenceOf(changed.missing.map(pageOf), changed.extra.map(pageOf));
    if (pages.missing.length === 0) return [];
    return changed.missing.slice(0, 1).map((tag): Found => {
      const fix = changed.missing.length === 1 ? withTag(comparison, target, changed.extra[0], tag) : undefined;
      return { severity: "warning", problem: { code: "tag-changed", tag }, ...(fix ? { fix } : {}) };
    });
  },
};

function foundTag(tag: string, what: "missing" | "extra"): Found {
  return tag === NAME
    ? { severity: "warning", problem: { code: `name-${what}` } }
    : { severity: "error", problem: { code: `part-${what}`, text: tag } };
}

/** Restores the source's tag where its attributes were changed. */
function withTag(
  { target }: Comparison,
  tags: readonly Tag[],
  changed: string | undefined,
  tag: string,
): Fix | undefined {
  const places = tags.filter((one) => withoutRead(one) === changed);
  const [place] = places;
  // Visible attributes (title, alt) are up to the translator.
  if (!place || places.length > 1 || place.text.search(VISIBLE_ATTRIBUTE) >= 0 || tag.search(VISIBLE_ATTRIBUTE) >= 0)
    return undefined;
  return {
    action: { code: "use", text: tag },
    target: target.slice(0, place.start) + tag + target.slice(place.start + place.text.length),
  };
}

/** Puts the tags around the source around the target, if no others are missing. */
function withTagsAround(
  { source, target }: Comparison,
  sourceTags: readonly Tag[],
  targetTags: readonly Tag[],
): Fix | undefined {
  const plain = ({ name, kind }: Tag): string => (kind === "close" ? `</${name}>` : `<${name}>`);
  const { missing, extra } = differenceOf(sourceTags.map(plain), targetTags.map(plain));
  const [first, last] = [sourceTags[0], sourceTags.at(-1)];
  // If several tags share a name, we cannot tell which is missing.
  const isLost = (tag: Tag): boolean =>
    missing.includes(plain(tag)) && sourceTags.filter((one) => plain(one) === plain(tag)).length === 1;
  const before = first?.kind === "open" && first.start === 0 && isLost(first) ? first.text : "";
  const after = last?.kind === "close" && source.endsWith(last.text) && isLost(last) ? last.text : "";
  const added = [before, after].filter((tag) => tag !== "");
  if (extra.length > 0 || added.length === 0 || added.length !== missing.length || target.trim() === "")
    return undefined;
  return { action: { code: "add", text: added.join("…") }, target: before + target + after };
}

function tagsIn({ items }: ReadableText): Tag[] {
  return items.filter(({ kind }) => kind === "markup").map(tagOf);
}

function tagOf({ text, start }: ProtectedItem): Tag {
  const [, end, name = "", single] = /^<(\/?)([\w:.-]+)[\s\S]*?(\/?)>$/.exec(text) ?? [];
  if (name === "") return { text, start, name: text, kind: "other" };
  const kind = end ? "close" : single || VOID.has(name.toLowerCase()) ? "single" : "open";
  return { text, start, name, kind };
}

/** Tags without attributes. A tag that is never closed names something, as in `<file>`, and counts as {@link NAME}. */
function namesOf(tags: readonly Tag[]): string[] {
  const closed = new Set(tags.filter(({ kind }) => kind === "close").map(({ name }) => name));
  return tags.map(({ text, name, kind }) => {
    if (kind === "close") return `</${name}>`;
    if (kind === "open" && !closed.has(name) && !text.includes("=")) return NAME;
    return kind === "other" ? text : `<${name}>`;
  });
}

function withoutRead({ text }: Tag): string {
  return text.startsWith("<!") || !/\s/.test(text)
    ? text.replace(/^<[\w:.-]+>$/, "<>")
    : text.replace(VISIBLE_ATTRIBUTE, "");
}

/** A tag without the languages in its attributes for addresses and languages, which may be those of the target. */
function withoutPages(tag: string, direction: Direction): string {
  return tag.replace(LANGUAGE_ATTRIBUTE, (attribute) => withoutLanguages(attribute.slice(0, -1), direction));
}

/** The first tag that is closed without being open, or in the wrong order. */
function unbalancedTag(tags: readonly Tag[]): string | undefined {
  const open: Tag[] = [];
  for (const tag of tags) {
    if (tag.kind === "open") open.push(tag);
    else if (tag.kind === "close" && open.pop()?.name !== tag.name) return tag.text;
  }
  return undefined;
}

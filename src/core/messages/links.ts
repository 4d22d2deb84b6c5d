import { findProtectedItems, type ProtectedItem } from "./mask.js";

/** The end of a Markdown link: `](target "title")` or `][reference]`. */
const LINK_END = /^\][([](.*?)(?:\s+"[^"]*")?[)\]]$/s;

/**
 * The items of a text with its Markdown links taken apart: a link is one item of markup, `[…](…)`, and the
 * items of its target: an address, a placeholder, or a literal: `command:ext.run`, `#usage`.
 *
 * @example
 * import { findProtectedItems } from "#core/messages/mask.js";
 * withLinkTargets(findProtectedItems("[Run](command:ext.run)")).map(({ kind, text }) => [kind, text])
 *   // [["markup", "[…](…)"], ["literal", "command:ext.run"]]
 */
export function withLinkTargets(items: readonly ProtectedItem[]): readonly ProtectedItem[] {
  if (!items.some(isLinkEnd)) return items;
  return items.flatMap((item): ProtectedItem[] => {
    if (item.kind === "markup" && /^!?\[$/.test(item.text)) return [];
    const [, target] = isLinkEnd(item) ? (LINK_END.exec(item.text) ?? []) : [];
    if (target === undefined) return [item];
    const { start, end } = item;
    const link: ProtectedItem = { kind: "markup", text: item.text[1] === "(" ? "[…](…)" : "[…][…]", start, end };
    const inside = findProtectedItems(target).map((one) => ({
      ...one,
      start: one.start + start + 2,
      end: one.end + start + 2,
    }));
    const known = inside.filter(
      ({ kind }) => kind === "url" || kind === "email" || kind === "argument" || kind === "printf",
    );
    const isKnown = known.length > 0 && (known[0]?.kind === "url" || known[0]?.text === target);
    return [
      link,
      ...(isKnown
        ? known
        : [{ kind: "literal" as const, text: target, start: start + 2, end: start + 2 + target.length }]),
    ];
  });
}

function isLinkEnd({ kind, text }: ProtectedItem): boolean {
  return kind === "markup" && /^\][([]/.test(text);
}

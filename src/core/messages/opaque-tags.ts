/**
 * Tags whose attributes have braces that are not message syntax: the choice that Angular puts into `<x id="ICU"
 * equiv-text="{n, plural, …}"/>`, or the binding in `equiv-text="{{ name }}"`. A plain `{url}` in an attribute is an
 * argument.
 */
const TAG =
  /<[A-Za-z][\w:.-]{0,60}(?:\s{1,40}[\w:.-]{1,60}\s?=\s?(?:"[^"<]{0,2000}"|'[^'<]{0,2000}')){1,20}\s{0,40}\/?>/g;
const BRACES = /\{\{|\{\s*[\w.-]{1,80}\s*,/;

/**
 * A message with what is in such tags replaced by as many letters, so that offsets stay and nothing in them is read as
 * syntax.
 *
 * @example
 * withOpaqueTags('Hi <x equiv-text="{{ n }}"/> {n}') // 'Hi <x equiv-text="__ n __"/> {n}'
 */
export function withOpaqueTags(message: string): string {
  if (!message.includes("<") || !BRACES.test(message)) return message;
  return message.replace(TAG, (tag) => (BRACES.test(tag) ? tag.replace(/[{}#'|]/g, "_") : tag));
}

/** The opaque tags of a text, and the parts around them. */
export function opaqueParts(text: string): { readonly text: string; readonly isOpaque: boolean }[] {
  if (withOpaqueTags(text) === text) return [{ text, isOpaque: false }];
  const parts: { text: string; isOpaque: boolean }[] = [];
  let done = 0;
  for (const { 0: tag, index } of text.matchAll(TAG)) {
    if (!BRACES.test(tag)) continue;
    if (index > done) parts.push({ text: text.slice(done, index), isOpaque: false });
    parts.push({ text: tag, isOpaque: true });
    done = index + tag.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), isOpaque: false });
  return parts;
}

import type { Sample } from "./placeholder-strings.js";
import type { Syntax } from "./placeholder-syntaxes.js";

/**
 * Characters that only occur in items: the words here have none of them. An item that was found is blanked by U+FFFC.
 */
const SYNTAX =
  /[%{}$<>#@\\~]|&[\w#]{1,12};|:\/\/|(?<=^|[\s(“„])(?:-[A-Za-z](?![\p{L}\p{N}_-])|--[A-Za-z])|(?<=^|\s)[~.]{0,2}\/[\w.]|\n/u;
const WORD = /[\p{L}\p{N}_]/u;

/**
 * Compares the items of a translation with those of its source, without using the product's scanner: which are lost,
 * added, out of order, or joined with a letter that changes their meaning to a program.
 */
export function faultsIn(translation: string, { items }: Sample, { isOrdered, names = [] }: Syntax): string[] {
  const faults: string[] = [];
  const found: { readonly item: string; readonly start: number; readonly end: number }[] = [];
  let rest = translation;
  // The longest first: %% before %, https://a.org/b before https://a.org.
  for (const item of [...items].sort((a, b) => b.length - a.length)) {
    const start = placeOf(item, rest);
    if (start < 0) {
      faults.push(`${JSON.stringify(item)} is lost`);
      continue;
    }
    const end = start + item.length;
    found.push({ item, start, end });
    rest = rest.slice(0, start) + "\ufffc".repeat(item.length) + rest.slice(end);
  }
  const added = SYNTAX.exec(rest)?.[0] ?? names.find((name) => rest.includes(name));
  if (added !== undefined) faults.push(`${JSON.stringify(added)} is added`);
  found.sort((a, b) => a.start - b.start);
  const order = found.map(({ item }) => item);
  const filled = (all: readonly string[]): string => all.filter((item) => item !== "%%").join();
  if (isOrdered && order.length === items.length && filled(order) !== filled(items)) faults.push("out of order");
  if (!isNested(order) && isNested(items)) faults.push("tags are not nested");
  for (const { item, start, end } of found) {
    const [before, after] = [translation[start - 1] ?? "", translation[end] ?? ""];
    // Names may be inflected: GitHubs.
    if (
      names.includes(item) &&
      /^\p{Ll}{1,2}(?![\p{L}\p{N}])/u.test(translation.slice(end, end + 3)) &&
      !WORD.test(before)
    )
      continue;
    if (isExtended(item, before, after)) faults.push(`${JSON.stringify(before + item + after)} is another item`);
  }
  return faults;
}

/**
 * The first position where an item stands alone, otherwise the first: neither the `-v` in `rendez-vous`, nor an escape
 * that begins with the second half of a doubled backslash.
 */
function placeOf(item: string, text: string): number {
  let first = -1;
  for (let at = text.indexOf(item); at >= 0; at = text.indexOf(item, at + 1)) {
    if (item.startsWith("\\") && /(?<!\\)(?:\\\\)*\\$/.test(text.slice(0, at))) continue;
    if (first < 0) first = at;
    if (!isExtended(item, text[at - 1] ?? "", text[at + item.length] ?? "")) return at;
  }
  return first;
}

/** Whether a program would read the neighbouring characters as part of the item. */
function isExtended(item: string, before: string, after: string): boolean {
  if (/^%L?\d+$/.test(item)) return /\d/.test(after);
  if (/^[\w-]/.test(item) && WORD.test(before)) return true;
  if (item.startsWith("-") && before === "-") return true;
  if (/:\/\/|^www|@.*\.\w+$|^--?[^=]+$|^@[:.]|^[~.]?\/|^\w:/.test(item) && !item.endsWith(")") && after === "-")
    return true;
  // A conversion or an escape ends with its letter.
  const isClosed = /^%(?!\p{Lu}{2})|^\\/u.test(item) || !WORD.test(item.at(-1) ?? "");
  return !isClosed && WORD.test(after);
}

function isNested(items: readonly string[]): boolean {
  const open: string[] = [];
  for (const item of items) {
    const [, end, name] = /^<(\/?)([\w:]+)[^>]*>$/.exec(item) ?? [];
    if (name === undefined || item.endsWith("/>") || /^(?:br|img)$/.test(name)) continue;
    if (!end) open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

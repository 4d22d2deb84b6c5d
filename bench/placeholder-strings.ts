import { readRecorded } from "../models/training/segments.js";

/** Texts with places for protected items, and what can be put there. */
export interface Syntax {
  readonly name: string;
  /**
   * Items for so many places, in their order.
   *
   * @param below a random whole number from 0 to below its argument
   */
  items(count: number, below: Random): string[];
  /** Whether the items must come in this order. */
  readonly isOrdered?: true;
  /** Literal words that nothing but the termbase protects. */
  readonly names?: readonly string[];
}

/** A text with known items in it. */
export interface Sample {
  readonly text: string;
  /** Every item as written in the text, in its order. */
  readonly items: readonly string[];
}

export type Random = (below: number) => number;

/** Reproducible random numbers (a linear congruential generator; its high bits). */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const oneOf =
  (...all: readonly string[]): Syntax["items"] =>
  (count, below) =>
    Array.from({ length: count }, () => all[below(all.length)] ?? "");

const NAMES = ["GitHub", "Acme Cloud", "node-red", "OpenStreetMap", "Qt"];

/** The syntaxes of the design, one row each of what real programs write. */
export const SYNTAXES: readonly Syntax[] = [
  {
    name: "printf",
    items: oneOf("%s", "%d", "%i", "%u", "%.2f", "%5d", "%-10s", "%x", "%lu", "%lld", "%zu", "%%", "%c", "%+.1f"),
    isOrdered: true,
  },
  {
    name: "printf with positions",
    items: (count, below) =>
      Array.from({ length: count }, (_, n) => `%${n + 1}$${["s", "d", "@", ".2f", "05d"][below(5)]}`),
  },
  { name: "Python", items: oneOf("%(name)s", "%(count)d", "%(price).2f", "%(user_id)s", "%%") },
  { name: "Objective-C", items: oneOf("%@", "%ld", "%lu", "%.1f", "%d"), isOrdered: true },
  {
    name: "Qt",
    items: (count, below) => Array.from({ length: count }, (_, n) => ["%1", "%L1", "%n"][below(9)] ?? `%${n + 1}`),
  },
  {
    name: "{name}",
    items: oneOf("{name}", "{0}", "{1}", "{user.name}", "{0:N2}", "{n, number}", "{d, date, short}", "{ x }"),
  },
  { name: "{{count}}", items: oneOf("{{count}}", "{{ user.name }}", "{{- raw}}", "{{n, number}}", "{{0}}") },
  { name: "$" + "{x}", items: oneOf("$" + "{x}", "$" + "{user.name}", "$name", "$(ARG1)", "$[count]", "$user_id") },
  { name: "#{x}, %{x}", items: oneOf("#{x}", "#{user.name}", "%{count}", "%{name}", "%<price>.2f", "%<n>d") },
  {
    name: "$t(key)",
    items: oneOf("$t(cart)", "$t(nav.home)", "$t(shop:cart.title)", '$t(items, {"count": 2})', "{{count}}"),
  },
  { name: "@:key", items: oneOf("@:cart", "@:nav.home", "@.lower:name", "@:(nav.home)", "@.capitalize:a.b", "{name}") },
  { name: "tags", items: tags },
  { name: "entities", items: oneOf("&amp;", "&nbsp;", "&lt;", "&#8230;", "&#x2026;", "&quot;", "&copy;") },
  {
    name: "addresses",
    items: oneOf(
      "https://example.org",
      "https://example.org/a/b?c=d&e=f#g",
      "http://localhost:8080/x",
      "www.example.com",
      "help@example.org",
      "first.last+tag@mail.example.co.uk",
      "ftp://ftp.example.org/pub/",
      "https://example.org/{id}?q={{query}}",
    ),
  },
  {
    name: "command lines",
    items: oneOf(
      "--verbose",
      "-v",
      "--out=FILE",
      "--dry-run",
      "/etc/hosts",
      "~/notes/a.txt",
      "./src/main.c",
      "C:\\Users\\me",
    ),
  },
  { name: "escapes", items: oneOf("\\n", "\\t", '\\"', "\\u00e4", "\\\\", "\\x1b") },
  { name: "variables", items: oneOf("%PATH%", "%PRODUCTNAME", "%FILE_NAME%", "$HOME", "%PRODUCTVERSION") },
  { name: "line breaks", items: oneOf("\n", "\n\n", "\n  ") },
  { name: "termbase names", items: oneOf(...NAMES), names: NAMES },
];

/** Tags in pairs, alone, and one within another; an odd one is alone. */
function tags(count: number, below: Random): string[] {
  const pairs = [
    ["<b>", "</b>"],
    ["<0>", "</0>"],
    ['<a href="/help?a=1&amp;b=2" class="x">', "</a>"],
    ['<xliff:g id="n" example="5">', "</xliff:g>"],
    ["<code>", "</code>"],
  ] as const;
  const singles = ["<br/>", "<br>", "<1/>", '<ph id="1"/>', '<img src="a.png">'];
  const all: string[] = [];
  while (all.length + 1 < count) {
    const [open, close] = pairs[below(pairs.length)] ?? pairs[0];
    const [inner, end] = pairs[below(pairs.length)] ?? pairs[0];
    if (all.length + 4 <= count && below(3) === 0) all.push(open, inner, end, close);
    else all.push(open, close);
  }
  return all.length < count ? [...all, singles[below(singles.length)] ?? ""] : all;
}

/** What comes around an item: mostly blanks, sometimes punctuation. */
const FRAMES = ["_", "_", "_", "_", "_", "(_)", '"_"', "“_”", "_,", "_:"];

/**
 * Generates texts out of the words of real user interfaces, the same ones for every syntax: one to
 * four items, between words, in brackets or quotes, side by side, at the beginning or the end.
 */
export function templates(count: number, seed: number): ((syntax: Syntax) => Sample)[] {
  const texts = [...new Set(readRecorded(["models/data/large-translations"]).map(({ source }) => source))]
    .filter((text) => /^[A-Za-z][A-Za-z ,'?!.]{5,59}$/.test(text) && !NAMES.some((name) => text.includes(name)))
    .map((text) => text.split(" ").filter((word) => word !== ""));
  const below = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => {
    // One in fifty is longer than what the engine translates in one piece.
    const sentences = Array.from({ length: index % 50 === 0 ? 12 : 1 }, () => texts[below(texts.length)] ?? []);
    const words = sentences.flatMap((one) => (sentences.length > 1 ? [...one.slice(0, -1), `${one.at(-1)}.`] : one));
    const places = Array.from({ length: (1 + below(4)) * (sentences.length > 1 ? 4 : 1) }, () =>
      below(words.length + 1),
    );
    places.sort((a, b) => a - b);
    const frames = places.map(() => FRAMES[below(FRAMES.length)] ?? "_");
    const choice = below(2 ** 30);
    return (syntax) => fill(words, places, frames, syntax.items(places.length, randomFrom(choice)));
  });
}

function fill(
  words: readonly string[],
  places: readonly number[],
  frames: readonly string[],
  items: readonly string[],
): Sample {
  let text = "";
  let next = 0;
  const inText: string[] = [];
  for (let at = 0; at <= words.length; at++) {
    for (; places[next] === at; next++) {
      const item = items[next] ?? "";
      // White space at the ends is set aside, and no item.
      if (item.startsWith("\n") && (at === 0 || at === words.length || text.endsWith("\n") || /\s\s$/.test(text)))
        continue;
      inText.push(item);
      const isTag = item.startsWith("<");
      const framed = isTag || item.startsWith("\n") ? item : (frames[next] ?? "_").replace("_", () => item);
      if (item.startsWith("\n") || item.startsWith("</")) text = text.trimEnd();
      text += /\n\s*$/.test(item) || (isTag && !/^<\/|\/>$|^<(?:br|img)/.test(item)) ? framed : `${framed} `;
    }
    text += at < words.length ? `${words[at]} ` : "";
  }
  return { text: text.trim(), items: inText };
}

/** What no text has but for its items: here the words have none of it. An item that was found is blanked by U+FFFC. */
const SYNTAX =
  /[%{}$<>#@\\~]|&[\w#]{1,12};|:\/\/|(?<=^|[\s(“„])(?:-[A-Za-z](?![\p{L}\p{N}_-])|--[A-Za-z])|(?<=^|\s)[~.]{0,2}\/[\w.]|\n/u;
const WORD = /[\p{L}\p{N}_]/u;

/**
 * What a translation did to the items of a text, without the product's own scanner: which are lost,
 * added, out of their order, or grown together with a letter that changes what the program reads.
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
    // A name may be inflected: GitHubs.
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
 * The first place where an item is by itself, else the first: `-v` is not that of `rendez-vous`, nor an
 * escape one that begins with the second half of a doubled backslash.
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

/** Whether a program reads the item on into its neighbours. */
function isExtended(item: string, before: string, after: string): boolean {
  if (/^%L?\d+$/.test(item)) return /\d/.test(after);
  if (/^[\w-]/.test(item) && WORD.test(before)) return true;
  if (item.startsWith("-") && before === "-") return true;
  if (/:\/\/|^www|@.*\.\w+$|^--?[^=]+$|^@[:.]|^[~.]?\/|^\w:/.test(item) && !item.endsWith(")") && after === "-")
    return true;
  // A conversion ends with its letter, an escape too.
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

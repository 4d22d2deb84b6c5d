/** Texts with slots for protected items, and the items for them. */
export interface Syntax {
  readonly name: string;
  /**
   * Items for a number of slots, in order.
   *
   * @param below a random whole number from 0 to below its argument
   */
  items(count: number, below: Random): string[];
  /** Whether the items must come in this order. */
  readonly isOrdered?: true;
  /** Literal words that only the termbase protects. */
  readonly names?: readonly string[];
}

export type Random = (below: number) => number;

const oneOf =
  (...all: readonly string[]): Syntax["items"] =>
  (count, below) =>
    Array.from({ length: count }, () => all[below(all.length)] ?? "");

/** Words that are names by the termbase alone; not in the other texts. */
export const NAMES = ["GitHub", "Acme Cloud", "node-red", "OpenStreetMap", "Qt"];

/** All syntaxes, each with examples from real programs. */
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

/** Tags in pairs, alone, and nested; an odd one is alone. */
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

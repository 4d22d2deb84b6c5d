import assert from "node:assert/strict";
import fc from "fast-check";
import { findProtectedItems, itemsWithin, mask } from "#core/messages/mask.js";
import { MAX_PROTECTED_ITEMS, type ProtectedKind } from "#core/messages/syntaxes.js";
import { unmask } from "#core/messages/unmask.js";
import { ANY_CHARACTER } from "../../support/any-character.js";

/** Texts with the items that must survive; `[]` if all of it is prose. */
const EXAMPLES: readonly (readonly [text: string, kind: ProtectedKind | "", ...items: string[]])[] = [
  // printf of C, PHP, Objective-C and Python
  ["%s of %d files", "printf", "%s", "%d"],
  ["%1$s bought %2$d items", "printf", "%1$s", "%2$d"],
  ["Hello %@, it is %2$@", "printf", "%@", "%2$@"],
  ["Hi %(name)s, %(count)d new", "printf", "%(name)s", "%(count)d"],
  ["%.2f seconds, %5.1lf left", "printf", "%.2f", "%5.1lf"],
  ["%-10s|%05d|%+d|%#x", "printf", "%-10s", "%05d", "%+d", "%#x"],
  ["%lu bytes, %lld in all, %zu", "printf", "%lu", "%lld", "%zu"],
  ["%*d and %.*s", "printf", "%*d", "%.*s"],
  ["100%% sure", "printf", "%%"],
  ["%d%%", "printf", "%d", "%%"],
  ["%dpx and %ss", "printf", "%d", "%s"],
  ["%(n)ss", "printf", "%(n)s"],
  ["%#@files@ in %2$#@all folders@, %1$#@n@", "printf", "%#@files@", "%2$#@all folders@", "%1$#@n@"],
  ["%arg files, %argument", "printf", "%arg"],
  ["Save 50% today", ""],
  ["100 % of them", ""],
  ["50% off", ""],
  // Qt, Windows, LibreOffice
  ["Page %1 of %2", "argument", "%1", "%2"],
  ["%L1 bytes", "argument", "%L1"],
  ["%n file(s)", "printf", "%n"],
  ["%<price>.2f of %<n>d", "printf", "%<price>.2f", "%<n>d"],
  ["%PRODUCTNAME %1", "variable", "%PRODUCTNAME"],
  ["%PATH% is long", "variable", "%PATH%"],
  // braces
  ["Hello {name}", "argument", "{name}"],
  ["{0} of {1:N2}", "argument", "{0}", "{1:N2}"],
  ["{date, date, short}", "argument", "{date, date, short}"],
  ["{{count}} items for {{ user.name }}", "argument", "{{count}}", "{{ user.name }}"],
  ["{{- raw}} and {{n, number}}", "argument", "{{- raw}}", "{{n, number}}"],
  ["Cost: $" + "{price} or #{price} or %{price}", "argument", "$" + "{price}", "#{price}", "%{price}"],
  ["$(ARG1) and $[name]", "variable", "$(ARG1)", "$[name]"],
  ["$HOME and $1", "variable", "$HOME"],
  ["a <|im_end|> b", "variable", "<|im_end|>"],
  ["It costs $5", ""],
  // i18next nesting, vue-i18n links
  ["See $t(nav.cart) now", "reference", "$t(nav.cart)"],
  ['$t(key, {"count": 1})', "reference", '$t(key, {"count": 1})'],
  ["@:message.hello, how are you", "reference", "@:message.hello"],
  ["@.lower:name and @:(a.b)", "reference", "@.lower:name", "@:(a.b)"],
  // Laravel
  ["Try again in :seconds seconds (:Name/:max).", "argument", ":seconds", ":Name", ":max"],
  ["姓名：:name", "argument", ":name"],
  ["At 10:30, note:text and std::string", ""],
  // markup
  ['Click <a href="/x">here</a>', "markup", '<a href="/x">', "</a>"],
  ["<0>Terms</0> and <1/>", "markup", "<0>", "</0>", "<1/>"],
  ["Line<br/>break<br>", "markup", "<br/>", "<br>"],
  ['<x:g id="1">a</x:g>', "markup", '<x:g id="1">', "</x:g>"],
  ["<!-- note --> text", "markup", "<!-- note -->"],
  ["<![CDATA[text]]>", "markup", "<![CDATA[", "]]>"],
  ["a < b and c > d", ""],
  ["I <3 you", ""],
  ["Tom &amp; Jerry&nbsp;&#8230;&#x2026;", "entity", "&amp;", "&nbsp;", "&#8230;", "&#x2026;"],
  ["AT&T; R&D", ""],
  ["Q&A today", ""],
  // addresses
  ["See https://example.org/a?b=c#d.", "url", "https://example.org/a?b=c#d"],
  ["(http://example.org)", "url", "http://example.org"],
  ["Visit www.example.org!", "url", "www.example.org"],
  ["Write to help+shop@example.co.uk.", "email", "help+shop@example.co.uk"],
  ["ftp://x.org/y, please", "url", "ftp://x.org/y"],
  ["https://x.org/{id}/%s?q={{query}}.", "url", "https://x.org/{id}/%s?q={{query}}"],
  ["{https://x.org/}", "argument", "{https://x.org/}"],
  ["»https://x.org/a« und „www.x.org“", "url", "https://x.org/a", "www.x.org"],
  ["See https://x.org/a\\nMore", "url", "https://x.org/a"],
  ["www.example.org/{page}, {name}", "url", "www.example.org/{page}"],
  // command line, files
  ["Use --verbose or -v", "flag", "--verbose", "-v"],
  ["Use “-v” or „-x“ or «-y»", "flag", "-v", "-x", "-y"],
  ["--out=FILE writes", "flag", "--out=FILE"],
  ["--größe and --x86-64", "flag", "--größe", "--x86-64"],
  ["well-known and e-mail", ""],
  ["Kartenbreite und -höhe", ""],
  ["Edit /etc/hosts and ~/notes/a.txt", "path", "/etc/hosts", "~/notes/a.txt"],
  ["In C:\\Users\\me", "path", "C:\\Users\\me"],
  ["In C:\\Program Files (x86)\\App now", "path", "C:\\Program Files (x86)\\App"],
  ["On \\\\server\\share$\\a now", "path", "\\\\server\\share$\\a"],
  ["Run `npm run build` now", "code", "`npm run build`"],
  ["use `this' or `that'", ""],
  ["On 2024-01-31 or 2024-01-31T12:00Z", "literal", "2024-01-31", "2024-01-31T12:00Z"],
  ["- [ ] Task\n- [x] Done [x] here", "markup", "[ ]", "[x]"],
  ["Update to 1.2.3-beta.4 or v2.0.0-rc1", "literal", "1.2.3-beta.4", "v2.0.0-rc1"],
  ["Error E1234, see KB5021233 and CVE-2021-44228", "literal", "E1234", "KB5021233", "CVE-2021-44228"],
  ["Q4, MP3 and 1000 W", ""],
  ["$(gear) Settings $(sync~spin)", "variable", "$(gear)", "$(sync~spin)"],
  ["Hello <%= name %> and <%- @user.name %>", "argument", "<%= name %>", "<%- @user.name %>"],
  ["Hello <?= $name ?>", "argument", "<?= $name ?>"],
  ["v1.2.3 at 192.168.0.1, 0x1F", "literal", "v1.2.3", "192.168.0.1", "0x1F"],
  ["1,234.56 or 24/7 at 12:30 on 31.12.2024", ""],
  ["and/or, 24/7", ""],
  // escapes and line ends
  ["Tab \\t and \\u00e4", "escape", "\\t", "\\u00e4"],
  ["one\ntwo", "newline", "\n"],
  ["one  \n\n  two", "newline", "  \n\n  "],
  ["one\r\ntwo", "newline", "\r\n"],
  ["Name\tSize", "newline", "\t"],
  ["one\rtwo", "newline", "\r"],
  // what models have not learnt
  ["👨‍👩‍👧 and 🎉🇩🇪 1️⃣ ©", "symbol", "👨‍👩‍👧", "🎉", "🇩🇪", "1️⃣", "©"],
  ["a\0b\u200bc\u202ed", "invisible", "\0", "\u200b", "\u202e"],
  ["\u001b[31mred\u001b[0m", "invisible", "\u001b[31m", "\u001b[0m"],
  ["\ud83d lone \ude00", "invisible", "\ud83d", "\ude00"],
  ["\uf015 Home", "reserved", "\uf015"],
  // our own characters
  ["\ue000 and \ue03f", "reserved", "\ue000", "\ue03f"],
  // nothing
  ["", ""],
  ["Just words, 3 of them: yes!", ""],
  // accelerators are not masked, because they are inside words; a check counts them
  ["&File and _Edit", ""],
];

describe("Protected items", () => {
  for (const [text, kind, ...items] of EXAMPLES) {
    it(`${JSON.stringify(text)} has ${items.length === 0 ? "none" : items.map((item) => JSON.stringify(item)).join(", ")}`, () => {
      const found = findProtectedItems(text).filter((item) => kind === "" || item.kind === kind);
      assert.deepEqual(
        found.map((item) => item.text),
        items,
      );
      for (const item of found) assert.equal(text.slice(item.start, item.end), item.text);
    });
  }

  it("takes the dollar after a name of Chrome's along", () => {
    const items = (text: string): string[] => findProtectedItems(text).map((item) => item.text);
    assert.deepEqual(items("Hello $USER$, $a$b and $c"), ["$USER$", "$a", "$b", "$c"]);
  });

  it("do not overlap, and the longest of those that start together wins", () => {
    const found = (text: string): string[] => findProtectedItems(text).map((item) => item.text);
    assert.deepEqual(found("<a href='https://x.org/{id}'>{{n}}</a>"), [
      "<a href='https://x.org/{id}'>",
      "{{n}}",
      "</a>",
    ]);
    assert.deepEqual(found("#{a}{b}"), ["#{a}", "{b}"]);
  });

  it("are the termbase's words too, with case", () => {
    const items = findProtectedItems("Acme Cloud, not acme cloud: Acme Cloud", ["Acme Cloud"]);
    assert.deepEqual(
      items.map(({ kind, start }) => [kind, start]),
      [
        ["reference", 0],
        ["reference", 28],
      ],
    );
    assert.deepEqual(findProtectedItems("text", [""]), []);
  });

  it("know what must come before them", () => {
    const linksOf = (text: string): (number | undefined)[] => findProtectedItems(text).map((item) => item.after);
    assert.deepEqual(linksOf("%s then %d then %s"), [undefined, 0, 1]);
    assert.deepEqual(linksOf("%1$s then %2$s"), [undefined, undefined]);
    assert.deepEqual(linksOf("%(a)s then %s"), [undefined, undefined]);
    assert.deepEqual(linksOf("%s 100%% %s"), [undefined, undefined, 0]);
    assert.deepEqual(linksOf("one\ntwo\nthree"), [undefined, 0]);
  });
});

describe("Masking", () => {
  it("puts one private-use character for every item", () => {
    assert.equal(mask("Hello {name}, see %s").text, "Hello \ue000, see \ue001");
  });

  it("of a part of a text counts from its own first item", () => {
    const text = "<b>%s one. %d two</b> {x}";
    const part = itemsWithin(findProtectedItems(text), 11, text.length);
    assert.deepEqual(
      part.map(({ text, start, after, tag }) => [text, start, after, tag?.element]),
      [
        ["%d", 0, -1, undefined],
        ["</b>", 6, undefined, -2],
        ["{x}", 11, undefined, undefined],
      ],
    );
    assert.equal(mask("%d two</b> {x}", part).text, "\ue000 two\ue001 \ue002");
    assert.deepEqual(itemsWithin(findProtectedItems(text), 3, 4), []);
  });

  it("holds as many items as the model has tokens, and no more", () => {
    assert.equal(mask("{a}".repeat(MAX_PROTECTED_ITEMS)).items.length, MAX_PROTECTED_ITEMS);
    assert.throws(() => mask("{a}".repeat(MAX_PROTECTED_ITEMS + 1)), RangeError);
  });

  it("is undone by unmasking, for any text", () => {
    const fragment = fc.oneof(
      fc.constantFrom(...EXAMPLES.map(([text]) => text)),
      fc.string({ unit: ANY_CHARACTER, maxLength: 10 }),
      fc.constantFrom(
        "{",
        "}",
        "{{",
        "%",
        "$",
        "<",
        ">",
        "&",
        ";",
        "\\",
        "@",
        "#",
        "--",
        "/",
        "\n",
        "\ue000",
        "\ue041",
        "'",
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fragment, { maxLength: 8 }),
        fc.array(fc.constantFrom("Acme", "{", "a"), { maxLength: 2 }),
        (fragments, words) => {
          const text = fragments.join("");
          fc.pre(findProtectedItems(text, words).length <= MAX_PROTECTED_ITEMS);
          const masked = mask(text, findProtectedItems(text, words));
          assert.equal(unmask(masked.text, masked), text);
          masked.items.forEach((item, index) => {
            assert.equal(text.slice(item.start, item.end), item.text);
            assert.ok((masked.items[index - 1]?.end ?? 0) <= item.start);
            assert.ok(item.after === undefined || item.after < index);
          });
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("takes linear time on hostile texts", () => {
    const pieces = [
      " ",
      "\t",
      "\n",
      "\r",
      "<",
      "<a ",
      "<a",
      "</",
      "<!--",
      "{",
      "{{",
      "%",
      "%(",
      "$t(",
      "@:a.",
      "a.",
      "@",
      "a@a.",
      "-",
      "--a",
      "/",
      "/a",
      "&",
      "&#",
      "\\",
      "http://",
      "http://,",
      "www.a.",
      "w",
      "C:\\",
      "%0",
      "1",
      "\ue000",
      "'",
      "`a ",
      "C:\\a b ",
      "\\\\a",
      "1.",
      "👨\u200d",
      "\ud83d",
    ];
    for (const piece of pieces) {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      // With backtracking this would take hours: mocha's time limit ends it.
      assert.ok(
        findProtectedItems(text).every(({ start, end }) => start < end),
        JSON.stringify(piece),
      );
    }
  });
});

import assert from "node:assert/strict";
import { MalformedFileError, RouteLmtError } from "#core/errors.js";
import { removeAttribute, replaceInner, setAttribute, valueSpan } from "#core/formats/xml/edit.js";
import { cdata, escapeAttribute, escapeLike } from "#core/formats/xml/escape.js";
import { insertChildren, insertionAfter, leadInside, leadOf } from "#core/formats/xml/layout.js";
import { markupXml } from "#core/formats/xml/markup.js";
import { parseXml } from "#core/formats/xml/parse.js";
import { attributeOf, commentAbove, innerXml, isMarkup, textOf } from "#core/formats/xml/text.js";
import { NO_ENTITIES, type XmlElement } from "#core/formats/xml/tree.js";
import { writerFor } from "#core/formats/xml/writer.js";
import { splice } from "#core/text/splice.js";

const child = ({ children }: XmlElement, index = 0): XmlElement => {
  const one = children[index];
  assert.ok(one);
  return one;
};

const decoded = (content: string): string => {
  const xml = parseXml(`<a>${content}</a>`);
  return textOf(xml, xml.root);
};

const isRefused = (error: unknown): boolean => error instanceof RouteLmtError && error.code === "option-invalid";

describe("XML: parsing", () => {
  it("finds elements and attributes with their places", () => {
    const text = `\ufeff<?xml version="1.0"?>\n<!-- c -->\n<r a = 'x>y'\n b="">t<e/><f >u</f ></r>\n`;
    const { root } = parseXml(text);
    const at = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    assert.equal(at(root), text.slice(text.indexOf("<r"), -1));
    assert.deepEqual(
      root.attributes.map((one) => [one.name, at(one)]),
      [
        ["a", "x>y"],
        ["b", ""],
      ],
    );
    assert.equal(text.slice(root.innerStart, root.innerEnd), "t<e/><f >u</f >");
    assert.deepEqual(root.children.map(at), ["<e/>", "<f >u</f >"]);
    assert.equal(child(root).parent, root);
  });

  it("knows namespaces by their prefixes, as they are in force", () => {
    const { root } = parseXml(`<a xmlns="u" xmlns:p="v"><p:b xmlns="w"><c/></p:b><d/><q:e/></a>`);
    assert.deepEqual([root.namespace, child(root).namespace, child(root).local], ["u", "v", "b"]);
    assert.equal(child(child(root)).namespace, "w");
    assert.equal(child(root, 1).namespace, "u");
    assert.equal(child(root, 2).namespace, undefined);
  });

  const errors: readonly (readonly [string, number, number])[] = [
    ["", 1, 1],
    ["  \n x", 2, 2],
    ["<a>", 1, 4],
    ["<a></b>", 1, 4],
    ["<a></a >x", 1, 9],
    ["<a/><b/>", 1, 5],
    ["<a b></a>", 1, 5],
    ["<a b=c></a>", 1, 6],
    ['<a b="1"c="2"/>', 1, 9],
    ['<a b="1" b="2"/>', 1, 10],
    ['<a b="<"/>', 1, 7],
    ['<a b="&"/>', 1, 7],
    ['<a b="', 1, 7],
    ["<a/ >", 1, 4],
    ["<a>&</a>", 1, 4],
    ["<a>&nbsp;</a>", 1, 4],
    ["<a>&#0;</a>", 1, 4],
    ["<a>&#x1b;</a>", 1, 4],
    ["<a>&#xD800;</a>", 1, 4],
    ["<a>&#99999999999;</a>", 1, 4],
    ["<a>]]></a>", 1, 4],
    ["<a>\n< b</a>", 2, 1],
    ["<a><!-- -- --></a>", 1, 9],
    ["<a><!-- </a>", 1, 13],
    ["<a><![CDATA[ </a>", 1, 18],
    ["<![CDATA[]]><a/>", 1, 1],
    ["<a><!x></a>", 1, 4],
    ["<a/><!DOCTYPE a>", 1, 5],
    ["<!DOCTYPE a [", 1, 14],
    [" <?xml version='1.0'?><a/>", 1, 2],
    ["<a><? ?></a>", 1, 4],
    ["<a>\u0001</a>", 1, 4],
    ["<a>\ud83d</a>", 1, 4],
    ["<a>\ufffe</a>", 1, 4],
    ["\ufeff\ufeff<a/>", 1, 1],
  ];
  for (const [text, line, column] of errors) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseXml(text),
        (error) => {
          assert.ok(error instanceof MalformedFileError, String(error));
          assert.deepEqual([error.line, error.column], [line, column], error.message);
          return true;
        },
      );
    });
  }

  it("never expands entities, and keeps those that are declared", () => {
    const bomb = Array.from({ length: 30 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(9)}">`).join("\n");
    const xml = parseXml(`<!DOCTYPE a [<!ENTITY e0 "]>lol">\n${bomb}\n<!-- ]> --><?x ]> ?>]>\n<a>x &e30; y</a>`);
    assert.equal(textOf(xml, xml.root), "x &e30; y");
    assert.ok(isMarkup(xml, xml.root));
    assert.ok(isMarkup(...rootOf('<!DOCTYPE a SYSTEM "a.dtd"><a>&x;</a>')));
    assert.ok(isMarkup(...rootOf("<!DOCTYPE a [<!ENTITY % p SYSTEM 'p'> %p;]><a>&x;</a>")));
    assert.ok(!isMarkup(...rootOf('<!DOCTYPE a [<!ENTITY x "y">]><a>&amp;<![CDATA[&x;]]></a>')));
  });

  it("costs memory and not stack for depth, and little for what is repeated", () => {
    const depth = 500_000;
    const { root } = parseXml("<a>".repeat(depth) + "</a>".repeat(depth));
    assert.equal(root.end, depth * 7);
    for (const many of ['<a b="', "<!--", "<![CDATA[", "<a ", "&", "]]", "<?", "<!DOCTYPE [", "<a xmlns:b='c'>"])
      assert.throws(() => parseXml(`<r>${many.repeat(200_000)}`), MalformedFileError);
    const attributes = Array.from({ length: 100_000 }, (_, n) => ` a${n}='&lt;'`).join("");
    assert.equal(parseXml(`<a${attributes}/>`).root.attributes.length, 100_000);
  });
});

function rootOf(text: string): [xml: ReturnType<typeof parseXml>, root: XmlElement] {
  const xml = parseXml(text);
  return [xml, xml.root];
}

describe("XML: values", () => {
  it("are decoded", () => {
    assert.equal(decoded("&lt;a&gt; &amp;amp; &quot;&apos; &#228;&#xe4;&#x1F600;"), "<a> &amp; \"' ää😀");
    assert.equal(decoded("a\r\nb\rc\n&#13;"), "a\nb\nc\n\r");
    assert.equal(decoded("a<![CDATA[<b>&amp;]]]]><![CDATA[>]]>c<!-- <![CDATA[ -->d<?e f?>g"), "a<b>&amp;]]>cdg");
    assert.equal(decoded("a<b>c</b>d<![CDATA[<b>]]>"), "ad<b>");
  });

  it("of attributes are decoded, white space made blanks", () => {
    assert.equal(attributeOf(...rootOf("<a b='x\r\n\ty&#10;&lt;\"'/>"), "b"), 'x  y\n<"');
    assert.equal(attributeOf(...rootOf("<a/>"), "b"), undefined);
  });

  it("are fragments when they have elements", () => {
    assert.ok(isMarkup(...rootOf("<a>x <b/></a>")));
    assert.ok(!isMarkup(...rootOf("<a>x &amp; <!-- <b/> --></a>")));
    assert.equal(innerXml(...rootOf("<a>\r\n<b>&amp;</b></a>")), "\n<b>&amp;</b>");
  });

  it("have the comments right above them", () => {
    const text = "<a><b/> <!-- about b -->\n<!-- far -->\n \n<!-- one -->\n <!--two\r\nlines-->\r\n<c/></a>";
    for (const of of [text, text.replaceAll(/\r?\n/g, "\r\n")]) {
      const xml = parseXml(of);
      assert.equal(commentAbove(xml, child(xml.root).end, child(xml.root, 1)), "one\ntwo\nlines");
      assert.equal(commentAbove(xml, xml.root.innerStart, child(xml.root)), undefined);
    }
  });
});

describe("XML: escaping", () => {
  const usual = escapeLike("<a/>", "\r\n");

  it("escapes what must be, and > where the file does so", () => {
    assert.equal(usual("a<b>&\n]]>\r'\""), "a&lt;b>&amp;\r\n]]&gt;&#13;'\"");
    assert.equal(escapeLike("&gt;&quot;", "\n")('>"'), '&gt;"');
    assert.equal(escapeLike("&gt;&quot;", "\n", "utf-8", `>"'`)(`>"'`), "&gt;&quot;'");
  });

  it("writes characters that the encoding lacks by number", () => {
    const latin = escapeLike("", "\n", "iso-8859-1");
    assert.equal(latin("ä€😀"), "ä&#x20AC;&#x1F600;");
    assert.equal(escapeAttribute("ä€", '"', "iso-8859-1"), "ä&#x20AC;");
    assert.equal(markupXml("<b>€</b>", NO_ENTITIES, "\n", "iso-8859-1"), "<b>&#x20AC;</b>");
  });

  it("escapes attributes by their quotes", () => {
    assert.equal(escapeAttribute(`<"'>\t\n&`, '"'), "&lt;&quot;'&gt;&#9;&#10;&amp;");
    assert.equal(escapeAttribute(`"'`, "'"), `"&apos;`);
  });

  it("splits the end of a CDATA section", () => {
    assert.equal(cdata("a]]>b\n", "\r"), "<![CDATA[a]]]]><![CDATA[>b\r]]>");
  });

  it("refuses what XML forbids", () => {
    for (const char of ["\0", "\u001b", "\ud83d", "\ude00", "\ufffe", "\uffff"]) {
      assert.throws(() => usual(`a${char}`), isRefused);
      assert.throws(() => escapeAttribute(char, '"'), isRefused);
      assert.throws(() => cdata(char, "\n"), isRefused);
      assert.throws(() => markupXml(char, NO_ENTITIES, "\n"), isRefused);
    }
    assert.throws(() => cdata("\r", "\n"), isRefused);
    assert.throws(() => markupXml("\r", NO_ENTITIES, "\n"), isRefused);
  });
});

describe("XML: fragments", () => {
  const declared = { declared: new Set(["app"]), open: false };

  it("keep tags and references, and get the rest escaped", () => {
    const values: readonly (readonly [string, string])[] = [
      ["a & b <b>c</b> &amp; &#65; &app;", "a &amp; b <b>c</b> &amp; &#65; &app;"],
      ["1 < 2 &unknown; <3 <", "1 &lt; 2 &amp;unknown; &lt;3 &lt;"],
      ['<a href="x?a=1&b=2">y</a>', '<a href="x?a=1&amp;b=2">y</a>'],
      ["<!-- & < --><![CDATA[& <]]><?x & <?>]]>", "<!-- & < --><![CDATA[& <]]><?x & <?>]]&gt;"],
      ["<!-- <![CDATA[ <? <", "&lt;!-- &lt;![CDATA[ &lt;? &lt;"],
      ["<a b='c", "&lt;a b='c"],
      ["a\nb<br/>", "a\r\nb<br/>"],
    ];
    for (const [value, xml] of values) assert.equal(markupXml(value, declared, "\r\n"), xml);
  });

  it("are refused when tags do not fit", () => {
    for (const value of ["<b>", "</b>", "<b></i>", "</x><x>", "<b a='1' a='2'/>", "<b/ >"])
      assert.throws(() => markupXml(value, declared, "\n"), isRefused, value);
  });

  it("take no longer for what is repeated", () => {
    for (const many of ["<a b='", "<!--", "<![CDATA[", "<?", "<a ", "&", "]]>", '<a "'])
      markupXml(many.repeat(100_000), NO_ENTITIES, "\n");
  });
});

describe("XML: editing", () => {
  const edited = (text: string, of: (xml: ReturnType<typeof parseXml>) => Parameters<typeof splice>[1]): string =>
    splice(text, of(parseXml(text)));

  it("replaces what is inside, of an empty-element tag too", () => {
    assert.equal(
      edited("<a>x<b/></a>", (xml) => [replaceInner(xml, xml.root, "y")]),
      "<a>y</a>",
    );
    assert.equal(
      edited("<a c='d' />", (xml) => [replaceInner(xml, xml.root, "y")]),
      "<a c='d'>y</a>",
    );
    const xml = parseXml("<a />");
    assert.deepEqual(valueSpan(xml, xml.root), { start: 2, end: 5 });
  });

  it("sets and removes attributes", () => {
    assert.equal(
      edited("<a b='c'/>", (xml) => [setAttribute(xml, xml.root, "b", "it's")]),
      "<a b='it&apos;s'/>",
    );
    assert.equal(
      edited("<a/>", (xml) => [setAttribute(xml, xml.root, "b", '"')]),
      '<a b="&quot;"/>',
    );
    assert.equal(
      edited("<a b='c'\n d='e' f='g' />", (xml) => removeAttribute(xml.root, "d")),
      "<a b='c' f='g' />",
    );
    assert.equal(
      edited("<a b='c'/>", (xml) => [...removeAttribute(xml.root, "b"), ...removeAttribute(xml.root, "x")]),
      "<a/>",
    );
  });

  it("finds the indentation of what it inserts", () => {
    const text = "<a>\r\n\t<b/> <c/>\r\n\t<d></d></a>";
    const xml = parseXml(text);
    const [b, c, d] = xml.root.children;
    assert.ok(b && c && d);
    assert.deepEqual(
      [b, c].map(({ start }) => leadOf(text, start)),
      ["\r\n\t", ""],
    );
    assert.equal(leadInside(xml, xml.root), "\r\n\t");
    assert.equal(leadInside(xml, d), "\r\n\t\t");
    assert.equal(leadInside(xml, c), "");
    const empty = parseXml("<a></a>\n");
    assert.equal(leadInside(empty, empty.root), "\n    ");
  });

  it("inserts after the comments on the same line", () => {
    const text = "<a><b/> <!-- about b --> <!-- more\n --></a>";
    assert.equal(text.slice(insertionAfter(text, 7)), " <!-- more\n --></a>");
    assert.equal(insertionAfter("<a/>", 4), 4);
  });

  it("inserts children in the layout of the file", () => {
    const inserted = (text: string, behindFirst = false): string =>
      edited(text, (xml) =>
        insertChildren(
          xml,
          xml.root,
          new Map([[behindFirst ? xml.root.children[0] : undefined, [() => "<x/>", () => "<y/>"]]]),
        ),
      );
    assert.equal(inserted("<a>\n  <b/>\n</a>"), "<a>\n  <x/>\n  <y/>\n  <b/>\n</a>");
    assert.equal(inserted("<a>\n  <b/> <!-- b -->\n</a>", true), "<a>\n  <b/> <!-- b -->\n  <x/>\n  <y/>\n</a>");
    const behindComment = "<a>\n <!-- b --> <b/>\n <c/>\n</a>";
    assert.equal(inserted(behindComment, true), "<a>\n <!-- b --> <b/>\n <x/>\n <y/>\n <c/>\n</a>");
    assert.equal(inserted("<a><b/></a>"), "<a><x/><y/><b/></a>");
    assert.equal(inserted("<a>\r\n</a>"), "<a>\r\n    <x/>\r\n    <y/>\r\n</a>");
    assert.equal(inserted("<a></a>"), "<a>\n    <x/>\n    <y/>\n</a>");
    assert.equal(inserted("<a b='c' />"), "<a b='c'>\n    <x/>\n    <y/>\n</a>");
    assert.equal(inserted("<a>\n\t<!-- c -->\n</a>"), "<a>\n\t<!-- c -->\n    <x/>\n    <y/>\n</a>");
  });

  it("writes values as the file does, in CDATA sections too", () => {
    const xml = parseXml("<a>\r\n<b><![CDATA[x]]></b><c>y</c></a>");
    const writer = writerFor(xml, "iso-8859-1");
    assert.equal(writer.text("<\n", child(xml.root)), "<![CDATA[<\r\n]]>");
    assert.equal(writer.text("<€", child(xml.root)), "&lt;&#x20AC;");
    assert.equal(writer.text("<\r", child(xml.root)), "&lt;&#13;");
    assert.equal(writer.inner({ value: "<" }, child(xml.root, 1)), "&lt;");
    assert.equal(writer.inner({ value: "<i>&</i>", markup: true }, child(xml.root)), "<i>&amp;</i>");
  });
});

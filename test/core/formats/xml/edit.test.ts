import assert from "node:assert/strict";
import { removeAttribute, replaceInner, setAttribute, valueSpan } from "#core/formats/xml/edit.js";
import { insertChildren, insertionAfter, leadInside, leadOf } from "#core/formats/xml/layout.js";
import { parseXml } from "#core/formats/xml/parse.js";
import { writerFor } from "#core/formats/xml/writer.js";
import { splice } from "#core/text/splice.js";
import { child } from "./elements.js";

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

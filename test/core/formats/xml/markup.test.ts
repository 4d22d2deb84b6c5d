import assert from "node:assert/strict";
import { markupXml } from "#core/formats/xml/markup.js";
import { NO_ENTITIES } from "#core/formats/xml/tree.js";
import { isRefused } from "./elements.js";

describe("XML: fragments", () => {
  const declared = { declared: new Set(["app"]), plain: new Map(), open: false };

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

import assert from "node:assert/strict";
import { parseXml } from "#core/formats/xml/parse.js";
import { attributeOf, commentAbove, innerXml, isMarkup, textOf } from "#core/formats/xml/text.js";
import { child, rootOf } from "./elements.js";

const decoded = (content: string): string => {
  const xml = parseXml(`<a>${content}</a>`);
  return textOf(xml, xml.root);
};

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

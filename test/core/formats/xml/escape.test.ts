import assert from "node:assert/strict";
import { cdata, escapeAttribute, escapeLike } from "#core/formats/xml/escape.js";
import { markupXml } from "#core/formats/xml/markup.js";
import { NO_ENTITIES } from "#core/formats/xml/tree.js";
import { isRefused } from "./elements.js";

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

import assert from "node:assert/strict";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { MalformedFileError } from "#core/errors.js";
import { escapeAttribute, escapeLike } from "#core/formats/xml/escape.js";
import { markupXml } from "#core/formats/xml/markup.js";
import { parseXml } from "#core/formats/xml/parse.js";
import { attributeOf, isMarkup, textOf } from "#core/formats/xml/text.js";
import { forbiddenCharacter, NO_ENTITIES, type XmlDocument, type XmlElement } from "#core/formats/xml/tree.js";
import { ANY_CHARACTER } from "../support/any-character.js";

const RUNS = { numRuns: 1500 };

/** An element as both parsers see it: name, attributes, and direct text. */
type Seen = [name: string, attributes: Record<string, string>, text: string];

function seenBySaxes(text: string): Seen[] | undefined {
  const parser = new SaxesParser({ xmlns: false, position: false, defaultXMLVersion: "1.0", forceXMLVersion: true });
  const seen: Seen[] = [];
  const open: Seen[] = [];
  const add = (text: string): void => {
    const last = open.at(-1);
    if (last) last[2] += text;
  };
  let failed = false;
  parser.on("error", () => {
    failed = true;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const one: Seen = [name, Object.fromEntries(Object.entries(attributes)), ""];
    seen.push(one);
    open.push(one);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.on("text", add);
  parser.on("cdata", add);
  parser.write(text).close();
  return failed ? undefined : seen;
}

function seenByUs(xml: XmlDocument): Seen[] {
  const seen: Seen[] = [];
  const work = [xml.root];
  for (let one = work.pop(); one; one = work.pop()) {
    const element: XmlElement = one;
    const attributes = element.attributes.map(({ name }) => [name, attributeOf(xml, element, name) ?? ""]);
    seen.push([element.name, Object.fromEntries(attributes), textOf(xml, element)]);
    work.push(...element.children.toReversed());
  }
  return seen;
}

const name = fc.constantFrom("a", "b:c", "_d", "é", "string-array", "x.1");
const plain = fc.constantFrom("text", " ", "\n", "\r\n", "\r", "]]", ">", "'", '"', "ä😀", "\u2028", "\u0085");
const reference = fc.constantFrom("&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#65;", "&#x1F600;", "&#13;", "&#10;");
const aside = fc.constantFrom("<!-- a - b -->", "<?pi x ?>", "<![CDATA[<a>&b;]]]>", "<![CDATA[]]>", "<!---->", "<?p?>");
const value = fc
  .array(fc.oneof(plain, reference, fc.constant("\t")), { maxLength: 4 })
  .map((parts) => parts.join("").replaceAll('"', "'"));
const attributes = fc
  .uniqueArray(fc.tuple(name, value, fc.constantFrom(" ", "\n  ")), { maxLength: 3, selector: ([one]) => one })
  .map((all) => all.map(([one, text, blank]) => `${blank}${one}="${text}"`).join(""));

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc.oneof(
    fc.tuple(name, attributes).map(([one, all]) => `<${one}${all} />`),
    fc.tuple(name, attributes, tie("content")).map(([one, all, inner]) => `<${one}${all}>${inner}</${one}>`),
  ),
  content: fc.array(fc.oneof({ maxDepth: 4 }, plain, reference, aside, tie("element")), { maxLength: 6 }).map((parts) =>
    parts
      .join("")
      .replaceAll(/\]\]>+/g, "]]")
      .replaceAll(/(<!\[CDATA\[[^\]]*\]?)\]\]/g, "$1]]>"),
  ),
}));

const document = fc
  .tuple(
    fc.constantFrom("", "\ufeff", '<?xml version="1.0" encoding="utf-8"?>\n', "<!-- x -->\n", "<!DOCTYPE a>"),
    element,
    fc.constantFrom("", "\n", "<!-- end -->\n"),
  )
  .map((parts) => parts.join(""));

describe("Property: XML", () => {
  it("is read as saxes reads it", () => {
    fc.assert(
      fc.property(document, (text) => {
        assert.deepEqual(seenByUs(parseXml(text)), seenBySaxes(text));
      }),
      RUNS,
    );
  });

  it("is refused when damaged where saxes refuses it, and else read alike", () => {
    const damage = fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom("", "<", ">", "&", "]]>", '"', "/", "\0", "=", "-", "a", "!"),
      ),
      { minLength: 1, maxLength: 2 },
    );
    // saxes validates the XML declaration, misreads some document types, and accepts <?p?x> as an instruction.
    const judged = document.filter((text) => !/^<!D|<\?/.test(text));
    fc.assert(
      fc.property(judged, damage, (original, damage) => {
        let text = original;
        for (const [place, length, by] of damage) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + by + text.slice(at + length);
        }
        const expected = forbiddenCharacter(text) < 0 ? seenBySaxes(text) : undefined;
        let seen: Seen[] | undefined;
        try {
          seen = seenByUs(parseXml(text));
        } catch (error) {
          assert.ok(error instanceof MalformedFileError, String(error));
        }
        assert.deepEqual(seen, expected, text);
      }),
      { numRuns: 3000 },
    );
  });

  it("holds every text that it does not forbid", () => {
    const text = fc.oneof(
      fc.string({ unit: ANY_CHARACTER }),
      fc.array(fc.oneof(plain, reference)).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(
        text,
        fc.constantFrom("", "&gt;"),
        fc.constantFrom("utf-8", "iso-8859-1"),
        (text, style, encoding) => {
          fc.pre(forbiddenCharacter(text) < 0);
          const attribute = escapeAttribute(text, '"', encoding);
          const xml = parseXml(`<a b="${attribute}">${escapeLike(style, "\r\n", encoding)(text)}</a>`);
          assert.equal(textOf(xml, xml.root), text);
          assert.equal(attributeOf(xml, xml.root, "b"), text);
        },
      ),
      RUNS,
    );
  });

  it("takes a fragment that is well-formed as written", () => {
    fc.assert(
      fc.property(element, (fragment) => {
        // A blank instead of nothing: `]]` before it and `>` after it would become `]]>`, which no text may contain.
        const value = `a ${fragment.replaceAll("\r", " ")} b`;
        assert.equal(markupXml(value, NO_ENTITIES, "\n"), value);
        const xml = parseXml(`<x>${value}</x>`);
        assert.ok(isMarkup(xml, xml.root));
      }),
      RUNS,
    );
  });
});

import assert from "node:assert/strict";
import { MalformedFileError } from "#core/errors.js";
import { parseXml } from "#core/formats/xml/parse.js";
import { isMarkup, textOf } from "#core/formats/xml/text.js";
import { child, rootOf } from "./elements.js";

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

  it("expands entities only if they are short and plain, and keeps those that are declared", () => {
    const short = `<!ENTITY app "Tern"><!ENTITY n 'A "b"'><!ENTITY m "&n;"><!ENTITY x SYSTEM "x">`;
    const doc = parseXml(`<!DOCTYPE a [${short}]><a>&app; &n; &m; &x;</a>`);
    assert.equal(textOf(doc, doc.root), 'Tern A "b" &m; &x;');
    const long = parseXml(`<!DOCTYPE a [<!ENTITY l "${"x".repeat(81)}">]><a>&l;</a>`);
    assert.equal(textOf(long, long.root), "&l;");
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

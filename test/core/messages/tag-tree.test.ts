import assert from "node:assert/strict";
import fc from "fast-check";
import { findProtectedItems } from "#core/messages/mask.js";

/** Each tag with the tag that it closes, and the tag around it. */
function tree(text: string): string[] {
  const items = findProtectedItems(text);
  return items.flatMap(({ text, tag }) => {
    if (!tag) return [];
    const within = tag.within === undefined ? "" : ` in ${items[tag.within]?.text}`;
    return [`${text} ${tag.kind}${tag.element === undefined ? "" : ` ${tag.element}`}${within}`];
  });
}

describe("Tags", () => {
  it("of one element belong together, and are in another", () => {
    assert.deepEqual(tree("<a>x <b>{y}</b></a> <b>z</b>"), [
      "<a> open",
      "<b> open in <a>",
      "</b> close 1 in <a>",
      "</a> close 0",
      "<b> open",
      "</b> close 5",
    ]);
  });

  it("with the same name are distinguished by their depth", () => {
    assert.deepEqual(tree("<g><g>x</g></g>"), ["<g> open", "<g> open in <g>", "</g> close 1 in <g>", "</g> close 0"]);
  });

  it("that are alone are in an element, but are none", () => {
    assert.deepEqual(tree("<0>a<br>b<1/></0>"), [
      "<0> open",
      "<br> single in <0>",
      "<1/> single in <0>",
      "</0> close 0",
    ]);
    assert.deepEqual(tree("save <file> </b>"), ["<file> single", "</b> single"]);
    assert.deepEqual(tree("<![CDATA[<b>x</b>]]>"), [
      "<![CDATA[ open",
      "<b> open in <![CDATA[",
      "</b> close 1 in <![CDATA[",
      "]]> close 0",
    ]);
    assert.deepEqual(tree("<!-- x --> y"), []);
  });

  it("that overlap leave the outer element", () => {
    assert.deepEqual(tree("<b><i>x</b></i>"), ["<b> open", "<i> single in <b>", "</b> close 0", "</i> single"]);
  });

  it("are always a tree, whatever the text, in linear time", () => {
    const tag = fc.constantFrom("<a>", "</a>", "<b>", "</b>", "<c/>", "x", "{n}");
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 14 }), (parts) => {
        const open: number[] = [];
        findProtectedItems(parts.join("")).forEach(({ tag }, index) => {
          if (!tag) return;
          if (tag.kind === "close") assert.equal(open.pop(), tag.element);
          assert.equal(open.at(-1), tag.within);
          if (tag.kind === "open") open.push(index);
        });
        assert.deepEqual(open, []);
      }),
      { numRuns: 1500 },
    );
    // Quadratic work would exceed mocha's time limit.
    for (const text of ["<a>", "<a></b>", "</a>", "<a><b></a></b>"]) findProtectedItems(text.repeat(20_000));
  });
});

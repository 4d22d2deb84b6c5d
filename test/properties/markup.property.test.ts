import assert from "node:assert/strict";
import fc from "fast-check";
import { android } from "#core/formats/android/android.js";
import type { Format, KeyPath } from "#core/formats/format.js";
import { xliff } from "#core/formats/xliff/xliff.js";

const RUNS = { numRuns: 1500 };

/** Text as people write it around tags, including characters that files escape. */
const text = fc
  .array(
    fc.constantFrom("a", "don't", '"so"', "@x", "?", " ", "  ", "\n", "\t", "\\", "\\n", "&amp;", "&#228;", ">", "é😀"),
    {
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(""));
const aside = fc.constantFrom(
  "<![CDATA[it's <& ]]>",
  "<![CDATA[]]>",
  "<!-- it's -->",
  "<?x y?>",
  "<x id='1'/>",
  '<ph equiv-text="&lt;b&gt; it\'s  \\n"/>',
  "<b/>",
);
const { fragment } = fc.letrec<{ fragment: string; element: string }>((tie) => ({
  fragment: fc
    .array(fc.oneof({ maxDepth: 3 }, text, aside, tie("element")), { maxLength: 5 })
    .map((all) => all.join("")),
  element: tie("fragment").map((inner) => `<g id="1" x='>'>${inner}</g>`),
}));
/** A fragment with at least one element, so that it is read as one. */
const marked = fc.tuple(fragment, fragment).map(([before, after]) => `${before}<b>x</b>${after}`);

const formats: readonly (readonly [Format, key: KeyPath, file: string])[] = [
  [android, ["a"], '<resources xmlns:x="y"><string name="a">old</string>\n<string name="b">B</string></resources>'],
  [
    xliff,
    ["a"],
    '<xliff version="1.2"><file original="f"><body><trans-unit id="a"><source>A <b/></source></trans-unit></body></file></xliff>',
  ],
];

describe("Property: fragments of XML", () => {
  for (const [format, key, file] of formats) {
    it(`${format.name}: reading yields the fragment that was written`, () => {
      fc.assert(
        fc.property(marked, (value) => {
          const after = format.write(file, [{ key, value, markup: true }]);
          const unit = format.read(after).units[0];
          assert.deepEqual([unit?.value, unit?.markup], [value, true]);
          assert.equal(format.write(after, [{ key, value, markup: true }]), after);
        }),
        RUNS,
      );
    });

    it(`${format.name}: stray & and < are escaped, and every other fragment is refused`, () => {
      const wild = fc.array(
        fc.oneof(text, fc.constantFrom("&", "<", "<b", "</b>", "<b>", "]]>", "&x;", "<!--", "<![CDATA[", "\0")),
      );
      fc.assert(
        fc.property(wild, (parts) => {
          let after: string;
          try {
            after = format.write(file, [{ key, value: parts.join(""), markup: true }]);
          } catch (error) {
            assert.equal(Object(error).code, "option-invalid", String(error));
            return;
          }
          assert.equal(format.read(after).units.length, format.read(file).units.length);
        }),
        RUNS,
      );
    });
  }
});

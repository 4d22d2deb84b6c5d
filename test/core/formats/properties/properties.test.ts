import assert from "node:assert/strict";
import fc from "fast-check";
import { getProperties } from "properties-file";
import { RouteLmtError } from "#core/errors.js";
import type { WriteOptions } from "#core/formats/format.js";
import { properties } from "#core/formats/properties/properties.js";
import { decodeFile } from "#core/formats/registry.js";
import { jsonText } from "../../../fixtures/formats/json/files.js";
import { propertiesFile } from "../../../fixtures/formats/properties/files.js";
import { oddities } from "../../../support/sentences.js";
import { FIXTURES } from "../fixtures.js";

const write = (text: string, values: Record<string, string>, options: WriteOptions & { order?: string } = {}): string =>
  properties.write(
    text,
    Object.entries(values).map(([key, value]) => ({ key: [key], value })),
    { ...options, sourceOrder: (options.order ?? Object.keys(values).join(" ")).split(" ").map((key) => [key]) },
  );

const values = (text: string): Record<string, string> =>
  Object.fromEntries(properties.read(text).units.map(({ key, value }) => [key.join(), value]));

describe("Java .properties: reading", () => {
  it("takes the comment lines directly above an entry as its comment", () => {
    const comments = properties
      .read("# File\n\n# One\n!  two\na=1\nb=2\n#\n  # three \nc=3\n")
      .units.map(({ comment }) => comment);
    assert.deepEqual(comments, ["One\ntwo", undefined, "three"]);
  });

  it("counts the last of equal keys and reports the others", () => {
    const text = "a=1\nb=2\na:3\n";
    const { units, problems } = properties.read(text);
    assert.deepEqual(values(text), { b: "2", a: "3" });
    assert.equal(units.length, 2);
    assert.deepEqual(oddities({ problems }), ["Duplicate key a: the last value is used"]);
    assert.deepEqual(
      problems.map(({ span }) => text.slice(span.start, span.end)),
      ["1"],
    );
  });

  it("sees a file in ISO-8859-1 as Java wrote it", () => {
    const { text, encoding } = decodeFile("a_de.properties", Uint8Array.of(0x61, 0x3d, 0xfc));
    assert.deepEqual([values(text), encoding], [{ a: "ü" }, "iso-8859-1"]);
  });

  it("reads what properties-file reads, before and after edits", () => {
    const agree = (text: string): void => {
      assert.deepEqual(values(text.replace(/^\ufeff/, "")), { ...getProperties(text.replace(/^\ufeff/, "")) });
    };
    for (const { valid } of FIXTURES.filter(({ format }) => format.name === "properties"))
      for (const { text } of valid) agree(text);
    fc.assert(
      fc.property(propertiesFile, fc.array(jsonText, { maxLength: 4 }), ({ text }, texts) => {
        // An object of properties-file cannot hold this name.
        if (text.includes("__proto__")) return;
        agree(text);
        agree(write(text, Object.fromEntries(texts.map((one, index) => [`k${index}`, one]))));
      }),
      { numRuns: 1500 },
    );
  }).timeout(60_000);
});

describe("Java .properties: writing", () => {
  it("keeps the separator, and joins continuation lines only of what is edited", () => {
    const text = "a = 1\\\n    2\nb:3\\\n    4\nc 5\n";
    assert.equal(write(text, { a: "x", c: "y" }), "a = x\nb:3\\\n    4\nc y\n");
  });

  it("leaves a value that begins on a continuation line there", () => {
    assert.equal(write("a=\\\n    1,\\\n    2\n", { a: "x" }), "a=\\\n    x\n");
  });

  it("gives a key that stands alone a separator", () => {
    assert.equal(write("a\nb", { a: "x", b: "=y" }), "a=x\nb==y");
  });

  it("escapes what would be taken as blank or separator before the value", () => {
    assert.equal(write("a=\nb \nc\n", { a: " =x", b: ":x", c: " x" }), "a=\\ =x\nb \\:x\nc=\\ x\n");
  });

  it("escapes characters beyond ASCII where the file does, with digits as in the file", () => {
    assert.equal(write("a=\\u00fc\nb=\n", { b: "ß😀" }), "a=\\u00fc\nb=\\u00df\\ud83d\\ude00\n");
    assert.equal(write("a=\\u00FC\nb=\n", { b: "ß" }), "a=\\u00FC\nb=\\u00DF\n");
    assert.equal(write("a=\\u00fc ü\nb=\n", { b: "ß" }), "a=\\u00fc ü\nb=ß\n");
    assert.equal(write("a=x\nb=\n", { b: "ß" }), "a=x\nb=ß\n");
  });

  it("escapes characters that the encoding of the file lacks", () => {
    assert.equal(write("a=ü\nb=\n", { b: "ß €" }, { encoding: "iso-8859-1" }), "a=ü\nb=ß \\u20ac\n");
  });

  it("escapes punctuation in values where the file does", () => {
    assert.equal(write("a=http\\://x\nb=\n", { b: "10:30 = #1" }), "a=http\\://x\nb=10\\:30 = #1\n");
    assert.equal(write("a=http\\://x:80\nb=\n", { b: "10:30" }), "a=http\\://x:80\nb=10:30\n");
  });

  it("inserts in the order of the source, in the style of the file", () => {
    const order = "a b c d e";
    assert.equal(write("b : 2\nd : 4\n", { c: "3", a: "1", e: "5" }, { order }), "a : 1\nb : 2\nc : 3\nd : 4\ne : 5\n");
    assert.equal(write("  b=2\r\n  d=4", { c: "3", e: "5" }, { order }), "  b=2\r\n  c=3\r\n  d=4\r\n  e=5");
  });

  it("inserts before the comment of the first entry, and after comments where nothing else is", () => {
    const order = "a b";
    assert.equal(write("# File\n\n# B\nb=2\n", { a: "1" }, { order }), "# File\n\na=1\n# B\nb=2\n");
    assert.equal(write("# File\n", { a: "1", b: "2" }), "# File\na=1\nb=2\n");
    assert.equal(write("# File", { a: "1", b: "2" }), "# File\na=1\nb=2");
  });

  it("does not let a final backslash take in the next line", () => {
    assert.deepEqual(values(write("a=1\\", { b: "2" })), { a: "1", b: "2" });
    assert.deepEqual(values(write("a=1\\\n", { b: "2" })), { a: "1", b: "2" });
  });

  it("writes keys so that they are read back", () => {
    for (const key of ["a b", "a=b", ":", "#x", "!", "ü", "\n", "", "\ud83d", "\\"]) {
      assert.deepEqual(values(write("x=1\n", { [key]: "v" }, { order: "x" })), { x: "1", [key]: "v" });
    }
  });

  it("gives a new file the line ends and the spelling of the source", () => {
    const sourceText = "a : \\u2026\r\nb : x\r\n";
    assert.equal(
      write(properties.create(sourceText, "de"), { a: "ü…", b: "y" }, { sourceText }),
      "a : \\u00fc\\u2026\r\nb : y\r\n",
    );
  });

  it("refuses a key that is a path", () => {
    assert.throws(() => properties.write("a=1\n", [{ key: ["a", "b"], value: "x" }]), RouteLmtError);
  });
});

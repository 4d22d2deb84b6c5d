import assert from "node:assert/strict";
import fc from "fast-check";
import { getProperties } from "properties-file";
import { properties } from "#core/formats/properties/properties.js";
import { decodeFile } from "#core/formats/registry.js";
import { jsonText } from "../../../fixtures/formats/json/files.js";
import { propertiesFile } from "../../../fixtures/formats/properties/files.js";
import { FIXTURES } from "../fixtures.js";

const write = (text: string, values: Record<string, string>): string =>
  properties.write(
    text,
    Object.entries(values).map(([key, value]) => ({ key: [key], value })),
  );

const values = (text: string): Record<string, string> =>
  Object.fromEntries(properties.read(text).units.map(({ key, value }) => [key.join(), value]));

describe("Java .properties: reading", () => {
  it("sees a file in ISO-8859-1 as Java wrote it", () => {
    const { text, encoding } = decodeFile("a_de.properties", Uint8Array.of(0x61, 0x3d, 0xfc));
    assert.deepEqual([values(text), encoding], [{ a: "ü" }, "iso-8859-1"]);
  });

  it("reports the value that does not count", () => {
    const text = "a=1\na:3\n";
    const { problems } = properties.read(text);
    assert.deepEqual(
      problems.map(({ span }) => text.slice(span.start, span.end)),
      ["1"],
    );
  });

  it("reads what properties-file reads, before and after edits", () => {
    const agree = (text: string): void => {
      assert.deepEqual(values(text.replace(/^\ufeff/, "")), { ...getProperties(text.replace(/^\ufeff/, "")) });
    };
    for (const { valid } of FIXTURES.filter(({ format }) => format.name === "properties"))
      for (const { text } of valid) agree(text);
    fc.assert(
      fc.property(propertiesFile, fc.array(jsonText, { maxLength: 4 }), ({ text }, texts) => {
        // properties-file returns an object, which cannot have this name.
        if (text.includes("__proto__")) return;
        agree(text);
        agree(write(text, Object.fromEntries(texts.map((one, index) => [`k${index}`, one]))));
      }),
      { numRuns: 1500 },
    );
  });
});

describe("Java .properties: writing", () => {
  it("does not let a final backslash take in the next line", () => {
    assert.deepEqual(values(write("a=1\\", { b: "2" })), { a: "1", b: "2" });
    assert.deepEqual(values(write("a=1\\\n", { b: "2" })), { a: "1", b: "2" });
  });

  it("writes keys so that they are read back", () => {
    for (const key of ["a b", "a=b", ":", "#x", "!", "ü", "\n", "", "\ud83d", "\\"]) {
      assert.deepEqual(values(write("x=1\n", { [key]: "v" })), { x: "1", [key]: "v" });
    }
  });
});

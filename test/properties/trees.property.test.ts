import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDocument } from "yaml";
import { type Edit, type Format, keyId, type Unit } from "../../src/core/formats/format.js";
import { yaml } from "../../src/core/formats/yaml.js";
import { leavesOf, type TreeFile } from "../fixtures/formats/trees.js";
import { yamlFile, yamlText } from "../fixtures/formats/yaml/files.js";

const RUNS = { numRuns: 1500 };

interface Language {
  readonly format: Format;
  readonly files: fc.Arbitrary<TreeFile>;
  readonly values: fc.Arbitrary<string>;
  /** A file without values. */
  readonly empty: string;
  /** The strings of a file as another parser reads them, by the id of their key. */
  leavesOf(text: string): Map<string, string>;
}

const LANGUAGES: readonly Language[] = [
  { format: yaml, files: yamlFile, values: yamlText, empty: "", leavesOf: yamlLeaves },
];

function yamlLeaves(text: string): Map<string, string> {
  // The library knows no line end of a return alone, and miscounts columns behind a byte order mark.
  const document = parseDocument(text.replace(/^\ufeff/, "").replaceAll(/\r\n?/g, "\n"), {
    uniqueKeys: false,
    stringKeys: true,
    logLevel: "silent",
  });
  assert.deepEqual(document.errors, [], text);
  return leavesOf(document.toJS({ mapAsMap: true }));
}

const byKey = (units: readonly Unit[]): Map<string, string> =>
  new Map(units.map(({ key, value }) => [keyId(key), value]));

const editsOf = (units: readonly Unit[]): Edit[] => units.map(({ key, value }) => ({ key, value }));

for (const { format, files, values, empty, leavesOf } of LANGUAGES) {
  describe(`Property: trees of ${format.name}`, () => {
    it("another parser reads the same values", () => {
      fc.assert(
        fc.property(files, ({ text }) => {
          assert.deepEqual(byKey(format.read(text).units), leavesOf(text));
        }),
        RUNS,
      );
    }).timeout(60_000);

    it("edits and insertions together read back exactly, here and by another parser", () => {
      const picks = fc.array(fc.tuple(fc.nat(), values), { maxLength: 8 });
      fc.assert(
        fc.property(files, picks, ({ text, leaves, additions }, picks) => {
          const { units } = format.read(text);
          const changes = picks.flatMap(([pick, value]) => {
            const unit = units[pick % units.length];
            return unit ? [{ key: unit.key, value }] : [];
          });
          const edits = [...changes, ...additions];
          const after = format.write(text, edits, { sourceOrder: additions.map(({ key }) => key) });
          const expected = new Map(leaves);
          for (const { key, value } of edits) expected.set(keyId(key), value);
          assert.deepEqual(byKey(format.read(after).units), expected);
          assert.deepEqual(leavesOf(after), expected);
        }),
        RUNS,
      );
    }).timeout(60_000);

    it("a target that lacks keys gets them in the order of the source", () => {
      fc.assert(
        fc.property(files, fc.array(fc.nat(), { minLength: 1 }), ({ text }, lacks) => {
          const source = format
            .read(text)
            .units.filter(({ key }) => key.length > 0 && key.every((part) => typeof part === "string"));
          const sourceOrder = source.map(({ key }) => key);
          const write = (target: string, units: readonly Unit[]): string =>
            format.write(target, editsOf(units), { sourceOrder, sourceText: text });
          const has = source.filter((_, index) => !lacks.some((one) => one % source.length === index));
          const missing = source.filter((unit) => !has.includes(unit)).reverse();
          const filled = write(write(empty, has), missing);
          const keys = (one: string): string[] => format.read(one).units.map(({ key }) => keyId(key));
          assert.deepEqual(keys(filled), keys(write(empty, source)));
        }),
        RUNS,
      );
    }).timeout(60_000);
  });
}

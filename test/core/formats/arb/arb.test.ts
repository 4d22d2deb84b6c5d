import assert from "node:assert/strict";
import { RouteLmtError } from "#core/errors.js";
import { arb } from "#core/formats/arb/arb.js";
import { oddities } from "../../../support/sentences.js";

const write = (text: string, values: Record<string, string>, order = Object.keys(values).join(" ")): string =>
  arb.write(
    text,
    Object.entries(values).map(([key, value]) => ({ key: [key], value })),
    { sourceOrder: order.split(" ").map((key) => [key]) },
  );

describe("Flutter ARB", () => {
  it("reads the messages with what their metadata says, and no metadata as messages", () => {
    const text =
      '{"@@locale": "en", "a": "A {n}", "@a": {"description": "Of a", "context": "Home", "placeholders": {"n": {}}}, "b": ""}';
    assert.deepEqual(
      arb.read(text).units.map(({ key, value, state, comment, context }) => [key, value, state, comment, context]),
      [
        [["a"], "A {n}", "translated", "Of a", "Home"],
        [["b"], "", "untranslated", undefined, undefined],
      ],
    );
  });

  it("reports values that are not strings, and all but the last of equal names", () => {
    const { units, problems } = arb.read('{"a": "1", "n": {"x": "y"}, "a": "2"}');
    assert.deepEqual(
      units.map(({ value }) => value),
      ["2"],
    );
    assert.deepEqual(oddities({ problems }), [
      "Duplicate key a: the last value is used",
      "The value of n is not a string",
    ]);
  });

  it("inserts after the metadata of the message before, and after that of the file", () => {
    const text = '{\n  "@@locale": "de",\n  "b": "2",\n  "@b": {\n    "description": "x"\n  },\n  "d": "4"\n}\n';
    assert.equal(
      write(text, { a: "1", c: "3", e: "5" }, "a b c d e"),
      '{\n  "@@locale": "de",\n  "a": "1",\n  "b": "2",\n  "@b": {\n    "description": "x"\n  },\n  "c": "3",\n  "d": "4",\n  "e": "5"\n}\n',
    );
  });

  it("inserts at the beginning where what is about the file is at its end", () => {
    assert.equal(
      write('{\n  "b": "2",\n  "@@locale": "de"\n}', { a: "1" }, "a b"),
      '{\n  "a": "1",\n  "b": "2",\n  "@@locale": "de"\n}',
    );
  });

  it("names the language in a new file, as Flutter spells it", () => {
    const source = '{\n    "@@locale": "en",\n    "a": "x"\n}\n';
    const created = arb.create(source, "pt-BR");
    assert.equal(created, '{\n    "@@locale": "pt_BR"\n}\n');
    assert.equal(write(created, { a: "y" }), '{\n    "@@locale": "pt_BR",\n    "a": "y"\n}\n');
  });

  it("refuses to write metadata, and keys that are paths", () => {
    const refused = (key: string[]): void => assert.throws(() => arb.write("{}", [{ key, value: "x" }]), RouteLmtError);
    for (const key of [["@a"], ["@@locale"], ["a", "b"], []]) refused(key);
  });
});

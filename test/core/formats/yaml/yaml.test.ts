import assert from "node:assert/strict";
import type { KeyPath } from "#core/formats/format.js";
import { yaml } from "#core/formats/yaml/yaml.js";
import { expandPlurals } from "#core/status/expand-plurals.js";

const path = (key: string): KeyPath => key.split("/").map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** Writes values by key with slashes; digits are indexes. `source` is the source file. */
function write(text: string, values: Record<string, string>, source?: string): string {
  const edits = Object.entries(values).map(([key, value]) => ({ key: path(key), value }));
  const sourceOrder =
    source === undefined ? edits.map(({ key }) => key) : yaml.read(source).units.map(({ key }) => key);
  return yaml.write(text, edits, {
    sourceOrder,
    language: "de",
    ...(source === undefined ? {} : { sourceText: source }),
  });
}

const values = (text: string): Record<string, string> =>
  Object.fromEntries(yaml.read(text).units.map(({ key, value }) => [key.join("/"), value]));

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

describe("YAML: exchanging values", () => {
  const change = (text: string, value: string): string => write(text, { a: value });

  it("quotes what the way of writing cannot hold", () => {
    for (const value of [
      "yes",
      "No",
      "null",
      "1.5",
      "12:30",
      "2024-01-31",
      "0x1f",
      "~",
      "",
      "- x",
      "%{n}",
      "a: b",
      "a #b",
      " x",
      "@x",
    ])
      assert.equal(change("a: old\n", value), `a: "${value}"\n`);
  });

  it("refuses to overwrite what is no string", () => {
    for (const value of ["5", "true", "*x", "{b: c}", "[x]"])
      assert.throws(() => change(`x: &x y\na: ${value}\n`, "new"), { code: "option-invalid" });
  });
});

describe("YAML: inserting keys", () => {
  it("keeps what comes after it: a text that keeps its line breaks", () => {
    const after = write("a: |+\n  x\n\nc: y\n", { b: "z" }, "a: x\nb: x\nc: y\n");
    assert.deepEqual(values(after), { a: "x\n\n", b: "z", c: "y" });
  });
});

describe("YAML: new files", () => {
  it("get the plural categories of their language", () => {
    const source = lines("en:", "  items:", "    one: '%{count} item'", "    other: '%{count} items'");
    const wanted = [...expandPlurals(yaml.read(source).units, "ru")];
    const edits = wanted.map(({ key, source: value }) => ({ key, value }));
    const after = yaml.write(yaml.create(source, "ru"), edits, {
      language: "ru",
      sourceText: source,
      sourceOrder: wanted.map(({ key }) => key),
    });
    assert.equal(
      after,
      lines(
        "ru:",
        "  items:",
        "    one: '%{count} item'",
        "    few: '%{count} items'",
        "    many: '%{count} items'",
        "    other: '%{count} items'",
      ),
    );
  });
});

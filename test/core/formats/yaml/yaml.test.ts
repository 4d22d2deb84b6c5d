import assert from "node:assert/strict";
import type { KeyPath } from "#core/formats/format.js";
import { yaml } from "#core/formats/yaml/yaml.js";
import { expandPlurals } from "#core/status/expand-plurals.js";
import { oddities } from "../../../support/sentences.js";

const path = (key: string): KeyPath => key.split("/").map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** Writes values by key with slashes; digits are indexes. The order of the source is that of `source`. */
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

describe("YAML: reading", () => {
  it("yields strings, and neither numbers, booleans, nulls, aliases nor other tags", () => {
    const text = lines(
      "a: text",
      "b: 5",
      "c: true",
      "d: ~",
      "e:",
      "f: &f anchored",
      "g: *f",
      "h: !!str 5",
      "i: !php/const X",
      "j: yes",
      "k: 2024-01-31",
      "l: [one, 1.5]",
    );
    assert.deepEqual(values(text), { a: "text", f: "anchored", h: "5", j: "yes", k: "2024-01-31", "l/0": "one" });
  });

  it("leaves the language of Rails out of the keys", () => {
    assert.deepEqual(values("pt-BR:\n  a: x\n"), { a: "x" });
    assert.deepEqual(values("en:\n  a: x\nde:\n  a: y\n"), { "en/a": "x", "de/a": "y" });
    assert.deepEqual(values("en: text\n"), { en: "text" });
    assert.deepEqual(values("messages:\n  a: x\n"), { "messages/a": "x" });
  });

  it("takes the comment lines right above an entry for its translators", () => {
    const text = lines("# head", "", "# about a", "#  in two lines", "a: A # not this", "b: B");
    assert.deepEqual(
      yaml.read(text).units.map(({ comment }) => comment),
      ["about a\nin two lines", undefined],
    );
  });

  it("counts the last of equal keys, and reports the others", () => {
    const { units, problems } = yaml.read("a: one\na: two\n");
    assert.deepEqual(
      units.map(({ value }) => value),
      ["two"],
    );
    assert.equal(oddities({ problems })[0], "Duplicate key a: the last value is used");
  });
});

describe("YAML: exchanging values", () => {
  const change = (text: string, value: string): string => write(text, { a: value });

  it("keeps the way of writing where it can hold the value", () => {
    assert.equal(change("a: old # note\n", "new"), "a: new # note\n");
    assert.equal(change("a: 'old'\n", "it's"), "a: 'it''s'\n");
    assert.equal(change('a: "old"\n', 'say "x"'), 'a: "say \\"x\\""\n');
    assert.equal(change("a: &x !!str old\nb: *x\n", "new"), "a: &x !!str new\nb: *x\n");
    assert.equal(change("a: |\n    one\n    two\nb: c\n", "x\ny\n"), "a: |\n    x\n    y\nb: c\n");
    assert.equal(change("a: |  # note\n  one\n", "  x"), "a: |2-  # note\n    x\n");
    assert.equal(change("a: |+\n  one\n\nb: c\n", "x\n\n\n"), "a: |+\n  x\n\n\nb: c\n");
    assert.equal(change("a: >\n  one\n  two\n", "x\ny\n"), "a: >\n  x\n\n  y\n");
    assert.equal(
      change(`a: >-\n  ${"word ".repeat(14)}end\n  more\n`, `${"word ".repeat(14)}end and more`),
      `a: >-\n  ${"word ".repeat(14)}end\n  and more\n`,
    );
  });

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
    assert.equal(change("a: old\nb: 'x'\n", "yes"), "a: 'yes'\nb: 'x'\n");
    assert.equal(change("a: 'old'\n", "two\nlines"), 'a: "two\\nlines"\n');
    assert.equal(change("a: |\n  old\nb: c\n", ""), 'a: ""\nb: c\n');
    assert.equal(change("a: | # note\n  old\n", "x\n\n"), 'a: "x\\n\\n" # note\n');
    assert.equal(change("a: >\n  old\n", " x"), 'a: " x"\n');
    assert.equal(write("l: [a, b]\n", { "l/0": "x, y" }), 'l: ["x, y", b]\n');
  });

  it("fills what is null", () => {
    assert.equal(change("a:\nb: c\n", "x"), "a: x\nb: c\n");
    assert.equal(change("a: # note\n", "x"), "a: x # note\n");
    assert.equal(change("a: ~ # note\n", "x"), "a: x # note\n");
    assert.equal(change("{a, b: }\n", "x"), "{a: x, b: }\n");
    assert.equal(write("l:\n- \n-\n", { "l/1": "x" }), "l:\n- \n- x\n");
    assert.equal(write("a: # note\nb: c\n", { "a/x": "X" }), "a: # note\n  x: X\nb: c\n");
    assert.equal(write("a: {}\nb: c\n", { "a/x/z": "Z" }), "a:\n  x:\n    z: Z\nb: c\n");
    assert.equal(write("a: ~\n", { "a/0": "x", "a/2": "z" }), "a:\n  - x\n  - null\n  - z\n");
  });

  it("refuses to overwrite what is no string", () => {
    for (const value of ["5", "true", "*x", "{b: c}", "[x]"])
      assert.throws(() => change(`x: &x y\na: ${value}\n`, "new"), { code: "option-invalid" });
  });
});

describe("YAML: inserting keys", () => {
  const source = lines("en:", "  a: A", "  b:", "    c: C", "    d: D", "  e: E");

  it("follows the order of the source, and the indentation and quotes of the target", () => {
    const target = lines("de:", "    # about a", "    a: 'Ä' # end of a", "    e: 'É'", "", "# end");
    assert.equal(
      write(target, { "b/d": "it's", "b/c": "C" }, source),
      lines(
        "de:",
        "    # about a",
        "    a: 'Ä' # end of a",
        "    b:",
        "        c: 'C'",
        "        d: 'it''s'",
        "    e: 'É'",
        "",
        "# end",
      ),
    );
  });

  it("puts a first key before the comment of the next", () => {
    assert.equal(
      write(lines("de:", "  # about e", "  e: E"), { a: "A" }, source),
      lines("de:", "  a: A", "  # about e", "  e: E"),
    );
  });

  it("puts keys into a collection before what follows it at the same place", () => {
    assert.equal(
      write("de:\n  a: A\n  b:\n    c: C", { e: "E", "b/d": "D" }, source),
      "de:\n  a: A\n  b:\n    c: C\n    d: D\n  e: E",
    );
  });

  it("adds to lists and flow collections", () => {
    assert.equal(write("l:\n- a\nm: n\n", { "l/1": "b", "l/2/x": "c" }), "l:\n- a\n- b\n- x: c\nm: n\n");
    assert.equal(write("l: [a, b]\n", { "l/2": "yes" }), 'l: [a, b, "yes"]\n');
    assert.equal(write("m: {a: A}\n", { "m/b/c": "C" }), "m: {a: A, b: {c: C}}\n");
  });

  it("quotes keys that are words of YAML", () => {
    assert.equal(write("a: A\n", { no: "x", "1.5": "w", "a: b": "z" }), 'a: A\n"no": x\n"1.5": w\n"a: b": z\n');
  });

  it("writes texts of several lines as literals where the file has some", () => {
    assert.equal(write("a: |\n  x\n", { b: "one\ntwo\n", c: "x" }), "a: |\n  x\nb: |\n  one\n  two\nc: x\n");
    assert.equal(write("a: x\n", { b: "one\ntwo\n" }), 'a: x\nb: "one\\ntwo\\n"\n');
  });

  it("keeps what comes after it: a text that keeps its line breaks", () => {
    const after = write("a: |+\n  x\n\nc: y\n", { b: "z" }, "a: x\nb: x\nc: y\n");
    assert.deepEqual(values(after), { a: "x\n\n", b: "z", c: "y" });
  });
});

describe("YAML: new files", () => {
  it("begin with the language, as the source file does", () => {
    const source = lines("---", "en:", "    a: 'A'", "    b:", "        c: 'C'");
    const created = yaml.create(source, "de");
    assert.equal(created, "---\nde:\n");
    assert.equal(
      write(created, { a: "Ä", "b/c": "Z" }, source),
      lines("---", "de:", "    a: 'Ä'", "    b:", "        c: 'Z'"),
    );
    assert.equal(write("", { a: "Ä" }, source), "de:\n    a: 'Ä'\n");
    assert.equal(yaml.create("en_US:\n  a: A\n", "pt-BR"), "pt_BR:\n");
    assert.equal(yaml.create("en:\n  a: A\n", "no"), '"no":\n');
    assert.equal(yaml.create("a: A\n", "de"), "");
  });

  it("get the plural categories of their language", () => {
    const source = lines("en:", "  items:", "    one: '%{count} item'", "    other: '%{count} items'");
    const wanted = expandPlurals(yaml.read(source).units, "ru");
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

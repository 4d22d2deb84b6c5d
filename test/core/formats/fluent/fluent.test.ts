import assert from "node:assert/strict";
import { fluent } from "#core/formats/fluent/fluent.js";
import type { KeyPath } from "#core/formats/format.js";
import { expandPlurals } from "#core/status/expand-plurals.js";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;
const path = (key: string): KeyPath => key.split("/").map((part) => (/^\d$/.test(part) ? Number(part) : part));

/** Writes values by key with slashes. */
function write(text: string, values: Record<string, string>, source?: string): string {
  const edits = Object.entries(values).map(([key, value]) => ({ key: path(key), value }));
  const sourceOrder = source === undefined ? [] : fluent.read(source).units.map(({ key }) => key);
  return fluent.write(text, edits, { sourceOrder, ...(source === undefined ? {} : { sourceText: source }) });
}

const values = (text: string): Record<string, string> =>
  Object.fromEntries(fluent.read(text).units.map(({ key, value }) => [key.join("/"), value]));

describe("Fluent: reading", () => {
  it("yields messages, terms, attributes, and a unit for every variant", () => {
    const text = lines(
      "-brand = Shop",
      "    .gender = neuter",
      "a = { -brand } of { $user }",
      "    .title = Title",
      "b = { $n ->",
      "    [one] One",
      "   *[other] { $n }",
      "}",
      "c = You have { $n ->",
      "   *[other] { $n }",
      "} left",
    );
    assert.deepEqual(values(text), {
      "-brand": "Shop",
      "-brand.gender": "neuter",
      a: "{ -brand } of { $user }",
      "a.title": "Title",
      "b/one": "One",
      "b/other": "{ $n }",
      "c/0": "You have ",
      "c/1/other": "{ $n }",
      "c/2": " left",
    });
    assert.deepEqual(
      fluent.read(text).units.flatMap(({ key, state }) => (state === "ignored" ? [key] : [])),
      [["-brand.gender"]],
    );
  });

  it("takes indentation away, keeps what is deeper, and knows the empty text", () => {
    assert.deepEqual(values('a =\n    one\n      two\n\n    three\nb = {""}\n'), { a: "one\n  two\n\nthree", b: "" });
    assert.equal(fluent.read('a = {""}\n').units[0]?.state, "untranslated");
  });

  it("takes the comments of the file, the group and the message for translators", () => {
    const text = lines(
      "### File",
      "",
      "## Group",
      "",
      "# Alone",
      "",
      "# About a",
      "# in two lines",
      "a = A",
      "b = B",
      "##",
      "c = C",
    );
    assert.deepEqual(
      fluent.read(text).units.map(({ comment }) => comment),
      ["File\nGroup\nAbout a\nin two lines", "File\nGroup", "File"],
    );
  });

  it("counts the first of equal messages, as Fluent's runtimes do", () => {
    const { units, problems } = fluent.read("a = one\na = two\n");
    assert.deepEqual([units.map(({ value }) => value), problems.length], [["one"], 1]);
  });
});

describe("Fluent: writing", () => {
  it("touches the value alone, and keeps its indentation", () => {
    assert.equal(write("a   =  old  \n# b\nb = c\n", { a: "new" }), "a   =  new  \n# b\nb = c\n");
    assert.equal(write("a =\n  one\n  two\n", { a: "x\ny\nz" }), "a =\n  x\n  y\n  z\n");
    assert.equal(write("a = old\n", { a: "x\n\ny" }), "a = x\n\n    y\n");
  });

  it("protects what would be syntax", () => {
    const odd = [" x ", "[x", "x\n[y", "x\n  y\n", "\nx", "x\n.y", "x\n*y", ""];
    for (const value of odd) assert.deepEqual(values(write("a = old\n", { a: value })), { a: value });
    assert.equal(write("a = old\n", { a: "x\n[y" }), 'a = x\n    {""}[y\n');
    for (const value of ["{", "}", "{ $x", "{ $n -> *[x] y }", "a\rb", "\ud83d", '{""}'])
      assert.throws(() => write("a = old\n", { a: value }), { code: "option-invalid" }, value);
  });

  it("inserts variants in the order of the source, in the file's indentation", () => {
    const source = lines("a = { $n ->", "    [one] One", "   *[other] Many", "}");
    const target = lines("a = { $n ->", "        [one] Один", "       *[other] Много", "    }");
    const wanted = expandPlurals(fluent.read(source).units, "ru");
    const edits = wanted.filter(({ key }) => /few|many/.test(String(key[1]))).map(({ key }) => ({ key, value: "x" }));
    const after = fluent.write(target, edits, { sourceOrder: wanted.map(({ key }) => key), sourceText: source });
    assert.equal(
      after,
      lines(
        "a = { $n ->",
        "        [one] Один",
        "        [few] x",
        "        [many] x",
        "       *[other] Много",
        "    }",
      ),
    );
  });

  it("takes select expressions of new messages from the source", () => {
    const source = lines(
      "a = A",
      "",
      "b = { NUMBER($n) ->",
      "    [one] One",
      "   *[other] Many",
      "}",
      "    .title = You have { $n ->",
      "       *[other] { $n }",
      "    } left",
      "",
      "c = C",
    );
    const all = {
      "b/one": "Ein",
      "b/other": "Viele",
      "b.title/0": "Noch ",
      "b.title/1/other": "{ $n }",
      "b.title/2": "",
    };
    assert.equal(
      write(lines("a = Ä", "", "c = Z"), all, source),
      lines(
        "a = Ä",
        "",
        "b = { NUMBER($n) ->",
        "    [one] Ein",
        "   *[other] Viele",
        "}",
        "    .title = Noch { $n ->",
        "       *[other] { $n }",
        '    }{""}',
        "",
        "c = Z",
      ),
    );
    assert.throws(() => write("a = Ä\n", { "b/one": "Ein" }), { code: "option-invalid" });
  });

  it("inserts attributes and values into messages that lack them", () => {
    assert.equal(write("a =\n  .x = X\n", { a: "A", "a.y": "Y" }), "a = A\n  .x = X\n  .y = Y\n");
    assert.equal(write("# head\n", { a: "A" }), "# head\n\na = A\n");
  });
});

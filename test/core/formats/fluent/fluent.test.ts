import assert from "node:assert/strict";
import { fluent } from "#core/formats/fluent/fluent.js";
import type { KeyPath } from "#core/formats/format.js";

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

describe("Fluent: writing", () => {
  it("protects what would be syntax", () => {
    const odd = [" x ", "[x", "x\n[y", "x\n  y\n", "\nx", "x\n.y", "x\n*y", ""];
    for (const value of odd) assert.deepEqual(values(write("a = old\n", { a: value })), { a: value });
    assert.equal(write("a = old\n", { a: "x\n[y" }), 'a = x\n    {""}[y\n');
    for (const value of ["{", "}", "{ $x", "{ $n -> *[x] y }", "a\rb", "\ud83d", '{""}'])
      assert.throws(() => write("a = old\n", { a: value }), { code: "option-invalid" }, value);
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
});

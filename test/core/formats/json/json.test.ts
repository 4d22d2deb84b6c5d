import assert from "node:assert/strict";
import { RouteLmtError } from "#core/errors.js";
import type { KeyPath } from "#core/formats/format.js";
import { json } from "#core/formats/json/json.js";
import { oddities } from "../../../support/sentences.js";

/** Writes values by dotted key; digits are array indexes. `source` is the source file. */
function write(text: string, values: Record<string, string>, source?: string): string {
  const edits = Object.entries(values).map(([key, value]) => ({ key: path(key), value }));
  const sourceOrder =
    source === undefined ? edits.map(({ key }) => key) : json.read(source).units.map(({ key }) => key);
  return json.write(text, edits, { sourceOrder });
}

const path = (key: string): KeyPath => key.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));

const values = (text: string): Record<string, string> =>
  Object.fromEntries(json.read(text).units.map(({ key, value }) => [key.join("."), value]));

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

describe("JSON: reading", () => {
  it("yields the strings with their paths, in the order of the file, and nothing else", () => {
    const text = '{"b": "B", "a": {"x": ["one", 2, {"y": "two"}]}, "n": null, "t": true}';
    assert.deepEqual(values(text), { b: "B", "a.x.0": "one", "a.x.2.y": "two" });
  });

  it("reads empty values as untranslated", () => {
    assert.deepEqual(
      json.read('{"a": "", "b": "x"}').units.map(({ state }) => state),
      ["untranslated", "translated"],
    );
  });

  it("counts the last of equal names, as JSON.parse does, and reports the others", () => {
    const text = '{"a": "1", "g": {"x": "lost"}, "a": "2", "g": {"y": "kept"}}';
    const { units, problems } = json.read(text);
    assert.deepEqual(
      units.map(({ value }) => value),
      ["2", "kept"],
    );
    assert.deepEqual(JSON.parse(text), { a: "2", g: { y: "kept" } });
    assert.deepEqual(oddities({ problems }), [
      "Duplicate key a: the last value is used",
      "Duplicate key g: the last value is used",
    ]);
  });

  it("takes notes for translators out of Chrome's messages.json", () => {
    const text = `{
      "hello": {
        "message": "Hello, $USER$",
        "description": "Greets the user",
        "placeholders": {"user": {"content": "$1", "example": "Cira"}}
      }
    }`;
    const units = json.read(text).units.map(({ key, state, comment }) => [key.at(-1), state, comment]);
    assert.deepEqual(units, [
      ["message", "translated", "Greets the user"],
      ["description", "ignored", undefined],
      ["content", "translated", undefined],
      ["example", "ignored", undefined],
    ]);
  });

  it("takes notes for translators out of VS Code's package.nls.json", () => {
    const text = '{"name": "Sample", "start": {"message": "Start", "comment": ["Verb", "Short"]}}';
    const units = json.read(text).units.map(({ value, state, comment }) => [value, state, comment]);
    assert.deepEqual(units, [
      ["Sample", "translated", undefined],
      ["Start", "translated", "Verb\nShort"],
      ["Verb", "ignored", undefined],
      ["Short", "ignored", undefined],
    ]);
  });

  it("does not take a nested group with a key `message` for such a file", () => {
    const text = '{"error": {"message": "Failed", "description": "It did not work"}, "title": "Shop"}';
    assert.ok(json.read(text).units.every(({ state, comment }) => state === "translated" && comment === undefined));
  });
});

describe("JSON: exchanging values", () => {
  it("touches the value alone", () => {
    const text = lines("{", "  // greeting", '  "a" : "Hello" , /* x */ "b":"World",', "}");
    assert.equal(write(text, { a: "Hallo" }), text.replace('"Hello"', '"Hallo"'));
  });

  it("escapes non-ASCII characters if the file does", () => {
    assert.equal(
      write('{"a": "gr\\u00fcn", "b": ""}', { b: "Größe 😀" }),
      '{"a": "gr\\u00fcn", "b": "Gr\\u00f6\\u00dfe \\ud83d\\ude00"}',
    );
  });

  it("keeps the case of hexadecimal digits", () => {
    assert.equal(write('{"a": "\\u00FC", "b": ""}', { b: "é" }), '{"a": "\\u00FC", "b": "\\u00E9"}');
  });

  it("escapes nothing more in a file with letters both raw and escaped", () => {
    assert.equal(write('{"a": "\\u00fc ö", "b": ""}', { b: "é" }), '{"a": "\\u00fc ö", "b": "é"}');
  });

  it("keeps escaped slashes of PHP and HTML characters of Go", () => {
    assert.equal(write('{"a": "x\\/y", "b": ""}', { b: "</b>" }), '{"a": "x\\/y", "b": "<\\/b>"}');
    assert.equal(write('{"a": "<\\/b> w", "b": ""}', { b: "1/2</b>" }), '{"a": "<\\/b> w", "b": "1/2<\\/b>"}');
    assert.equal(
      write('{"a": "\\u003cb\\u003e \\u0026", "b": ""}', { b: "ä & <i>" }),
      '{"a": "\\u003cb\\u003e \\u0026", "b": "ä \\u0026 \\u003ci\\u003e"}',
    );
  });

  it("exchanges the duplicate that counts", () => {
    assert.equal(write('{"a": "1", "a": "2"}', { a: "3" }), '{"a": "1", "a": "3"}');
  });

  it("fills in null, which marks a missing translation", () => {
    assert.equal(write('{"a": null, "b": [null]}', { a: "A", "b.0": "B" }), '{"a": "A", "b": ["B"]}');
    assert.equal(
      write('{\n  "a": null\n}', { "a.b": "B", "a.c": "C" }),
      '{\n  "a": {\n    "b": "B",\n    "c": "C"\n  }\n}',
    );
  });

  it("refuses to overwrite what is no string", () => {
    for (const value of ["5", "true", "{}", '{"x": "y"}', "[]"]) {
      assert.throws(() => write(`{"a": ${value}}`, { a: "A" }), {
        code: "option-invalid",
        message: "The key a of the target file is not a string",
      });
    }
  });
});

describe("JSON: inserting keys", () => {
  const source = '{"a": "", "b": "", "c": "", "d": ""}';

  it("puts a key after the one that precedes it in the source file", () => {
    const target = lines("{", '  "a": "A",', '  "d": "D"', "}");
    assert.equal(write(target, { b: "B" }, source), lines("{", '  "a": "A",', '  "b": "B",', '  "d": "D"', "}"));
    assert.equal(
      write(target, { c: "C", b: "B" }, source),
      lines("{", '  "a": "A",', '  "b": "B",', '  "c": "C",', '  "d": "D"', "}"),
    );
  });

  it("puts the source's first key first, and its last one last", () => {
    const target = lines("{", '  "b": "B"', "}");
    assert.equal(
      write(target, { a: "A", d: "D" }, source),
      lines("{", '  "a": "A",', '  "b": "B",', '  "d": "D"', "}"),
    );
  });

  it("follows the source's neighbour wherever the target has it", () => {
    const target = lines("{", '  "c": "C",', '  "own": "!",', '  "a": "A"', "}");
    assert.equal(
      write(target, { b: "B", d: "D" }, source),
      lines("{", '  "c": "C",', '  "d": "D",', '  "own": "!",', '  "a": "A",', '  "b": "B"', "}"),
    );
  });

  it("puts keys that the source lacks at the end", () => {
    assert.equal(write('{ "a": "A" }', { x: "X", y: "Y" }, source), '{ "a": "A", "x": "X", "y": "Y" }');
  });

  it("keeps indentation, colon and line end of the target", () => {
    assert.equal(write('{\r\n\t"a" : "A"\r\n}', { b: "B" }), '{\r\n\t"a" : "A",\r\n\t"b" : "B"\r\n}');
    assert.equal(write('{\r  "a":"A"\r}\r', { b: "B" }), '{\r  "a":"A",\r  "b":"B"\r}\r');
    assert.equal(write('{\n"a":"A"\n}', { b: "B" }), '{\n"a":"A",\n"b":"B"\n}');
  });

  it("keeps a file on one line on one line, with its spacing", () => {
    assert.equal(
      write('{"a":"A","d":"D"}', { b: "B", "e.f": "F" }, `{"a":"","b":"","d":"","e":{"f":""}}`),
      '{"a":"A","b":"B","d":"D","e":{"f":"F"}}',
    );
    assert.equal(write('{ "a": "A" }', { b: "B", "e.f": "F" }), '{ "a": "A", "b": "B", "e": { "f": "F" } }');
    assert.equal(write('{ "b": "B" }', { a: "A" }, source), '{ "a": "A", "b": "B" }');
  });

  it("makes the objects that a nested key needs, in the source's order", () => {
    const nested = '{"x": {"deep": {"one": "", "two": ""}, "flat": ""}}';
    const expected = lines(
      "{",
      '    "a": "A",',
      '    "x": {',
      '        "deep": {',
      '            "one": "1",',
      '            "two": "2"',
      "        },",
      '        "flat": "F"',
      "    }",
      "}",
    );
    assert.equal(
      write(lines("{", '    "a": "A"', "}"), { "x.flat": "F", "x.deep.two": "2", "x.deep.one": "1" }, nested),
      expected,
    );
  });

  it("fills an empty object, whatever is in it", () => {
    const filled = lines("{", '  "a": "A",', '  "b": "B"', "}");
    for (const empty of ["{}\n", "{ }\n", "{\n}\n", "{\n\n}\n"]) assert.equal(write(empty, { a: "A", b: "B" }), filled);
    assert.equal(write("{\n\t\n}\n", { a: "A" }), '{\n\t"a": "A"\n}\n');
    assert.equal(write("{\n  // soon\n}\n", { a: "A" }), '{\n  // soon\n  "a": "A"\n}\n');
    assert.equal(write("{ /* soon */ }\n", { a: "A" }), '{ /* soon */\n  "a": "A"\n}\n');
    assert.equal(write('{"o":{}}', { "o.a": "A" }), '{"o":{"a":"A"}}');
    assert.equal(write('{\n  "o": {}\n}', { "o.a": "A" }), '{\n  "o": {\n    "a": "A"\n  }\n}');
  });

  it("leaves comments with what they are about", () => {
    const target = lines(
      "{",
      "  // about a",
      '  "a": "A", // end of a',
      "  // about d",
      '  "d": "D" /* end of d */ // really',
      "}",
    );
    assert.equal(
      write(target, { b: "B", e: "E" }, '{"a": "", "b": "", "d": "", "e": ""}'),
      lines(
        "{",
        "  // about a",
        '  "a": "A", // end of a',
        '  "b": "B",',
        "  // about d",
        '  "d": "D", /* end of d */ // really',
        '  "e": "E"',
        "}",
      ),
    );
    assert.equal(
      write(lines("{ // head", "  // about b", '  "b": "B"', "}"), { a: "A" }, source),
      lines("{ // head", '  "a": "A",', "  // about b", '  "b": "B"', "}"),
    );
    assert.equal(write('{ "a": "A" // end\n}', { b: "B" }), '{ "a": "A", "b": "B" // end\n}');
  });

  it("keeps a trailing comma, and adds none where there was none", () => {
    assert.equal(write(lines("{", '  "a": "A",', "}"), { b: "B" }), lines("{", '  "a": "A",', '  "b": "B",', "}"));
    assert.equal(write('{"a":"A" /* , */ , }', { b: "B" }), '{"a":"A" /* , */ ,"b":"B", }');
  });

  it("appends array elements, with null for those that are not translated", () => {
    assert.equal(write('{"a": ["x"]}', { "a.1": "y" }), '{"a": ["x", "y"]}');
    assert.equal(write('{"a": []}', { "a.2": "z", "a.0": "x" }), '{"a": ["x", null, "z"]}');
    assert.equal(write('{"a": ["x", null]}', { "a.1": "y" }), '{"a": ["x", "y"]}');
    assert.equal(write('{\n  "q": []\n}', { "q.0.t": "T" }), '{\n  "q": [\n    {\n      "t": "T"\n    }\n  ]\n}');
    assert.equal(write("{}\n", { "a.1": "y" }), lines("{", '  "a": [', "    null,", '    "y"', "  ]", "}"));
  });

  it("spells new keys as the file spells text", () => {
    assert.equal(write('{"gr\\u00fcn": "A"}', { größe: "B" }), '{"gr\\u00fcn": "A", "gr\\u00f6\\u00dfe": "B"}');
  });

  it("refuses keys whose parent is of another kind", () => {
    const impossible: [string, string][] = [
      ['{"a": "text"}', "a.b"],
      ['{"a": 5}', "a.b"],
      ['{"a": ["x"]}', "a.b"],
      ['{"a": {"x": "y"}}', "a.0"],
      ["[]", "a"],
      ['{"a": []}', "a.1000000000"],
    ];
    for (const [target, key] of impossible) {
      assert.throws(
        () => write(target, { [key]: "x" }),
        (error) => error instanceof RouteLmtError && error.code === "option-invalid",
        target,
      );
    }
    assert.throws(() => write("{}", { a: "x", "a.b": "y" }), RouteLmtError);
    assert.throws(() => write("{}", { "a.b": "x", "a.0": "y" }), RouteLmtError);
  });
});

describe("JSON: new files", () => {
  it("take the indentation and line end of the source", () => {
    const source = '{\r\n\t"a": "A",\r\n\t"b": {\r\n\t\t"c": "C"\r\n\t}\r\n}\r\n';
    assert.equal(
      write(json.create(source, "de"), { "b.c": "Z", a: "Ä" }, source),
      source.replace('"A"', '"Ä"').replace('"C"', '"Z"'),
    );
  });

  it("are of the source's kind", () => {
    assert.equal(JSON.stringify(JSON.parse(json.create('["x"]', "de"))), "[]");
    assert.equal(json.write(json.create('"x"', "de"), [{ key: [], value: "y" }]), '"y"\n');
  });
});

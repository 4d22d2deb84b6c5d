import assert from "node:assert/strict";
import { RouteLmtError } from "#core/errors.js";
import type { WriteOptions } from "#core/formats/format.js";
import { decodeFile } from "#core/formats/registry.js";
import { strings } from "#core/formats/strings/strings.js";
import { oddities } from "../../../support/sentences.js";

const write = (text: string, values: Record<string, string>, options: WriteOptions & { order?: string } = {}): string =>
  strings.write(
    text,
    Object.entries(values).map(([key, value]) => ({ key: [key], value })),
    { ...options, sourceOrder: (options.order ?? Object.keys(values).join(" ")).split(" ").map((key) => [key]) },
  );

const values = (text: string): Record<string, string> =>
  Object.fromEntries(strings.read(text).units.map(({ key, value }) => [key.join(), value]));

describe("Apple .strings: reading", () => {
  it("decodes escapes as Foundation does", () => {
    assert.deepEqual(values(String.raw`"a" = "\U00e4\u20AC\101\341\n\"\q";`), { a: 'ä€AÆ\n"q' });
  });

  it("takes keys and values without quotes, and a key alone for its own value", () => {
    assert.deepEqual(values('CFBundleName = Notes;\n"Cancel";\n'), { CFBundleName: "Notes", Cancel: "Cancel" });
  });

  it("takes comments directly above and on the same line, but for what genstrings writes without one", () => {
    const text = [
      "/* File */",
      "",
      "// One",
      "/* two",
      "   lines */",
      '"a" = "1"; // after',
      "/* No comment provided by engineer. */",
      '"b" = "2";',
    ];
    const comments = strings.read(text.join("\n")).units.map(({ comment }) => comment);
    assert.deepEqual(comments, ["One\ntwo\nlines\nafter", undefined]);
  });

  it("counts the last of equal keys and reports the others", () => {
    const { units, problems } = strings.read('"a" = "1"; a = 2;');
    assert.deepEqual(
      [units.map(({ value }) => value), oddities({ problems })],
      [["2"], ["Duplicate key a: the last value is used"]],
    );
  });

  it("reads UTF-16 with a byte order mark", () => {
    const bytes = Uint8Array.from(
      [...'\ufeff"a"="b";'].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]),
    );
    const { text, encoding } = decodeFile("de.lproj/Localizable.strings", bytes);
    assert.deepEqual([values(text), encoding], [{ a: "b" }, "utf-16le"]);
  });
});

describe("Apple .strings: writing", () => {
  it("keeps the quotes that a value has, and gives quotes to one without", () => {
    assert.equal(write("a = 'x'; b = y;", { a: `'"`, b: "z z" }), `a = '\\'"'; b = "z z";`);
  });

  it("gives a key alone a value", () => {
    assert.equal(write('"Cancel" ;\n', { Cancel: "Abbrechen" }), '"Cancel" = "Abbrechen" ;\n');
  });

  it("escapes characters that the encoding of the file lacks", () => {
    assert.equal(write('"a" = "";', { a: "ü€" }, { encoding: "iso-8859-1" }), '"a" = "ü\\U20ac";');
  });

  it("inserts in the order of the source, after the comments of the line before", () => {
    const order = "a b c d";
    assert.equal(
      write('/* B */\n"b"="2"; // two\n"d"="4";', { a: "1", c: "3" }, { order }),
      '"a"="1";\n/* B */\n"b"="2"; // two\n"c"="3";\n"d"="4";',
    );
  });

  it("inserts in the layout of the file: indentation, blank lines, keys without quotes, line ends", () => {
    assert.equal(
      write('  a = "1";\r\n\r\n  c = "3";\r\n', { b: "2", "x y": "4" }, { order: "a b c" }),
      '  a = "1";\r\n\r\n  b = "2";\r\n\r\n  c = "3";\r\n\r\n  "x y" = "4";\r\n',
    );
    assert.equal(write('  b = "2";\n', { a: "1" }, { order: "a b" }), '  a = "1";\n  b = "2";\n');
  });

  it("inserts after what a file without entries holds", () => {
    assert.equal(write("/* File */\n", { a: "1", b: "2" }), '/* File */\n"a" = "1";\n"b" = "2";\n');
    assert.equal(write("// File", { a: "1" }), '// File\n"a" = "1";');
  });

  it("gives a new file the layout of the source", () => {
    const sourceText = '/* A */\r\na="1";\r\n\r\n/* B */\r\nb="2";\r\n';
    assert.equal(
      write(strings.create(sourceText, "de"), { a: "x", b: "y" }, { sourceText }),
      'a="x";\r\n\r\nb="y";\r\n',
    );
  });

  it("refuses a key that is a path", () => {
    assert.throws(() => strings.write('"a" = "1";', [{ key: ["a", "b"], value: "x" }]), RouteLmtError);
  });
});

import assert from "node:assert/strict";
import { MalformedFileError, RouteLmtError } from "../../../src/core/errors.js";
import type { Document, Format } from "../../../src/core/formats/format.js";
import { json } from "../../../src/core/formats/json.js";
import { po } from "../../../src/core/formats/po.js";
import { FIXTURES } from "./fixtures.js";

const MEGABYTE = 1_000_000;

/** Fills about a megabyte with repetitions. */
const fill = (text: string, size = MEGABYTE): string => text.repeat(Math.ceil(size / text.length));

/** Reads, or ends in the typed error and no other. */
function readOrRefuse(format: Format, text: string): Document | undefined {
  try {
    return format.read(text);
  } catch (error) {
    assert.ok(error instanceof MalformedFileError, `${format.name}: ${error}`);
    assert.ok(error.line >= 1 && error.column >= 1);
    return undefined;
  }
}

/** Reads and writes all values; what is not read is refused with the typed error. */
function readAndWrite(format: Format, text: string): void {
  const document = readOrRefuse(format, text);
  if (!document) return;
  const edits = document.units.slice(0, 1000).map(({ key }) => ({ key, value: "x" }));
  const after = format.write(text, edits);
  assert.equal(format.read(after).units.length, document.units.length);
}

const deepJson = (depth: number): string => `${'{"a":'.repeat(depth)}"x"${"}".repeat(depth)}`;

const HOSTILE: readonly { readonly format: Format; readonly name: string; text(): string }[] = [
  { format: json, name: "objects 10,000 deep", text: () => deepJson(10_000) },
  { format: json, name: "arrays 500,000 deep", text: () => "[".repeat(500_000) + "]".repeat(500_000) },
  { format: json, name: "objects that never close", text: () => fill('{"a":') },
  {
    format: json,
    name: "a value on every of 30,000 levels",
    text: () => `${'{"v":"","a":'.repeat(30_000)}""${"}".repeat(30_000)}`,
  },
  { format: json, name: "a line of a megabyte", text: () => `{"a":"${fill("word ")}"}` },
  { format: json, name: "a name of a megabyte", text: () => `{"${fill("name ")}":"x"}` },
  { format: json, name: "a comment of a megabyte", text: () => `{ /*${fill("* / ")}*/ "a": "x" } //${fill("/")}` },
  { format: json, name: "a megabyte of blanks", text: () => `${fill(" ")}{${fill("\t")}"a"${fill(" ")}:"x"}` },
  { format: json, name: "a megabyte of blank lines", text: () => `{${fill("\r")}"a":"x"}` },
  { format: json, name: "a megabyte of escapes", text: () => `{"a":"${fill("\\u0041\\\\\\/")}"}` },
  { format: json, name: "an unclosed string of a megabyte", text: () => `{"a":"${fill('\\"')}` },
  { format: json, name: "200,000 equal names", text: () => `{${fill('"a":"x",', 1_600_000)}"a":"y"}` },
  {
    format: json,
    name: "names of the prototype",
    text: () => '{"__proto__":{"constructor":"x"},"toString":"y","hasOwnProperty":"z"}',
  },
  { format: json, name: "a digit of a megabyte", text: () => `[${fill("1")}]` },
  { format: json, name: "a word of a megabyte", text: () => fill("truefalse") },
  { format: po, name: "a line of a megabyte", text: () => `msgid "a"\nmsgstr "${fill("word ")}"\n` },
  { format: po, name: "a word of a megabyte", text: () => `msgid "a"\nmsgstr "${fill("w")}"\n` },
  { format: po, name: "a megabyte of escapes", text: () => `msgid "a"\nmsgstr "${fill('\\\\\\"\\303\\244\\x41')}"\n` },
  { format: po, name: "an unclosed string of a megabyte", text: () => `msgid "${fill('\\"')}` },
  { format: po, name: "a string of 300,000 pieces", text: () => `msgid "a"\nmsgstr ${fill('""\n')}` },
  {
    format: po,
    name: "a comment of a megabyte",
    text: () => `#, ${fill(", fuzz")}\n#. ${fill(" ")}x\nmsgid "a"\nmsgstr "b"\n`,
  },
  {
    format: po,
    name: "a megabyte of comments",
    text: () => `${fill("#. x\n#| y\n")}#, fuzzy\nmsgid "a"\nmsgstr "b"\n`,
  },
  { format: po, name: "a megabyte of blanks", text: () => `msgid${fill(" ")}"a"${fill("\n")}msgstr${fill("\t")}"b"` },
  { format: po, name: "a megabyte of obsolete lines", text: () => fill('#~ msgid "a"\n') },
  {
    format: po,
    name: "50,000 plural forms",
    text: () =>
      `msgid "a"\nmsgid_plural "b"\n${Array.from({ length: 50_000 }, (_, n) => `msgstr[${n}] "x"`).join("\n")}`,
  },
  { format: po, name: "keywords without strings", text: () => fill("msgid ") },
  {
    format: po,
    name: "a plural rule of a megabyte",
    text: () =>
      `msgid ""\nmsgstr "Plural-Forms: nplurals=6; plural=${fill("(")}n;\\n"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n`,
  },
];

describe("Hostile files", () => {
  for (const { format, name, text } of HOSTILE) {
    it(`${format.name}: ${name} are read or refused at once`, () => {
      readAndWrite(format, text());
    }).timeout(10_000);
  }

  for (const { format, valid } of FIXTURES) {
    it(`${format.name}: a file cut off at any byte is read or refused`, () => {
      for (const { text } of valid) {
        const bytes = new TextEncoder().encode(text).slice(0, 1500);
        for (let length = 0; length < bytes.length; length++) {
          readAndWrite(format, new TextDecoder().decode(bytes.subarray(0, length)));
        }
      }
    }).timeout(20_000);

    it(`${format.name}: NUL and lone surrogates anywhere are read or refused`, () => {
      for (const { text } of valid) {
        for (const char of ["\0", "\ud83d", "\ude00", "\u2028", "\ufeff"]) {
          for (let at = 0; at < Math.min(text.length, 400); at++)
            readAndWrite(format, text.slice(0, at) + char + text.slice(at));
        }
      }
    }).timeout(20_000);

    it(`${format.name}: values with NUL, lone surrogates and line separators come back as they were`, () => {
      const value = "a\0b\ud83dc\ude00d\u2028e\u2029f\u0085g\ufeffh\u007fi\u001bj\u202ek";
      const text = format === json ? '{"a": ""}' : 'msgid "a"\nmsgstr ""\n';
      assert.equal(format.read(format.write(text, [{ key: ["a"], value }])).units[0]?.value, value);
    });
  }
});

/** bench/formats.ts shows the slope; here quadratic work would run into mocha's time limit. */
describe("Large inputs", () => {
  const keys = (count: number): string[][] => Array.from({ length: count }, (_, n) => [`group${n % 500}`, `key${n}`]);

  it("inserts 50,000 keys into an empty file", () => {
    const sourceOrder = keys(50_000);
    const edits = sourceOrder.map((key) => ({ key, value: "text" }));
    assert.equal(json.read(json.write("{}\n", edits, { sourceOrder })).units.length, 50_000);
  }).timeout(30_000);

  it("inserts 50,000 keys between 50,000 others, in a file of many lines or of one", () => {
    for (const indent of [2, 0]) {
      const sourceOrder = keys(100_000);
      const odd = sourceOrder.filter((_, n) => n % 2 === 1);
      const even = sourceOrder.filter((_, n) => n % 2 === 0);
      const text = json.write(
        indent ? "{}" : '{"x":""}',
        even.map((key) => ({ key, value: "text" })),
        { sourceOrder },
      );
      const edits = odd.map((key) => ({ key, value: "text" }));
      const after = json.write(text, edits, { sourceOrder });
      assert.equal(json.read(after).units.length, 100_000 + (indent ? 0 : 1));
    }
  }).timeout(60_000);

  it("inserts one key into each of 50,000 objects on one line behind a long indentation", () => {
    const text = `${" ".repeat(250_000)}[${Array.from({ length: 50_000 }, () => '{"a":""}').join(",")}]`;
    const edits = Array.from({ length: 50_000 }, (_, n) => ({ key: [n, "b"], value: "x" }));
    const after = json.write(text, edits, { sourceOrder: edits.map(({ key }) => key) });
    assert.equal(json.read(after).units.length, 100_000);
  }).timeout(30_000);

  it("inserts a key 10,000 levels deep, and reads it back", () => {
    const key = Array.from({ length: 10_000 }, () => "d");
    const text = json.write("{}", [{ key, value: "x" }], { sourceOrder: [key] });
    assert.deepEqual(
      json.read(text).units.map((unit) => unit.key),
      [key],
    );
    assert.ok(text.length < 200_000);
    const sibling = json.write(text, [{ key: [...key.slice(0, -1), "e"], value: "y" }]);
    assert.equal(json.read(sibling).units.length, 2);
  });

  it("refuses a file whose key paths would fill the memory", () => {
    const text = `${'{"v":"","a":'.repeat(30_000)}""${"}".repeat(30_000)}`;
    assert.throws(() => json.read(text), MalformedFileError);
  });

  it("fills 50,000 messages", () => {
    const numbers = Array.from({ length: 50_000 }, (_, n) => n);
    const text = numbers.map((n) => `#, fuzzy\nmsgid "text ${n}"\nmsgstr ""\n`).join("\n");
    const edits = numbers.map((n) => ({ key: [`text ${n}`], value: `Text ${n}` }));
    const { units } = po.read(po.write(text, edits));
    assert.ok(units.length === 50_000 && units.every(({ state }) => state === "translated"));
  }).timeout(30_000);

  it("refuses an array index beyond reason", () => {
    assert.throws(() => json.write("[]", [{ key: [1e9], value: "x" }]), RouteLmtError);
  });
});

import assert from "node:assert/strict";
import { MalformedFileError, RouteLmtError } from "#core/errors.js";
import { fluent } from "#core/formats/fluent/fluent.js";
import type { Document, Format } from "#core/formats/format.js";
import { json } from "#core/formats/json/json.js";
import { po } from "#core/formats/po/po.js";
import { resx } from "#core/formats/resx/resx.js";
import { IS_LONG } from "../../support/long.js";
import { FIXTURES } from "./fixtures.js";

/** Reads the text; no error but the typed one is allowed. */
function readOrRefuse(format: Format, text: string): Document | undefined {
  try {
    return format.read(text);
  } catch (error) {
    assert.ok(error instanceof MalformedFileError, `${format.name}: ${error}`);
    assert.ok(error.line >= 1 && error.column >= 1);
    return undefined;
  }
}

/** Reads and writes all values; an unreadable text must be refused with the typed error. */
function readAndWrite(format: Format, text: string): void {
  const document = readOrRefuse(format, text);
  if (!document) return;
  const edits = document.units.slice(0, 1000).map(({ key }) => ({ key, value: "x" }));
  const after = format.write(text, edits);
  // The unchanged parts read as before.
  if (after === text) return;
  assert.equal(format.read(after).units.length, document.units.length);
}

/** Characters that readers take one like another. */
const KINDS = [/[a-z]/i, /\d/, / /];
const kindOf = (code: number): number => KINDS.findIndex((kind) => kind.test(String.fromCharCode(code)));

/**
 * Where to break a text: everywhere but in the middle of a word, a number or an indentation, where a reader finds the
 * same as one character further on. `ROUTELMT_LONG=1`: everywhere.
 */
function breaksOf(codes: readonly number[]): number[] {
  const kinds = codes.map(kindOf);
  const isInside = (at: number): boolean =>
    kinds[at] !== -1 && [-2, -1, 1].every((away) => kinds[at + away] === kinds[at]);
  const all = [...codes.keys()];
  return IS_LONG ? all : all.filter((at) => !isInside(at));
}

describe("Hostile files", () => {
  for (const { format, valid, hostile, minimal } of FIXTURES) {
    for (const { name, text } of hostile) {
      it(`${format.name}: ${name} are read or refused at once`, () => {
        readAndWrite(format, text());
      });
    }

    it(`${format.name}: a file cut off at any place is read or refused`, () => {
      for (const { text } of valid) {
        const bytes = new TextEncoder().encode(text).slice(0, 1500);
        for (const length of breaksOf([...bytes]))
          readAndWrite(format, new TextDecoder().decode(bytes.subarray(0, length)));
      }
    });

    it(`${format.name}: NUL and lone surrogates anywhere are read or refused`, () => {
      // They are at different places in each of many files.
      const step = Math.min(5, valid.length);
      for (const [index, { text }] of valid.entries()) {
        const breaks = breaksOf(Array.from({ length: Math.min(text.length, 400) }, (_, at) => text.charCodeAt(at)));
        for (const char of ["\0", "\ud83d", "\ude00", "\u2028", "\ufeff"]) {
          for (const at of breaks.filter((_, nth) => nth % step === index % step))
            readAndWrite(format, text.slice(0, at) + char + text.slice(at));
        }
      }
    });

    it(`${format.name}: values with NUL, lone surrogates and line separators come back as they were, or are refused`, () => {
      const key = format.read(minimal).units[0]?.key ?? [];
      for (const char of [
        "\0",
        "\ud83d",
        "\ude00",
        "\u2028",
        "\u2029",
        "\u0085",
        "\ufeff",
        "\u007f",
        "\u001b",
        "\u202e",
        "\r",
      ]) {
        const value = `a${char}b`;
        let after: string;
        try {
          after = format.write(minimal, [{ key, value }]);
        } catch (error) {
          assert.ok(error instanceof RouteLmtError && error.code === "option-invalid", String(error));
          continue;
        }
        assert.equal(format.read(after).units[0]?.value, value);
      }
    });
  }
});

/** bench/formats.ts measures the slope; here, quadratic work would exceed mocha's time limit. */
describe("Large inputs", () => {
  const keys = (count: number): string[][] => Array.from({ length: count }, (_, n) => [`group${n % 500}`, `key${n}`]);

  it("inserts 50,000 keys into an empty file", () => {
    const sourceOrder = keys(50_000);
    const edits = sourceOrder.map((key) => ({ key, value: "text" }));
    assert.equal(json.read(json.write("{}\n", edits, { sourceOrder })).units.length, 50_000);
  });

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
  });

  it("inserts one key into each of 50,000 objects on one line after a long indentation", () => {
    const text = `${" ".repeat(250_000)}[${Array.from({ length: 50_000 }, () => '{"a":""}').join(",")}]`;
    const edits = Array.from({ length: 50_000 }, (_, n) => ({ key: [n, "b"], value: "x" }));
    const after = json.write(text, edits, { sourceOrder: edits.map(({ key }) => key) });
    assert.equal(json.read(after).units.length, 100_000);
  });

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
  });

  it("refuses an array index beyond reason", () => {
    assert.throws(() => json.write("[]", [{ key: [1e9], value: "x" }]), RouteLmtError);
  });
});

describe("A new file of a hundred thousand strings", () => {
  const count = 100_000;
  const many = (one: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => one(index)).join("");
  const sources: readonly (readonly [format: Format, text: string])[] = [
    [resx, `<root>${many((index) => `<data name="a${index}"><value>Save</value></data>`)}</root>`],
    [fluent, `a = { $n ->\n${many((index) => `   [k${index}] file\n`)}  *[other] files\n }\n`],
  ];
  for (const [format, source] of sources) {
    it(`${format.name}: is written at once`, () => {
      const edits = format.read(source).units.map(({ key }) => ({ key, value: "x" }));
      const after = format.write(format.create(source, "de", "en"), edits, { sourceText: source });
      assert.equal(format.read(after).units.length, edits.length);
    });
  }
});

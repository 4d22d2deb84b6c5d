import assert from "node:assert/strict";
import { MalformedFileError, RouteLmtError } from "#core/errors.js";
import type { Document, Format } from "#core/formats/format.js";
import { json } from "#core/formats/json/json.js";
import { po } from "#core/formats/po/po.js";
import { FIXTURES } from "./fixtures.js";

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
  // What is as it was reads as it did.
  if (after === text) return;
  assert.equal(format.read(after).units.length, document.units.length);
}

describe("Hostile files", () => {
  for (const { format, valid, hostile, minimal } of FIXTURES) {
    for (const { name, text } of hostile) {
      it(`${format.name}: ${name} are read or refused at once`, () => {
        readAndWrite(format, text());
      }).timeout(30_000);
    }

    it(`${format.name}: a file cut off at any byte is read or refused`, () => {
      for (const { text } of valid) {
        const bytes = new TextEncoder().encode(text).slice(0, 1500);
        for (let length = 0; length < bytes.length; length++) {
          readAndWrite(format, new TextDecoder().decode(bytes.subarray(0, length)));
        }
      }
    }).timeout(20_000);

    it(`${format.name}: NUL and lone surrogates anywhere are read or refused`, () => {
      // Each of many files has them at other places.
      const step = Math.min(5, valid.length);
      for (const [index, { text }] of valid.entries()) {
        for (const char of ["\0", "\ud83d", "\ude00", "\u2028", "\ufeff"]) {
          for (let at = index % step; at < Math.min(text.length, 400); at += step)
            readAndWrite(format, text.slice(0, at) + char + text.slice(at));
        }
      }
    }).timeout(20_000);

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

  it("inserts one key into each of 50,000 objects on one line after a long indentation", () => {
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

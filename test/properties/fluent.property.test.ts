import assert from "node:assert/strict";
import { type Entry, FluentParser, type Pattern, type PatternElement } from "@fluent/syntax";
import fc from "fast-check";
import { fluent } from "#core/formats/fluent/fluent.js";
import { type Edit, type KeyPath, keyId, type Unit } from "#core/formats/format.js";
import { fluentFile, fluentText } from "../fixtures/formats/fluent/files.js";
import { casesOf } from "../support/long.js";

const RUNS = casesOf(1500, 400);

/** A file's values as read by Mozilla's parser, by the id of their key; asserts that there is no junk. */
function valuesOf(file: string): Map<string, string> {
  // The parser does not treat a lone CR as a line end.
  const text = file.replace(/^\ufeff/, "").replaceAll(/\r\n?/g, "\n");
  const values = new Map<string, string>();
  const add = (key: KeyPath, { elements }: Pattern): void => {
    const [first] = elements;
    if (elements.length === 1 && first?.type === "Placeable" && first.expression.type === "SelectExpression") {
      for (const { key: name, value } of first.expression.variants)
        add([...key, name.type === "Identifier" ? name.name : name.value], value);
    } else values.set(keyId(key), elements.map((one) => textOf(text, one)).join(""));
  };
  const { body } = new FluentParser({ withSpans: true }).parse(text);
  for (const entry of body as Entry[]) {
    assert.notEqual(entry.type, "Junk", text);
    if (entry.type !== "Message" && entry.type !== "Term") continue;
    const name = (entry.type === "Term" ? "-" : "") + entry.id.name;
    if (entry.value) add([name], entry.value);
    for (const { id, value } of entry.attributes) add([`${name}.${id.name}`], value);
  }
  return values;
}

function textOf(text: string, element: PatternElement): string {
  if (element.type === "TextElement") return element.value;
  const raw = text.slice(element.span?.start, element.span?.end);
  return raw === '{""}' ? "" : raw;
}

const byKey = (units: readonly Unit[]): Map<string, string> =>
  new Map(units.map(({ key, value }) => [keyId(key), value]));

describe("Property: Fluent", () => {
  it("Mozilla's parser reads the same values after edits and insertions", () => {
    const picks = fc.array(fc.tuple(fc.nat(), fluentText), { maxLength: 8 });
    const additions = fc.array(fc.tuple(fc.constantFrom("new", "a.new", "-new", "newer.new", "-a.new"), fluentText));
    fc.assert(
      fc.property(fluentFile, picks, additions, ({ text }, picks, additions) => {
        const { units } = fluent.read(text);
        const edits: Edit[] = additions.map(([name, value]) => ({ key: [name], value }));
        for (const [pick, value] of picks) {
          const unit = units[pick % units.length];
          if (unit) edits.push({ key: unit.key, value });
        }
        const after = fluent.write(text, edits);
        const expected = byKey(units);
        for (const { key, value } of edits) expected.set(keyId(key), value);
        // A term must have a value.
        const found = byKey(fluent.read(after).units);
        for (const name of ["-new", "-a"]) if (found.get(keyId([name])) === "") expected.set(keyId([name]), "");
        assert.deepEqual(found, expected);
        assert.deepEqual(valuesOf(after), expected);
      }),
      RUNS,
    );
  });

  it("a target that lacks messages gets them as the source has them", () => {
    fc.assert(
      fc.property(fluentFile, fc.array(fc.nat(), { minLength: 1 }), ({ text }, lacks) => {
        const { units } = fluent.read(text);
        const sourceOrder = units.map(({ key }) => key);
        const write = (target: string, some: readonly Unit[]): string =>
          fluent.write(
            target,
            some.map(({ key, value }) => ({ key, value })),
            { sourceOrder, sourceText: text },
          );
        const nameOf = ({ key }: Unit): unknown => key[0];
        const missing = new Set(lacks.map((one) => units[one % units.length]).map((unit) => unit && nameOf(unit)));
        const has = units.filter((unit) => !missing.has(nameOf(unit)));
        const rest = units.filter((unit) => missing.has(nameOf(unit))).reverse();
        const filled = fluent.read(write(write("", has), rest)).units;
        const values = (some: readonly Unit[]): unknown => new Map(some.map(({ key, value }) => [keyId(key), value]));
        const whole = fluent.read(write("", units)).units;
        assert.deepEqual(values(whole), values(units));
        for (const unit of units)
          if (unit.value !== "") assert.ok(filled.some(({ key }) => keyId(key) === keyId(unit.key)));
      }),
      RUNS,
    );
  });
});

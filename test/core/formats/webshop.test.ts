import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { keyId } from "#core/formats/format.js";
import { json } from "#core/formats/json/json.js";
import { findProtectedItems } from "#core/messages/mask.js";
import { takeApart } from "#core/messages/message.js";
import { expandPlurals } from "#core/status/expand-plurals.js";

const read = (name: string): string =>
  readFileSync(new URL(`../../../examples/webshop/locales/${name}`, import.meta.url), "utf8");

describe("The example shop", () => {
  const source = json.read(read("en.json"));
  const human = json.read(read("de.json"));

  it("has human translations of keys that the source has, with the same placeholders", () => {
    const texts = new Map(source.units.map(({ key, value }) => [keyId(key), value]));
    const items = (text: string | undefined): string[] =>
      findProtectedItems(text ?? "")
        .map((item) => item.text)
        .sort();
    assert.equal(human.units.length, 15);
    for (const { key, value } of human.units)
      assert.deepEqual(items(value), items(texts.get(keyId(key))), key.join("."));
  });

  it("can be translated into any language, message by message", () => {
    assert.deepEqual(source.problems, []);
    for (const language of ["de", "fr", "es", "ru", "ja", "ar"]) {
      for (const { source: text } of [...expandPlurals(source.units, language)])
        assert.ok(takeApart(text, "icu", language).texts.length > 0, text);
    }
  });

  it("keeps every human translation when the rest is filled in, in the order of the source", () => {
    const keys = [...expandPlurals(source.units, "de")];
    const existing = new Set(human.units.map(({ key }) => keyId(key)));
    const edits = keys.filter(({ key }) => !existing.has(keyId(key))).map(({ key, source: value }) => ({ key, value }));
    const sourceOrder = keys.map(({ key }) => key);
    const after = json.read(json.write(read("de.json"), edits, { sourceOrder })).units;
    assert.deepEqual(
      after.map(({ key }) => key),
      sourceOrder,
    );
    const values = new Map(after.map(({ key, value }) => [keyId(key), value]));
    for (const { key, value } of human.units) assert.equal(values.get(keyId(key)), value);
  });
});

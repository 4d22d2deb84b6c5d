import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readModelFolder } from "#small-model/model-folder.js";
import { Tokenizer } from "#small-model/tokenizer.js";
import { readRecorded } from "../../models/training/segments.js";
import { BUNDLED } from "../support/bundled-model.js";

describe("Tokenizer", () => {
  let tokenizer: Tokenizer;
  before(async () => {
    tokenizer = new Tokenizer(await readModelFolder(BUNDLED));
  });

  it("gives the ids of Python's tokenizer on 10,000 corpus strings", () => {
    // Made by: python -m routelmt_training.tokenizer_ids (models/training/README.md)
    const expected = readFileSync("test/fixtures/small-model/tokenizer-ids.txt", "utf8").trim().split("\n");
    const texts = readRecorded(["models/data/large-translations"]).flatMap(({ source, reference, large = "" }) => [
      source,
      reference,
      large,
    ]);
    assert.ok(texts.length >= 10_000);
    assert.equal(texts.length, expected.length);
    const different = texts.filter((text, index) => {
      const ids = tokenizer.encode(text).join(" ");
      return createHash("sha256").update(ids).digest("hex").slice(0, 12) !== expected[index];
    });
    assert.deepEqual(different, []);
  });

  it("gives back any text", () => {
    for (const text of ["Größe: 5 €", "日本語 🚀", "a\tb\n  c", "l’élément « x »", "\u0000\u200b", ""]) {
      assert.equal(tokenizer.decode(tokenizer.encode(text)), text.normalize("NFC"));
    }
  });

  it("has a separate token for every protected item", () => {
    assert.equal(tokenizer.placeholders.length, 64);
    assert.deepEqual(tokenizer.encode("\ue000\ue001"), tokenizer.placeholders.slice(0, 2));
  });
});

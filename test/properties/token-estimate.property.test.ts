import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { encode as cl100k } from "gpt-tokenizer/encoding/cl100k_base";
import { encode as o200k } from "gpt-tokenizer/encoding/o200k_base";
import countries from "i18n-iso-countries";
import { estimateUsage } from "#core/routing/cost.js";
import { instructionsFor, stringsFor } from "#large-model/instructions.js";
import { casesOf } from "../support/long.js";

/** The texts of a request. */
const COUNT = 20;
const PROMPT = instructionsFor({ source: "en", target: "de" });
/** Tokens that the chat format adds around two messages and before the answer. */
const AROUND = 11;

const TOKENIZERS = { o200k, cl100k };

/** The real size of a request, without the answer's schema that a provider may add. */
function trueTokens(encode: typeof o200k, texts: readonly string[]): number {
  const count = (text: string): number => encode(text, { disallowedSpecial: new Set() }).length;
  return count(PROMPT) + count(stringsFor(itemsOf(texts))) + AROUND;
}

const itemsOf = (texts: readonly string[]) => texts.map((text, index) => ({ id: `${index}.0`, text }));
const estimate = (texts: readonly string[]): number => estimateUsage(itemsOf(texts), PROMPT).inputTokens;

const between = (first: number, last: number) =>
  fc.integer({ min: first, max: last }).map((code) => String.fromCodePoint(code));
const of = (letters: string) => fc.constantFrom(...letters);
const LOWER = "abcdefghijklmnopqrstuvwxyz";

/** Kinds of characters; each text consists of one kind. */
const KINDS = {
  digits: of("0123456789"),
  hexadecimal: of("0123456789abcdef"),
  base64: of(`${LOWER}${LOWER.toUpperCase()}0123456789+/`),
  base32: of(`${LOWER.toUpperCase()}234567`),
  symbols: of("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
  "symbols of Unicode": between(0x2190, 0x27bf),
  emoji: fc.oneof(between(0x1f300, 0x1f64f), fc.constantFrom("\u200d", "\ufe0f", "🏳️‍🌈", "👨‍👩‍👧")),
  "lower case": of(LOWER),
  "short words": of(`${LOWER} `),
  blanks: of(" \t\n\u00a0a"),
  controls: between(0, 0x1f),
  "Latin with accents": between(0xc0, 0x24f),
  Vietnamese: between(0x1e00, 0x1eff),
  "combining accents": between(0x300, 0x36f),
  Greek: between(0x386, 0x3ce),
  "ancient Greek": between(0x1f00, 0x1fbc),
  Cyrillic: between(0x400, 0x45f),
  "Cyrillic in capitals": between(0x410, 0x42f),
  "Cyrillic with blanks": fc.oneof(between(0x430, 0x44f), fc.constant(" ")),
  "Western capitals": between(0xc0, 0xde),
  "old Cyrillic": between(0x460, 0x52f),
  Hebrew: between(0x5d0, 0x5ea),
  Arabic: between(0x621, 0x64a),
  Hindi: between(0x905, 0x939),
  Thai: between(0xe01, 0xe2e),
  Amharic: between(0x1200, 0x1357),
  Khmer: between(0x1780, 0x17b3),
  Hangul: between(0xac00, 0xd7a3),
  kana: between(0x3041, 0x30fa),
  Han: between(0x4e00, 0x9fff),
  "rare Han": between(0x20000, 0x2a6df),
  cuneiform: between(0x12000, 0x12399),
  "private use": between(0xe000, 0xf8ff),
  "lone surrogates": between(0xdbe0, 0xdbff),
  "full width": between(0xff21, 0xff5a),
  "letters of formulas": between(0x1d400, 0x1d7ff),
};

const text = fc
  .constantFrom(...Object.values(KINDS))
  .chain((character) => fc.string({ unit: character, minLength: 1, maxLength: 60 }));

/** Sources of real programs, and their translations. */
const column = (path: string, name: string): string[] => {
  const [head = "", ...rows] = readFileSync(`models/data/${path}`, "utf8").trimEnd().split("\n");
  const at = head.split("\t").indexOf(name);
  return rows.map((row) => row.split("\t")[at] ?? "").filter((cell) => cell !== "");
};

describe("The estimate of a request", () => {
  const holds = (texts: readonly string[]): void => {
    for (const [name, encode] of Object.entries(TOKENIZERS)) {
      const tokens = trueTokens(encode, texts);
      assert.ok(estimate(texts) >= tokens, `${estimate(texts)} for ${tokens} of ${name}: ${JSON.stringify(texts)}`);
    }
  };

  it("is at least what tokenizers count, whatever the texts are", () => {
    fc.assert(fc.property(fc.array(text, { minLength: COUNT, maxLength: COUNT }), holds), casesOf(500, 150));
  });

  for (const [name, character] of Object.entries(KINDS))
    it(`is at least what tokenizers count of texts all of one kind: ${name}`, () => {
      const texts = fc.array(fc.string({ unit: character, minLength: 1, maxLength: 80 }), {
        minLength: COUNT,
        maxLength: COUNT,
      });
      fc.assert(fc.property(texts, holds), casesOf(30, 12));
    });

  // The instructions, which are estimated high, hide what is short.
  for (const name of ["Cyrillic in capitals", "Western capitals", "lone surrogates", "base64", "emoji"] as const)
    it(`is at least what tokenizers count of long texts: ${name}`, () => {
      const texts = fc.array(fc.string({ unit: KINDS[name], minLength: 80, maxLength: 120 }), {
        minLength: COUNT,
        maxLength: COUNT,
      });
      fc.assert(fc.property(texts, holds), { ...casesOf(10, 3), endOnFailure: true });
    });

  for (const language of ["de", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "ru", "zh-CN"])
    it(`is at least what tokenizers count of real texts: ${language}`, () => {
      const texts = column(`ten-languages/en-${language}.tsv`, "large");
      for (let start = 0; start + COUNT <= texts.length; start += COUNT) holds(texts.slice(start, start + COUNT));
    });

  it("is not much more than that for plain strings of user interfaces", () => {
    const texts = column("ten-languages/en-de.tsv", "source").filter((one) =>
      /^[A-Za-z][a-z]+( [a-z]+)*[.?!…]?$/.test(one),
    );
    assert.ok(texts.length >= 5 * COUNT, String(texts.length));
    let [estimated, counted] = [0, 0];
    for (let start = 0; start + COUNT <= texts.length; start += COUNT) {
      const some = texts.slice(start, start + COUNT);
      estimated += estimate(some);
      counted += trueTokens(o200k, some);
    }
    assert.ok(estimated <= 1.6 * counted, `${estimated / counted} times`);
  });

  it("has room for the answer in every language: names of countries", () => {
    const sources = countries.getNames("en");
    for (const target of countries.langs()) {
      const names = countries.getNames(target);
      const codes = Object.keys(sources).filter((code) => names[code] !== undefined);
      const answer = itemsOf(codes.map((code) => names[code] ?? ""));
      const tokens = o200k(JSON.stringify({ translations: answer })).length;
      const { outputTokens } = estimateUsage(itemsOf(codes.map((code) => sources[code] ?? "")), "", { target });
      assert.ok(codes.length > 200 && outputTokens >= tokens, `${target}: ${outputTokens} for ${tokens}`);
    }
  });
});

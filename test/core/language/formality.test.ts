import assert from "node:assert/strict";
import {
  chooseFormality,
  type FormalityChoice,
  formalityInWords,
  modeFor,
  readFormality,
} from "#core/language/formality.js";

const formal = { source: "Your file", target: "Wählen Sie Ihre Datei" };
const informal = { source: "Your file", target: "Wähle deine Datei" };
const neutral = { source: "File", target: "Datei" };
const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);
const auto = (...existing: (typeof formal)[]): FormalityChoice => chooseFormality("auto", "de", existing);

describe("The form of address of a project", () => {
  it("is the one that its translations use", () => {
    const choice = auto(...times(212, informal), ...times(9, formal), ...times(500, neutral));
    assert.deepEqual(choice, { mode: "auto", form: "informal", evidence: { formal: 9, informal: 212 } });
    assert.equal(auto(...times(5, formal)).form, "formal");
  });

  it("is none with too little evidence, or without a clear majority", () => {
    assert.equal(auto().form, undefined);
    assert.equal(auto(...times(4, formal), ...times(100, neutral)).form, undefined);
    assert.equal(auto(...times(79, formal), ...times(21, informal)).form, undefined);
    assert.equal(auto(...times(80, formal), ...times(20, informal)).form, "formal");
  });

  it("is what is set, or none where it is switched off, whatever the translations use", () => {
    assert.deepEqual(chooseFormality("formal", "de", times(100, informal)), { mode: "formal", form: "formal" });
    assert.deepEqual(chooseFormality("off", "de", times(100, informal)), { mode: "off" });
  });
});

describe("The setting of the form of address", () => {
  it("is that of the language, of its base, and of all others, in this order", () => {
    const setting = readFormality(
      [
        ["*", "off"],
        ["de", "informal"],
        ["de_AT", "formal"],
      ],
      "it",
    );
    assert.deepEqual(
      ["de", "de-DE", "de-AT", "de-AT-1996", "fr"].map((tag) => modeFor(setting, tag)),
      ["informal", "informal", "formal", "formal", "off"],
    );
    assert.equal(modeFor(new Map(), "de"), "auto");
  });

  it("is refused where it is none", () => {
    const read =
      (...entries: [string, unknown][]) =>
      () =>
        readFormality(entries, "--formality");
    assert.throws(read(["*", "polite"]), {
      code: "option-invalid",
      message: /^--formality .*"polite"/,
      advice: /informal/,
    });
    assert.throws(read(["german", "formal"]), { code: "option-invalid", message: /"german" is not known/ });
    assert.throws(read(["de", 3]), { code: "option-invalid" });
  });
});

describe("A form of address in instructions", () => {
  it("has the pronouns", () => {
    assert.equal(formalityInWords("informal", "de-AT"), "informally (du)");
    assert.equal(formalityInWords("formal", "ko"), "formally");
  });
});

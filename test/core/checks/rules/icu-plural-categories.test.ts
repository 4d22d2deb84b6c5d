import assert from "node:assert/strict";
import { pluralCategoriesCheck } from "#core/checks/rules/icu-plural-categories.js";
import { findings, to } from "../checked.js";

const FILES = "{n, plural, one {# file} other {# files}}";

describe("check: plural categories", () => {
  it("warns of a category that the language has but the message lacks", () => {
    const target = "{n, plural, one {# файл} other {# файлов}}";
    assert.deepEqual(findings(pluralCategoriesCheck, FILES, target, to("ru")), [
      "warning: the plural of n lacks few, many",
    ]);
    assert.deepEqual(findings(pluralCategoriesCheck, FILES, "{n, plural, other {#個}}", to("ja")), []);
  });

  it("counts an explicit number as the category of that number alone, and requires none that no usual count has", () => {
    const target = "{n, plural, =1 {eine Datei} other {# Dateien}}";
    assert.deepEqual(findings(pluralCategoriesCheck, FILES, target), []);
    assert.deepEqual(findings(pluralCategoriesCheck, FILES, target, to("ru")).length, 1);
    assert.deepEqual(findings(pluralCategoriesCheck, FILES, FILES, to("fr")), []);
  });

  it("leaves messages that do not parse to the check of the message", () => {
    assert.deepEqual(findings(pluralCategoriesCheck, FILES, "{n, plural"), []);
  });

  it("leaves copies of the source to the check for them", () => {
    const text = "{count, plural, =1{1 price} other{# prices}}";
    assert.deepEqual(findings(pluralCategoriesCheck, text, text, { syntax: "icu", ...to("ru") }), []);
  });
});

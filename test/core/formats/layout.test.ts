import assert from "node:assert/strict";
import { languageName, parseLanguage, targetPath } from "../../../src/core/formats/layout.js";
import { formatFor } from "../../../src/core/formats/registry.js";

describe("The target of a file", () => {
  const EXAMPLES: readonly (readonly [path: string, source: string, target: string, expected: string])[] = [
    ["locales/en.json", "en", "de", "locales/de.json"],
    ["locales/en/common.json", "en", "pt-BR", "locales/pt-BR/common.json"],
    ["en/app/locales/en/en.json", "en", "de", "en/app/locales/en/de.json"],
    ["src\\i18n\\messages.en-US.json", "en", "fr", "src\\i18n\\messages.fr.json"],
    ["i18n/en_US.json", "en-US", "pt-BR", "i18n/pt_BR.json"],
    ["lib/app_en.arb", "en", "ja", "lib/app_ja.arb"],
    ["_locales/en/messages.json", "en", "pt-BR", "_locales/pt_BR/messages.json"],
    ["locale/en/LC_MESSAGES/django.po", "en", "zh-Hant-TW", "locale/zh_Hant_TW/LC_MESSAGES/django.po"],
    ["po/shop.pot", "en", "de-AT", "po/de_AT.po"],
    ["messages.pot", "en", "de", "de.po"],
    ["package.nls.json", "en", "pt-BR", "package.nls.pt-br.json"],
    ["l10n/bundle.l10n.json", "en", "de", "l10n/bundle.l10n.de.json"],
  ];
  for (const [path, source, target, expected] of EXAMPLES) {
    it(`${path} in ${target} is ${expected}`, () => assert.equal(targetPath(path, source, target), expected));
  }

  it("cannot be told from a path without the source language", () => {
    for (const path of ["strings.json", "locales/content.json", "enormous/listen.json"]) {
      assert.throws(() => targetPath(path, "en", "de"), { code: "language-unknown", advice: /--out/ });
    }
  });
});

describe("Languages", () => {
  it("are BCP 47 tags, in either spelling", () => {
    assert.equal(parseLanguage(" pt_br "), "pt-BR");
    assert.equal(parseLanguage("zh-hant-tw"), "zh-Hant-TW");
    for (const unknown of ["", "deutsch", "xx", "e", "de--", "1"]) {
      assert.throws(() => parseLanguage(unknown), { code: "language-unknown" }, unknown);
    }
  });

  it("have names for people", () => {
    assert.equal(languageName("pt-BR"), "Brazilian Portuguese");
  });
});

describe("The format of a file", () => {
  it("is told by its name, or said", () => {
    assert.equal(formatFor("a/en.JSON").name, "json");
    assert.equal(formatFor("settings.jsonc").name, "json");
    assert.equal(formatFor("po/de.po").name, "po");
    assert.equal(formatFor("messages.pot").name, "po");
    assert.equal(formatFor("strings.txt", "", "json").name, "json");
  });

  it("that is not known is an error with the known ones", () => {
    assert.throws(() => formatFor("a.txt"), { code: "format-unknown", advice: /json, po/ });
    assert.throws(() => formatFor("a.json", "", "word"), { code: "format-unknown" });
  });
});

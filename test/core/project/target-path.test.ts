import assert from "node:assert/strict";
import { formatFor } from "#core/formats/registry.js";
import { languageName, parseLanguage } from "#core/language/language-names.js";
import { groupFiles } from "#core/project/file-groups.js";
import { languagesInPath } from "#core/project/path-words.js";
import { targetPath } from "#core/project/target-path.js";

describe("The target of a file", () => {
  const EXAMPLES: readonly (readonly [path: string, source: string, target: string, expected: string])[] = [
    ["locales/en.json", "en", "de", "locales/de.json"],
    ["locales/en/common.json", "en", "pt-BR", "locales/pt-BR/common.json"],
    ["en/app/locales/en/en.json", "en", "de", "en/app/locales/de/de.json"],
    ["src\\i18n\\messages.en-US.json", "en", "fr", "src\\i18n\\messages.fr.json"],
    ["i18n/en_US.json", "en-US", "pt-BR", "i18n/pt_BR.json"],
    ["lib/app_en.arb", "en", "ja", "lib/app_ja.arb"],
    ["_locales/en/messages.json", "en", "pt-BR", "_locales/pt_BR/messages.json"],
    ["locale/en/LC_MESSAGES/django.po", "en", "zh-Hant-TW", "locale/zh_Hant_TW/LC_MESSAGES/django.po"],
    ["po/shop.pot", "en", "de-AT", "po/de_AT.po"],
    ["messages.pot", "en", "de", "de.po"],
    ["package.nls.json", "en", "pt-BR", "package.nls.pt-br.json"],
    ["l10n/bundle.l10n.json", "en", "de", "l10n/bundle.l10n.de.json"],
    ["lib/l10n/app_en.arb", "en", "pt-BR", "lib/l10n/app_pt_BR.arb"],
    ["app/src/main/res/values/strings.xml", "en", "de", "app/src/main/res/values-de/strings.xml"],
    ["res/values/strings.xml", "en", "pt-BR", "res/values-pt-rBR/strings.xml"],
    ["res/values-en/strings.xml", "en", "sr-Latn", "res/values-b+sr+Latn/strings.xml"],
    ["App/Base.lproj/Localizable.strings", "en", "de", "App/de.lproj/Localizable.strings"],
    ["App/en.lproj/Localizable.strings", "en", "zh-Hans", "App/zh-Hans.lproj/Localizable.strings"],
    ["App/en.lproj/Localizable.stringsdict", "en", "pt-BR", "App/pt-BR.lproj/Localizable.stringsdict"],
    ["src/main/resources/messages.properties", "en", "pt-BR", "src/main/resources/messages_pt_BR.properties"],
    ["messages_en.properties", "en", "de", "messages_de.properties"],
    ["Properties/Resources.resx", "en", "de", "Properties/Resources.de.resx"],
    ["Strings.resx", "en", "zh-Hant", "Strings.zh-Hant.resx"],
    ["App.Strings.en-US.resx", "en-US", "de", "App.Strings.de.resx"],
    ["Strings/en-US/Resources.resw", "en-US", "de-DE", "Strings/de-DE/Resources.resw"],
    ["translations/app.ts", "en", "pt-BR", "translations/app_pt_BR.ts"],
    ["translations/app_en.ts", "en", "de", "translations/app_de.ts"],
    ["src/locale/messages.xlf", "en", "de", "src/locale/messages.de.xlf"],
    ["translations/messages.en.xliff", "en", "de", "translations/messages.de.xliff"],
    ["config/locales/en.yml", "en", "de", "config/locales/de.yml"],
    ["translations/messages.en.yaml", "en", "de", "translations/messages.de.yaml"],
    ["lang/en/auth.php", "en", "de", "lang/de/auth.php"],
    ["src/locale/en.ts", "en", "de", "src/locale/de.ts"],
    ["locale/en_US.js", "en-US", "pt-BR", "locale/pt_BR.js"],
    ["lang/en-US.mjs", "en-US", "de", "lang/de.mjs"],
    ["locales/en-US/app.ftl", "en-US", "de", "locales/de/app.ftl"],
    ["src/i18n/en.ts", "en", "pt-BR", "src/i18n/pt-BR.ts"],
  ];
  for (const [path, source, target, expected] of EXAMPLES) {
    it(`${path} in ${target} is ${expected}`, () => {
      assert.equal(targetPath(path, source, target), expected);
      const [group] = groupFiles([path, expected], source);
      assert.deepEqual(group, { kind: "source", path, targets: new Map([[target, expected]]) });
    });
    it(`${path} in ${target} is ${expected} on Windows, too`, () => {
      const windows = (posix: string): string => `C:\\shop\\${posix.replaceAll("/", "\\")}`;
      assert.equal(targetPath(windows(path), source, target), windows(expected));
      const [group] = groupFiles([windows(path), windows(expected)], source);
      assert.deepEqual(group, { kind: "source", path: windows(path), targets: new Map([[target, windows(expected)]]) });
    });
  }

  it("cannot be derived from a path without the source language", () => {
    for (const path of ["strings.json", "locales/content.json", "enormous/listen.json"]) {
      assert.throws(() => targetPath(path, "en", "de"), { code: "language-unknown", advice: /--out/ });
    }
  });
});

describe("The target of code", () => {
  it("is derived only from the language in the path", () => {
    assert.throws(() => targetPath("locale/index.ts", "en", "de", { isNamed: true }), { code: "language-unknown" });
    assert.equal(targetPath("locale/en.ts", "en", "de", { isNamed: true }), "locale/de.ts");
    assert.equal(targetPath("translations/app.ts", "en", "de"), "translations/app_de.ts", "Qt's");
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

describe("The languages of a path", () => {
  it("are the words in it that are languages, the last first", () => {
    assert.deepEqual(languagesInPath("app/locales/de.json"), ["de"]);
    assert.deepEqual(languagesInPath("/fr/po/pt_BR.po"), ["pt-BR", "fr"]);
    assert.deepEqual(languagesInPath("res/values-pt-rBR/strings.xml"), ["pt-BR"]);
    assert.deepEqual(languagesInPath("app_de.ts"), ["de"], "the ending is no language");
    assert.deepEqual(languagesInPath("locale/zh-Hant/a.json"), ["zh-Hant"]);
    assert.deepEqual(languagesInPath("readme.md"), []);
  });
});

describe("The format of a file", () => {
  it("is detected by its name, or named", () => {
    assert.equal(formatFor("a/en.JSON").name, "json");
    assert.equal(formatFor("settings.jsonc").name, "json");
    assert.equal(formatFor("po/de.po").name, "po");
    assert.equal(formatFor("messages.pot").name, "po");
    assert.equal(formatFor("strings.txt", "", "json").name, "json");
  });

  it("is detected by the text if other formats share the extension", () => {
    assert.equal(formatFor("app_de.ts", "<!DOCTYPE TS><TS></TS>").name, "qt");
    assert.equal(formatFor("de.ts", "export const de = { a: 'Text' }").name, "js");
    assert.equal(formatFor("de.php", "<?php return ['a' => 'Text'];").name, "php");
    for (const text of [
      "export default { en, de }",
      "export const limit = 3; const hidden = { a: 'Text' };",
      "import a from './a'; a({ b: 'Text' });",
      "export default defineConfig({ a: 'Text' })",
    ])
      assert.throws(() => formatFor("index.ts", text), { code: "format-unknown" }, text);
    for (const text of ["<?php return require 'en.php';", "<?php class A { const B = ['a' => 'Text']; }", "<p></p>"])
      assert.throws(() => formatFor("index.php", text), { code: "format-unknown" }, text);
  });

  it("that is not known is an error with the known ones", () => {
    assert.throws(() => formatFor("a.txt"), { code: "format-unknown", advice: /json, .*po/ });
    assert.throws(() => formatFor("a.json", "", "word"), { code: "format-unknown" });
  });
});

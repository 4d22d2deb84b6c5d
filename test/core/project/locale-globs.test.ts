import assert from "node:assert/strict";
import { globMatcher, LOCALE_GLOBS, namedGlobs } from "#core/project/locale-globs.js";

describe("The search for files with translations", () => {
  const isPlace = globMatcher([...LOCALE_GLOBS, ...namedGlobs(["en", "pt-BR"])]);

  it("finds files by ending, folder and name, at any depth", () => {
    const found = [
      "app.po",
      "a/b/c/Localizable.strings",
      "locales/en.json",
      "src/i18n/deep/er/de.yml",
      "de/LC_MESSAGES/app.po",
      "app/src/main/res/values/strings.xml",
      "app/src/main/res/values-pt-rBR/strings.xml",
      "package.nls.json",
      "package.nls.de.json",
      "l10n/bundle.l10n.de.json",
      "src/messages_de.properties",
      "assets/en-US.json",
      "src/pt_BR/common.yaml",
      "src/en/deep/common.json",
    ];
    assert.deepEqual(
      found.filter((path) => !isPlace(path)),
      [],
    );
  });

  it("finds nothing else", () => {
    const other = ["package.json", "src/index.ts", "a.po.txt", "xlocales/a.json", "valuesx/a.xml", "po", "data/a.csv"];
    assert.deepEqual(other.filter(isPlace), []);
  });
});

import assert from "node:assert/strict";
import { js } from "#core/formats/js/js.js";
import { groupFiles } from "#core/project/file-groups.js";

/** Groups in text form: `source: language=target …`, or `pattern: files`. */
function groups(...paths: string[]): string[] {
  return groupFiles(paths, "en").map((one) => {
    const members =
      one.kind === "source" ? [...one.targets].map(([language, path]) => `${language}=${path}`) : one.files;
    return `${one.path}: ${members.join(" ")}`.trim();
  });
}

describe("The files of a project", () => {
  const EXAMPLES: readonly (readonly [title: string, paths: readonly string[], expected: readonly string[]])[] = [
    [
      "by name",
      ["locales/en.json", "locales/de.json", "locales/pt-BR.json"],
      ["locales/en.json: de=locales/de.json pt-BR=locales/pt-BR.json"],
    ],
    [
      "by folder",
      ["app/en/a.json", "app/de/a.json", "app/en/b.json"],
      ["app/en/a.json: de=app/de/a.json", "app/en/b.json:"],
    ],
    ["by ending", ["config/app.en.yml", "config/app.de.yml"], ["config/app.en.yml: de=config/app.de.yml"]],
    [
      "of Android",
      ["res/values/strings.xml", "res/values/colors.xml", "res/values-pt-rBR/strings.xml"],
      ["res/values/strings.xml: pt-BR=res/values-pt-rBR/strings.xml"],
    ],
    [
      "of Xcode",
      ["App/Base.lproj/L.strings", "App/de.lproj/L.strings"],
      ["App/Base.lproj/L.strings: de=App/de.lproj/L.strings"],
    ],
    [
      "of Xcode, plurals too",
      ["App/en.lproj/L.stringsdict", "App/pt-BR.lproj/L.stringsdict"],
      ["App/en.lproj/L.stringsdict: pt-BR=App/pt-BR.lproj/L.stringsdict"],
    ],
    [
      "of .NET",
      ["Strings.resx", "Strings.de.resx", "Strings.zh-Hans.resx", "Form1.resx"],
      ["Form1.resx:", "Strings.resx: de=Strings.de.resx zh-Hans=Strings.zh-Hans.resx"],
    ],
    [
      "of Windows apps",
      ["Strings/en/Resources.resw", "Strings/de-DE/Resources.resw"],
      ["Strings/en/Resources.resw: de-DE=Strings/de-DE/Resources.resw"],
    ],
    [
      "of Flutter",
      ["lib/l10n/app_en.arb", "lib/l10n/app_zh_TW.arb"],
      ["lib/l10n/app_en.arb: zh-TW=lib/l10n/app_zh_TW.arb"],
    ],
    ["of Java", ["src/m.properties", "src/m_de.properties"], ["src/m.properties: de=src/m_de.properties"]],
    ["of gettext with a template", ["po/shop.pot", "po/de.po"], ["po/shop.pot: de=po/de.po"]],
    ["of gettext without one", ["po/de.po", "po/fr.po"], ["po/{lang}.po: po/de.po po/fr.po"]],
    [
      "of Angular",
      ["locale/messages.xlf", "locale/messages.de.xlf"],
      ["locale/messages.xlf: de=locale/messages.de.xlf"],
    ],
    ["of Qt", ["i18n/app_de.ts", "i18n/app_fr.ts"], ["i18n/app_{lang}.ts: i18n/app_de.ts i18n/app_fr.ts"]],
    ["with several languages", ["App/Localizable.xcstrings"], ["App/Localizable.xcstrings: App/Localizable.xcstrings"]],
    [
      "of VS Code",
      ["package.nls.json", "package.nls.de.json", "l10n/bundle.l10n.json"],
      ["l10n/bundle.l10n.json:", "package.nls.json: de=package.nls.de.json"],
    ],
    ["but no others", ["locales/index.json", "res/values/colors.xml", "locales/fr.json"], []],
  ];
  for (const [title, paths, expected] of EXAMPLES) {
    it(`are found ${title}`, () => assert.deepEqual(groups(...paths), expected));
    it(`are found ${title}, from Windows' paths`, () => {
      const windows = (path: string): string => path.replaceAll("/", "\\");
      assert.deepEqual(groups(...paths.map(windows)), expected.map(windows));
    });
  }

  it("are found of code, by what it holds", () => {
    const paths = ["locale/de.ts", "locale/en.ts", "locale/index.ts"];
    const [group, ...others] = groupFiles(paths, "en", { formatOf: () => js });
    assert.deepEqual(others, [], "a file without a language is no source");
    assert.ok(group?.kind === "source" && group.path === "locale/en.ts");
    assert.deepEqual([...group.targets], [["de", "locale/de.ts"]]);
  });

  it("are found below folders whose names could be languages", () => {
    assert.deepEqual(groups("/src/id/locales/en.json", "/src/id/locales/de.json"), [
      "/src/id/locales/en.json: de=/src/id/locales/de.json",
    ]);
  });
});

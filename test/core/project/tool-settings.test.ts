import assert from "node:assert/strict";
import { globMatcher } from "#core/project/locale-globs.js";
import { placeGlobs, placeOfSource, placeOfTarget } from "#core/project/path-patterns.js";
import { readToolSettings, type ToolSettings } from "#core/project/tool-settings.js";

/** Settings as the documentation of each tool shows them, and a source file with its target. */
interface Example {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly targets?: readonly string[];
  /** Source file, language, target file; of a one-way pair the target does not tell the source. */
  readonly files: readonly (readonly [source: string, language: string, target: string, oneWay?: "one way"])[];
}

const EXAMPLES: readonly Example[] = [
  {
    title: "i18n Ally",
    path: ".vscode/settings.json",
    text: '{\n  // Where texts are\n  "i18n-ally.localesPaths": ["src/strings"],\n  "editor.tabSize": 2,\n}',
    files: [
      ["src/strings/en.yaml", "de", "src/strings/de.yaml"],
      ["src/strings/en/shop/cart.json", "pt-BR", "src/strings/pt-BR/shop/cart.json"],
    ],
  },
  {
    title: "i18n Ally with a path matcher",
    path: ".vscode/settings.json",
    text: '{"i18n-ally.localesPaths": "modules", "i18n-ally.pathMatcher": "{namespaces}/texts/{locale}.{ext}", "i18n-ally.sourceLanguage": "en"}',
    files: [["modules/shop/cart/texts/en.json", "fr", "modules/shop/cart/texts/fr.json"]],
  },
  {
    title: "inlang",
    path: "project.inlang/settings.json",
    text: '{"baseLocale": "en", "locales": ["en", "de", "pt-br"], "plugin.inlang.messageFormat": {"pathPattern": "./messages/{locale}.json"}}',
    targets: ["de", "pt-BR"],
    files: [
      ["messages/en.json", "de", "messages/de.json"],
      ["messages/en.json", "pt-BR", "messages/pt-br.json"],
    ],
  },
  {
    title: "inlang by namespace, as before 2025",
    path: "project.inlang/settings.json",
    text: '{"sourceLanguageTag": "en", "languageTags": ["en", "es"], "plugin.inlang.i18next": {"pathPattern": {"common": "./a/{languageTag}/common.json", "shop": "./b/{languageTag}.json"}}}',
    targets: ["es"],
    files: [
      ["a/en/common.json", "es", "a/es/common.json"],
      ["b/en.json", "es", "b/es.json"],
    ],
  },
  {
    title: "lingo.dev",
    path: "i18n.json",
    text: '{"$schema": "https://lingo.dev/schema/i18n.json", "version": "1.5", "locale": {"source": "en", "targets": ["es", "pt_BR"]}, "buckets": {"json": {"include": ["app/texts/[locale].json", "x/[locale]/*.json"]}, "android": {"include": ["res/values-[locale]/strings.xml"]}}}',
    targets: ["es", "pt-BR"],
    files: [
      ["app/texts/en.json", "pt-BR", "app/texts/pt_BR.json"],
      ["x/en/a.json", "es", "x/es/a.json"],
      ["res/values-en/strings.xml", "es", "res/values-es/strings.xml"],
    ],
  },
  {
    title: "Crowdin",
    path: "crowdin.yml",
    text: 'project_id: "1"\napi_token_env: TOKEN\npreserve_hierarchy: true\nfiles:\n  - source: /texts/base.json\n    translation: /texts/%two_letters_code%.json\n  - source: /app/**/strings.xml\n    translation: /app/**/strings-%android_code%.xml\n  - source: "/doc/*.po"\n    translation: "/%locale_with_underscore%/%file_name%.%file_extension%"\n  - source: /ios/en.lproj/L.strings\n    translation: /ios/%osx_code%/%original_file_name%\n',
    files: [
      ["texts/base.json", "pt-BR", "texts/pt.json", "one way"],
      ["texts/base.json", "fr", "texts/fr.json"],
      ["app/src/main/strings.xml", "de", "app/src/main/strings-de-rDE.xml", "one way"],
      ["app/strings.xml", "pt-BR", "app/strings-pt-rBR.xml", "one way"],
      ["doc/shop.po", "es", "es_ES/shop.po", "one way"],
      ["ios/en.lproj/L.strings", "de", "ios/de.lproj/L.strings"],
    ],
  },
  {
    title: "Crowdin below a folder",
    path: "crowdin.yaml",
    text: "base_path: web\nfiles: [{source: 'en/*.json', translation: '%language%/%original_file_name%'}]\n",
    files: [["web/en/a.json", "de", "web/German/a.json", "one way"]],
  },
  {
    title: "i18next-parser",
    path: "i18next-parser.config.js",
    text: "export default {\n  locales: ['en', 'de'],\n  output: 'public/$LOCALE/$NAMESPACE.json',\n  sort: true,\n  lexers: { js: ['JavascriptLexer'] },\n}\n",
    targets: ["en", "de"],
    files: [["public/en/shop.json", "de", "public/de/shop.json"]],
  },
];

function read(path: string, text: string): ToolSettings {
  const settings = readToolSettings(path, text);
  assert.ok(settings, `nothing was read from ${path}`);
  return settings;
}

describe("The settings of other tools", () => {
  for (const { title, path, text, targets = [], files } of EXAMPLES) {
    it(`${title}: tell where files are, both ways`, () => {
      const settings = read(path, text);
      const { places, listed } = settings;
      assert.deepEqual(settings.targets, targets);
      const isFound = globMatcher(placeGlobs(places));
      for (const [source, language, target, oneWay] of files) {
        assert.equal(placeOfTarget(places, source, "en", language, listed), target);
        assert.ok(isFound(source), source);
        assert.ok(isFound(target), target);
        if (!oneWay) assert.deepEqual(placeOfSource(places, target, "en", listed), { source, language });
        assert.equal(placeOfSource(places, source, "en", listed), undefined, "a source file is no target");
      }
      assert.equal(placeOfTarget(places, "elsewhere/en.json", "en", "de", listed), undefined);
    });
  }

  it("say nothing where they are malformed or about something else", () => {
    for (const [path, text] of [
      [".vscode/settings.json", '{"editor.tabSize": 2}'],
      [".vscode/settings.json", '{"i18n-ally.localesPaths": ["a"'],
      [".vscode/settings.json", '{"i18n-ally.localesPaths": "a", "i18n-ally.pathMatcher": "{locale?}/x.json"}'],
      ["i18n.json", '{"title": "Shop"}'],
      ["crowdin.yml", "files: 5\n"],
      ["crowdin.yml", "files:\n  - source: /a.json\n    translation: /%custom%/a.json\n"],
      ["crowdin.yml", "files:\n  - source: a\n   translation: [\n"],
      ["i18next-parser.config.js", "export default defaults;"],
    ] as const)
      assert.equal(readToolSettings(path, text), undefined, text);
  });

  it("name no file outside the project", () => {
    for (const pattern of ["../{locale}.json", "a/../../{locale}.json", "C:/{locale}.json", "a\\\\{locale}.json"]) {
      const text = `{"plugin.inlang.json": {"pathPattern": "${pattern}"}}`;
      assert.equal(readToolSettings("project.inlang/settings.json", text), undefined, pattern);
    }
    const { places } = read("project.inlang/settings.json", '{"p": {"pathPattern": "/etc/{locale}.json"}}');
    assert.deepEqual(places, [{ source: "etc/{lang}.json", target: "etc/{lang}.json" }]);
  });

  it("are matched without hanging, however many stars they have", () => {
    const settings = (pattern: string): string => `{"p": {"pathPattern": "${pattern}/{locale}.json"}}`;
    for (const pattern of ["*".repeat(7), "*a*a*a*a", "**/**/**/**"])
      assert.equal(readToolSettings("project.inlang/settings.json", settings(pattern)), undefined, pattern);
    for (const pattern of ["******", "**a**a**", "*a*a*a", "**/**/**"]) {
      const { places } = read("project.inlang/settings.json", settings(pattern));
      for (const path of ["a/".repeat(249), "a".repeat(499), "a".repeat(100_000)])
        assert.equal(placeOfTarget(places, `${path}b`, "en", "de", []), undefined, pattern);
    }
  }).timeout(5000);

  it("are read however hostile they are", () => {
    for (const text of ["{".repeat(10_000), `{"a":${"[".repeat(10_000)}`, "\0", "\ud800", ""]) {
      for (const path of ["i18n.json", "crowdin.yml", "i18next-parser.config.js"])
        assert.equal(readToolSettings(path, text), undefined);
    }
  });
});

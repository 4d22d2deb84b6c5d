import assert from "node:assert/strict";
import { globMatcher } from "#core/project/locale-globs.js";
import { placeGlobs, placeOfSource, placeOfTarget } from "#core/project/path-patterns.js";
import { readToolSettings, type ToolSettings } from "#core/project/tool-settings.js";

/** Settings from the documentation of each tool, and a source file with its target. */
interface Example {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly targets?: readonly string[];
  /** Source file, language, target file; in a one-way pair the source cannot be found from the target. */
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
    title: "Transifex",
    path: ".tx/config",
    text: "[main]\nhost = https://app.transifex.com\nlang_map = zh_TW: zh-Hant, sr@latin: sr-Latn\n\n[o:shop:p:shop:r:web]\nfile_filter = locale/<lang>/LC_MESSAGES/web.po\nsource_file = locale/web.pot\nsource_lang = en\ntype = PO\nminimum_perc = 0\n\n[shop.app]\nfile_filter = app/texts.<lang>.json\nsource_file = app/texts.json\nsource_lang = en\nlang_map = pt_BR: pt\n",
    files: [
      ["locale/web.pot", "de", "locale/de/LC_MESSAGES/web.po"],
      ["locale/web.pot", "pt-BR", "locale/pt_BR/LC_MESSAGES/web.po"],
      ["locale/web.pot", "zh-TW", "locale/zh-Hant/LC_MESSAGES/web.po", "one way"],
      ["app/texts.json", "fr", "app/texts.fr.json"],
      ["app/texts.json", "pt-BR", "app/texts.pt.json", "one way"],
    ],
  },
  {
    title: "Phrase",
    path: ".phrase.yml",
    text: "phrase:\n  project_id: abc\n  push:\n    sources:\n      - file: ./texts/en.yml\n        params:\n          file_format: yml\n  pull:\n    targets:\n      - file: ./texts/<locale_name>.yml\n      - file: ./more/<locale_code>/<tag>.json\n",
    files: [
      ["texts/en.yml", "de", "texts/de.yml"],
      ["more/en/shop.json", "fr", "more/fr/shop.json"],
    ],
  },
  {
    title: "i18n-tasks",
    path: "config/i18n-tasks.yml",
    text: "base_locale: en\nlocales: [de, pt-BR]\ndata:\n  read:\n    - app/texts/%{locale}.yml\n    - app/texts/**/*.%{locale}.yml\n",
    targets: ["de", "pt-BR"],
    files: [
      ["app/texts/en.yml", "de", "app/texts/de.yml"],
      ["app/texts/shop/cart.en.yml", "pt-BR", "app/texts/shop/cart.pt-BR.yml"],
    ],
  },
  {
    title: "i18n-tasks without places",
    path: "config/i18n-tasks.yml",
    text: "base_locale: en\n",
    files: [["config/locales/en.yml", "de", "config/locales/de.yml"]],
  },
  {
    title: "Flutter",
    path: "l10n.yaml",
    text: "arb-dir: lib/texts\ntemplate-arb-file: my_app_en.arb\noutput-localization-file: app_localizations.dart\n",
    files: [
      ["lib/texts/my_app_en.arb", "de", "lib/texts/my_app_de.arb"],
      ["lib/texts/my_app_en.arb", "pt-BR", "lib/texts/my_app_pt_BR.arb"],
    ],
  },
  {
    title: "Flutter with a template without a language",
    path: "l10n.yaml",
    text: "template-arb-file: strings.arb\n",
    files: [["lib/l10n/strings.arb", "de", "lib/l10n/strings_de.arb"]],
  },
  {
    title: "Lingui",
    path: "lingui.config.js",
    text: 'module.exports = { sourceLocale: "en", locales: ["en", "cs"], catalogs: [{ path: "<rootDir>/src/{locale}/{name}", include: ["src"] }], format: "po" };',
    targets: ["cs"],
    files: [["src/en/shop.po", "cs", "src/cs/shop.po"]],
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

const crowdin = (source: string, translation: string): string =>
  `files:\n  - source: ${source}\n    translation: ${translation}\n`;
const lingo = (pattern: string): string => JSON.stringify({ buckets: { json: { include: [pattern] } } });

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
        assert.equal(placeOfTarget({ places, listed }, source, { source: "en", target: language }), target);
        assert.ok(isFound(source), source);
        assert.ok(isFound(target), target);
        if (!oneWay) assert.deepEqual(placeOfSource({ places, listed }, target, "en"), { source, language });
        assert.equal(placeOfSource({ places, listed }, source, "en"), undefined, "a source file is no target");
      }
      assert.equal(placeOfTarget({ places, listed }, "elsewhere/en.json", { source: "en", target: "de" }), undefined);
    });
  }

  it("are followed to the file that is there, in whatever spelling", () => {
    const { places, listed } = read("crowdin.yml", crowdin("/lang/en/a.php", "/lang/%two_letters_code%/a.php"));
    const of = (language: string, ...there: string[]): string | undefined =>
      placeOfTarget({ places, listed }, "lang/en/a.php", { source: "en", target: language }, [
        "lang/en/a.php",
        ...there,
      ]);
    assert.equal(of("pt-BR"), "lang/pt/a.php", "as Crowdin names it");
    assert.equal(of("pt-BR", "lang/pt/a.php", "lang/pt_BR/a.php"), "lang/pt_BR/a.php");
    assert.equal(of("pt-BR", "lang/pt/a.php", "lang/zh_CN/a.php"), "lang/pt_BR/a.php", "pt is another file");
    assert.equal(of("zh-CN", "lang/zh_CN/a.php", "lang/zh_TW/a.php"), "lang/zh_CN/a.php");
    assert.equal(of("de", "lang/de_DE/a.php"), "lang/de_DE/a.php");
    assert.deepEqual(placeOfSource({ places, listed }, "lang/pt_BR/a.php", "en"), {
      source: "lang/en/a.php",
      language: "pt-BR",
    });
  });

  it("may rename languages", () => {
    const mapping = "    languages_mapping:\n      two_letters_code:\n        pt-BR: pt_BR\n        zh-TW: zh-hant\n";
    const { places, listed } = read("crowdin.yml", crowdin("/en.json", "/%two_letters_code%.json") + mapping);
    for (const [language, target] of [
      ["pt-BR", "pt_BR.json"],
      ["zh-TW", "zh-hant.json"],
      ["de", "de.json"],
      ["es-MX", "es.json"],
    ] as const)
      assert.equal(placeOfTarget({ places, listed }, "en.json", { source: "en", target: language }), target);
    assert.equal(placeOfSource({ places, listed }, "pt_BR.json", "en")?.language, "pt-BR");
  });

  it("spell languages as Crowdin does", () => {
    const spelled = (placeholder: string, ...languages: string[]): string =>
      languages
        .map((language) => {
          const { places, listed } = read("crowdin.yml", crowdin("/en.json", `/%${placeholder}%.json`));
          return placeOfTarget({ places, listed }, "en.json", { source: "en", target: language })?.replace(".json", "");
        })
        .join(" ");
    assert.equal(spelled("osx_locale", "de", "pt-BR", "zh-CN", "zh-TW"), "de pt_BR zh-Hans zh-Hant");
    assert.equal(spelled("android_code", "de", "he", "es-419"), "de-rDE iw-rIL b+es+419");
    assert.equal(spelled("locale_with_underscore", "de", "pt-BR"), "de_DE pt_BR");
    assert.equal(spelled("two_letters_code", "de", "pt-BR", "fil"), "de pt fil");
    assert.equal(spelled("three_letters_code", "de", "pt-BR", "fil"), "deu por fil");
  });

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

  it("lead to no file outside the project, of a tool or of another kind, for any values of their placeholders", () => {
    const hostile: readonly (readonly [path: string, text: string, source: string])[] = [
      [
        "crowdin.yml",
        crowdin("/i18n/en.properties", "/.{z}./.{z}./.config/environment.d/%two_letters_code%.conf"),
        "i18n/en.properties",
      ],
      ["crowdin.yml", crowdin("/i18n/en.json", "/.*./%two_letters_code%.json"), "i18n/en.json"],
      ["crowdin.yml", crowdin("/*/*/*/en.json", "/.*./.*./.*./%two_letters_code%.json"), "a/b/c/en.json"],
      ["crowdin.yml", crowdin("/*/en.json", "/.*/.*/%two_letters_code%.json"), "./en.json"],
      ["crowdin.yml", crowdin("/i18n/en.json", "/i18n/%two_letters_code%.sh"), "i18n/en.json"],
      ["crowdin.yml", crowdin("/i18n/en.json", "/i18n/%two_letters_code%"), "i18n/en.json"],
      ["crowdin.yml", crowdin("/i18n/en.json", "/%file_extension%/../%two_letters_code%.json"), "i18n/en.json"],
      ["crowdin.yml", crowdin("/i18n/en.json", "/a/%original_path%/../../%two_letters_code%.json"), "i18n/en.json"],
      ["crowdin.yml", `base_path: ..\n${crowdin("i18n/en.json", "%two_letters_code%.json")}`, "i18n/en.json"],
      ["crowdin.yml", `base_path: ../other\n${crowdin("en.json", "%two_letters_code%.json")}`, "en.json"],
      ["i18n.json", lingo("a/[locale]/.*./x.json"), "a/en/../x.json"],
      ["i18n.json", lingo(".{a}./[locale].json"), "../en.json"],
      ...[
        ".git/hooks",
        ".GIT/hooks",
        ".vscode",
        ".config",
        ".github/workflows",
        "a/.husky",
        "node_modules/x",
        "git~1/hooks",
        ".git./x",
        ".git\u200c",
        "\u200d.git",
        "a:b",
        "a /b",
      ].map(
        (folder) =>
          ["crowdin.yml", crowdin("/i18n/en.json", `"/${folder}/%two_letters_code%.json"`), "i18n/en.json"] as const,
      ),
      ...[".git/hooks", ".vscode", ".idea", "node_modules/x"].map(
        (folder) => ["i18n.json", lingo(`${folder}/[locale].json`), `${folder}/en.json`] as const,
      ),
      ["crowdin.yml", crowdin("/i18n/en.json", "/i18n/.%two_letters_code%.json"), "i18n/en.json"],
    ];
    for (const [path, text, source] of hostile) {
      const settings = readToolSettings(path, text);
      const target =
        settings &&
        placeOfTarget({ places: settings.places, listed: settings.listed }, source, { source: "en", target: "de" });
      assert.equal(target, undefined, text);
    }
    const { places } = read("i18n.json", lingo(".storybook/[locale].json"));
    assert.equal(
      placeOfTarget({ places, listed: [] }, ".storybook/en.json", { source: "en", target: "de" }),
      ".storybook/de.json",
    );
    for (const [source, target] of [
      ["en.xlf", "de.xliff"],
      ["shop.pot", "de.po"],
      ["en.yml", "de.yaml"],
    ] as const) {
      const told = read("crowdin.yml", crowdin(`/${source}`, `/${target.replace("de", "%two_letters_code%")}`));
      assert.equal(placeOfTarget({ places: told.places, listed: [] }, source, { source: "en", target: "de" }), target);
    }
  });

  it("are matched at once, however many stars and placeholders they have", () => {
    const settings = (pattern: string): string => `{"p": {"pathPattern": "${pattern}/{locale}.json"}}`;
    for (const pattern of [
      "*".repeat(7),
      "*a*a*a*a",
      "**/**/**/**",
      "{locale}".repeat(28),
      "{a}{a}{a}{a}{a}{a}{a}",
      "{locale}{locale}",
      "x".repeat(501),
    ])
      assert.equal(readToolSettings("project.inlang/settings.json", settings(pattern)), undefined, pattern);
    for (const pattern of ["******", "**a**a**", "*a*a*a", "**/**/**", "((a+)+)+!", "(", "[z-a]", "a|b", "\\\\d"]) {
      const { places = [] } = readToolSettings("project.inlang/settings.json", settings(pattern)) ?? {};
      const isFound = globMatcher(placeGlobs(places));
      for (const path of ["a/".repeat(249), "a".repeat(499), "a".repeat(100_000), "a-".repeat(249)]) {
        assert.equal(
          placeOfTarget({ places, listed: [] }, `${path}b`, { source: "en", target: "de" }),
          undefined,
          pattern,
        );
        assert.equal(isFound(`${path}b`), false);
      }
    }
    const { places } = read("i18n.json", lingo("app/(shop)/[slug]/[locale]+.json"));
    assert.equal(
      placeOfTarget({ places, listed: [] }, "app/(shop)/[slug]/en+.json", { source: "en", target: "de" }),
      "app/(shop)/[slug]/de+.json",
    );
    assert.ok(globMatcher(placeGlobs(places))("app/(shop)/[slug]/en+.json"));
  });

  it("are read at once, however many there are", () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => index);
    const all: readonly (readonly [path: string, text: string])[] = [
      ["crowdin.yml", `files:\n${numbers.map((one) => `  - source: /${one}.json\n`).join("")}`],
      ["project.inlang/settings.json", JSON.stringify(Object.fromEntries(numbers.map((one) => [`p${one}`, "x"])))],
      ["i18n.json", JSON.stringify({ buckets: Object.fromEntries(numbers.map((one) => [one, { include: ["x"] }])) })],
      [".vscode/settings.json", JSON.stringify({ "i18n-ally.localesPaths": numbers.map((one) => `f${one}`) })],
      ["i18next-parser.config.json", JSON.stringify({ output: "$LOCALE.json", locales: numbers.map(() => "de") })],
    ];
    for (const [path, text] of all) assert.ok((readToolSettings(path, text)?.places.length ?? 0) <= 400, path);
  });

  it("are read however hostile they are", () => {
    for (const text of ["{".repeat(10_000), `{"a":${"[".repeat(10_000)}`, "\0", "\ud800", ""]) {
      for (const path of ["i18n.json", "crowdin.yml", "i18next-parser.config.js"])
        assert.equal(readToolSettings(path, text), undefined);
    }
  });
});

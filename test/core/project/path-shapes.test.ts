import assert from "node:assert/strict";
import fc from "fast-check";
import { groupFiles } from "#core/project/file-groups.js";
import { matchShape, readingsOf, SLOT, sourceReadings } from "#core/project/path-shapes.js";
import { targetPath } from "#core/project/target-path.js";

/** Source files of all conventions, some with files that already exist. */
const SOURCES: readonly (readonly [source: string, ...there: string[]])[] = [
  ["locales/en.json"],
  ["locales/en.json", "locales/zh_CN.json"],
  ["locales/en.json", "locales/zh-cn.json"],
  ["src/en-us.json"],
  ["src/enUS.json"],
  ["i18n/EN.json"],
  ["locales/en/en.json"],
  ["snippet/en_GB/shop.en-GB.json"],
  ["language/english/a.php"],
  ["lang/en/a.php"],
  ["po/shop.pot"],
  ["locale/shop.pot"],
  ["languages/shop.pot"],
  ["package.nls.json"],
  ["res/values/strings.xml"],
  ["moko-resources/base/strings.xml"],
  ["App/Base.lproj/L.strings"],
  ["App/en.lproj/L.strings"],
  ["locales/en.default.json"],
  ["m.properties"],
  ["m_en.properties"],
  ["app.ts"],
  ["Strings.resx"],
  ["Strings/en-US/Resources.resw"],
  ["messages.xlf"],
  ["_locales/en/messages.json"],
  ["assets/shop/lang/en_us.json"],
];
const TARGETS = [
  "de",
  "de-AT",
  "pt-BR",
  "zh-Hant",
  "zh-Hant-HK",
  "es-419",
  "sr-Latn",
  "he",
  "id",
  "yi",
  "no",
  "nb",
  "fil",
  "fr-CA",
  "ja",
];

describe("A shape of paths", () => {
  it("leads from a source file to its target and back", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SOURCES),
        fc.constantFrom(...TARGETS),
        fc.constantFrom("", "web/", "src/id/", "is/"),
        fc.boolean(),
        ([source, ...others], language, folder, isWindows) => {
          const at = (path: string): string => (isWindows ? `${folder}${path}`.replaceAll("/", "\\") : folder + path);
          const there = others.map(at);
          const target = targetPath(at(source), "en", language, { there });
          assert.notEqual(target, at(source));
          assert.equal(targetPath(at(source), "en", language, { there: [...there, target] }), target, "found again");
          const [group, ...more] = groupFiles([at(source), ...there, target], "en");
          assert.deepEqual(more, []);
          assert.ok(group?.kind === "source" && group.path === at(source), `${target} is of ${group?.path}`);
          assert.equal(group.targets.get(language), target);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("is of the path that it was read from", () => {
    const words = fc.constantFrom(
      "en",
      "de-DE",
      "pt_br",
      "values-b+es+419",
      "app",
      "x.lproj",
      "messages_en",
      "sr@latin",
      "is",
      "german",
    );
    const paths = fc.tuple(
      fc.array(words, { maxLength: 4 }),
      words,
      fc.constantFrom("json", "xml", "po", "properties"),
    );
    fc.assert(
      fc.property(paths, ([folders, name, ending]) => {
        const path = [...folders, `${name}.${ending}`].join("/");
        for (const { shape, language, kind } of readingsOf(path)) {
          assert.ok(shape.includes(SLOT));
          if (kind === "named") assert.equal(matchShape(shape, path)?.language, language, path);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("is not read from a language that is another's folder", () => {
    assert.deepEqual(sourceReadings("Resources/de-DE/Resources.resw", "en"), []);
    assert.ok(sourceReadings("src/it/Messages.properties", "en").length > 0, "Java's packages are called so");
  });
});

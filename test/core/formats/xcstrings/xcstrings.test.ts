import assert from "node:assert/strict";
import { RouteLmtError } from "#core/errors.js";
import type { KeyPath, ReadOptions, Unit } from "#core/formats/format.js";
import { xcstrings } from "#core/formats/xcstrings/xcstrings.js";

const unit = (value: string, state = "translated"): object => ({ stringUnit: { state, value } });
const plural = (variants: Record<string, string>): object => ({
  variations: { plural: Object.fromEntries(Object.entries(variants).map(([name, value]) => [name, unit(value)])) },
});
const catalog = (strings: object): string =>
  JSON.stringify({ sourceLanguage: "en", strings, version: "1.0" }, null, 2).replaceAll('": ', '" : ');

const read = (text: string, language: string): readonly Unit[] => xcstrings.read(text, { language }).units;
const names = (units: readonly Unit[]): string[] => units.map(({ key }) => key.join("/"));
const write = (text: string, options: ReadOptions, ...edits: (readonly [KeyPath, string])[]): string =>
  xcstrings.write(
    text,
    edits.map(([key, value]) => ({ key, value })),
    options,
  );

describe("Apple string catalogs: reading", () => {
  it("wants the plural categories of the target language", () => {
    const text = catalog({
      n: { localizations: { en: plural({ one: "%lld item", other: "%lld items", zero: "none" }) } },
    });
    const sources = (language: string): Record<string, string | undefined> =>
      Object.fromEntries(read(text, language).map(({ key, source }) => [String(key[1]), source]));
    assert.deepEqual(sources("ja"), { other: "%lld items", zero: "none" });
    assert.deepEqual(sources("ru"), {
      few: "%lld items",
      many: "%lld items",
      one: "%lld item",
      other: "%lld items",
      zero: "none",
    });
  });

  it("takes the shape of the localization that there is, and else of the source", () => {
    const text = catalog({
      n: { localizations: { de: unit("x"), en: plural({ one: "1", other: "2" }), ja: plural({}) } },
    });
    assert.deepEqual(names(read(text, "de")), ["n"]);
    assert.deepEqual(names(read(text, "ja")), ["n/other"]);
    assert.equal(read(text, "de")[0]?.source, "2");
  });

  it("wants what varies by device, with plurals inside", () => {
    const device = { iphone: plural({ one: "Tap", other: "Tap %lld times" }), other: unit("Press") };
    const text = catalog({ n: { localizations: { en: { variations: { device } } } } });
    assert.deepEqual(
      read(text, "cs").map(({ key, source }) => [key.slice(1).join("/"), source]),
      [
        ["device/iphone/few", "Tap %lld times"],
        ["device/iphone/many", "Tap %lld times"],
        ["device/iphone/one", "Tap"],
        ["device/iphone/other", "Tap %lld times"],
        ["device/other", "Press"],
      ],
    );
  });

  it("names its languages", () => {
    const localizations = { pt_BR: {}, "zh-Hans": {}, nonsense: {} };
    const catalog = { sourceLanguage: "en", strings: { a: {}, b: { localizations } }, version: "1.0" };
    assert.deepEqual(xcstrings.languagesIn?.(JSON.stringify(catalog)), ["en", "pt-BR", "zh-Hans"]);
  });
});

describe("Apple string catalogs: writing", () => {
  it("inserts missing categories beside those that are there, and a substitution with its argument", () => {
    const substitution = (variants: Record<string, string>): object => ({
      files: { argNum: 1, formatSpecifier: "lld", ...plural(variants) },
    });
    const whole = { ...unit("%#@files@ left"), substitutions: substitution({ one: "%arg file", other: "%arg files" }) };
    const text = catalog({
      a: { localizations: { en: whole } },
      n: { localizations: { en: plural({ one: "1", other: "n" }), ru: plural({ few: "3", other: "n" }) } },
    });
    const units = read(text, "ru").filter(({ state }) => state === "untranslated");
    const after = write(text, { language: "ru" }, ...units.map(({ key }) => [key, key.join("/")] as const));
    const expected = {
      a: {
        localizations: {
          en: whole,
          ru: {
            ...unit("a"),
            substitutions: substitution({
              few: "a/substitutions/files/few",
              many: "a/substitutions/files/many",
              one: "a/substitutions/files/one",
              other: "a/substitutions/files/other",
            }),
          },
        },
      },
      n: {
        localizations: {
          en: plural({ one: "1", other: "n" }),
          ru: plural({ few: "3", many: "n/many", one: "n/one", other: "n" }),
        },
      },
    };
    assert.equal(after, catalog(expected));
  });

  it("refuses strings and variants that the catalog lacks", () => {
    const text = catalog({ a: {} });
    for (const key of [["b"], ["a", "one"], ["a", "device", "mac"], [0], []])
      assert.throws(() => write(text, { language: "de" }, [key, "x"]), RouteLmtError);
  });
});

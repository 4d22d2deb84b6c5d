import assert from "node:assert/strict";
import { directionTable } from "#core/language/direction-table.js";
import { findDirection, requireDirection } from "#core/language/directions.js";
import { isCompatible, varietyName } from "#core/language/variety.js";

const model = (...targets: string[]) => targets.map((target) => ({ source: "en", target }));
const TEN = model("de", "fr", "es", "it", "pt-BR", "nl", "pl", "ru", "ja", "zh-CN");
/** The direction's tag and how it serves, as in `pt-BR substitute`. */
const served = (target: string, directions = TEN, source = "en"): string => {
  const found = findDirection({ source, target }, directions);
  return found ? `${found.direction.target} ${found.kind}` : "none";
};
const all = (targets: string, directions = TEN): Record<string, string> =>
  Object.fromEntries(targets.split(" ").map((target) => [target, served(target, directions)]));

describe("The direction for a language tag", () => {
  it("is the model's own, in any case and with any separator", () => {
    assert.deepEqual(all("de pt-BR pt_BR PT-br zh-CN zh_cn zh-Hans-CN zh-Hans de-DE ja-JP"), {
      de: "de exact",
      "pt-BR": "pt-BR exact",
      pt_BR: "pt-BR exact",
      "PT-br": "pt-BR exact",
      "zh-CN": "zh-CN exact",
      zh_cn: "zh-CN exact",
      "zh-Hans-CN": "zh-CN exact",
      "zh-Hans": "zh-CN exact",
      "de-DE": "de exact",
      "ja-JP": "ja exact",
    });
  });

  it("is that of the language for its regions, and variants do not count", () => {
    assert.deepEqual(all("es-419 es-MX fr-CA de-AT nl-BE it-CH de-AT-1996 es-MX-u-co-trad"), {
      "es-419": "es language",
      "es-MX": "es language",
      "fr-CA": "fr language",
      "de-AT": "de language",
      "nl-BE": "nl language",
      "it-CH": "it language",
      "de-AT-1996": "de language",
      "es-MX-u-co-trad": "es language",
    });
  });

  it("comes with a word where readers should know", () => {
    const remark = (target: string): object | undefined => {
      const found = findDirection({ source: "en", target }, TEN);
      return found?.kind === "substitute" ? found.remark : undefined;
    };
    assert.deepEqual(remark("pt"), { code: "substitute", own: "pt-BR" });
    assert.deepEqual(remark("zh"), { code: "substitute", own: "zh-CN" });
    assert.deepEqual(remark("zh-SG"), { code: "substitute", own: "zh-CN" });
    assert.deepEqual(remark("de-CH"), { code: "substitute", own: "de", sharpSIn: "CH" });
  });

  it("is never silently one of another written standard", () => {
    const refused = "pt-PT pt-AO pt-MZ pt-CV pt-TL zh-TW zh-Hant zh-HK zh-MO zh-Hant-CN yue ja-Latn ru-Latn de-Cyrl";
    for (const target of refused.split(" ")) assert.equal(served(target), "none", target);
    assert.deepEqual(all("sr sr-RS sr-Latn sr-ME", model("sr")), {
      sr: "sr exact",
      "sr-RS": "sr exact",
      "sr-Latn": "none",
      "sr-ME": "none",
    });
    assert.deepEqual(all("uz-Cyrl az-Cyrl pa-PK mn-CN", model("uz", "az", "pa", "mn")), {
      "uz-Cyrl": "none",
      "az-Cyrl": "none",
      "pa-PK": "none",
      "mn-CN": "none",
    });
  });

  it("knows languages by all their names", () => {
    assert.deepEqual(all("no nb nb-NO nn", model("nb")), {
      no: "nb exact",
      nb: "nb exact",
      "nb-NO": "nb exact",
      nn: "none",
    });
    assert.deepEqual(all("iw cmn tl sh", model("he", "zh-CN", "fil", "sr-Latn")), {
      iw: "he exact",
      cmn: "zh-CN substitute",
      tl: "fil exact",
      sh: "sr-Latn exact",
    });
  });

  it("is the best of several", () => {
    const several = model("pt-PT", "pt-BR", "zh-TW", "zh-CN", "es", "es-MX");
    assert.deepEqual(all("pt pt-AO zh-HK zh-Hant zh es-MX es-AR es-ES", several), {
      pt: "pt-BR substitute",
      "pt-AO": "pt-PT substitute",
      "zh-HK": "zh-TW substitute",
      "zh-Hant": "zh-TW exact",
      zh: "zh-CN substitute",
      "es-MX": "es-MX exact",
      "es-AR": "es language",
      "es-ES": "es exact",
    });
  });

  it("adds a remark if a model names only the language, which may mean the other standard", () => {
    assert.deepEqual(all("pt pt-BR pt-PT zh-TW", model("pt", "zh")), {
      pt: "pt exact",
      "pt-BR": "pt exact",
      "pt-PT": "pt substitute",
      "zh-TW": "none",
    });
  });

  it("reads the source language in every region", () => {
    for (const source of ["en", "en-GB", "en_US", "EN"]) assert.equal(served("de", TEN, source), "de exact");
    for (const source of ["fr", "en-Shaw"]) assert.equal(served("de", TEN, source), "none");
  });

  it("is an error with advice where there is none", () => {
    const require = (target: string) => () => requireDirection("small", { source: "en", target }, TEN);
    assert.throws(require("ko"), { code: "direction-unsupported", advice: /It translates en→de, .*en→zh-CN/ });
    assert.throws(require("zh-TW"), {
      code: "direction-unsupported",
      message:
        "The small model small does not translate en→zh-TW: zh-TW is Traditional Chinese (Taiwan), zh-CN is Simplified Chinese",
      advice: /OpenCC/,
    });
    assert.throws(require("pt-PT"), {
      message: /pt-PT is European Portuguese, pt-BR is Brazilian/,
      advice: /pt-BR if/,
    });
  });
});

describe("The table of directions", () => {
  it("has every usual tag of a language once, with what becomes of it", () => {
    const row = (target: string) => {
      const found = directionTable(TEN).find(({ direction }) => direction.target === target);
      const tags = (remarked: readonly { readonly tag: string }[] = []): string =>
        remarked.map(({ tag }) => tag).join(" ");
      return [found?.accepts.join(" "), tags(found?.substitutes), tags(found?.refuses)];
    };
    assert.deepEqual(row("zh-CN"), ["zh-Hans", "zh zh-SG", "zh-HK zh-Hant zh-MO zh-TW"]);
    assert.deepEqual(row("pt-BR"), ["", "pt", "pt-AO pt-MZ pt-PT"]);
    assert.deepEqual(row("de"), ["de-AT de-DE de-LU", "de-CH de-LI", ""]);
  });

  it("gives a tag to the direction that serves it", () => {
    const rows = directionTable(model("zh-CN", "zh-TW"));
    assert.deepEqual(
      rows.map(({ accepts, substitutes, refuses }) => [accepts, substitutes.map(({ tag }) => tag), refuses]),
      [
        [["zh-Hans"], ["zh", "zh-SG"], []],
        [["zh-Hant"], ["zh-HK", "zh-MO"], []],
      ],
    );
  });
});

describe("A tag in a file", () => {
  it("goes with every region of its language, but not with another standard", () => {
    for (const [a, b] of [
      ["fr", "fr-CA"],
      ["fr-CA", "fr-FR"],
      ["pt", "pt-PT"],
      ["zh", "zh-TW"],
      ["zh-SG", "zh-CN"],
      ["pt-AO", "pt-PT"],
    ] as const)
      assert.ok(isCompatible(a, b) && isCompatible(b, a), `${a} ${b}`);
    for (const [a, b] of [
      ["fr", "de"],
      ["zh-TW", "zh-CN"],
      ["pt-PT", "pt-BR"],
      ["sr-Latn", "sr-Cyrl"],
      ["zh-Hant", "zh-Hans"],
    ] as const)
      assert.ok(!isCompatible(a, b) && !isCompatible(b, a), `${a} ${b}`);
  });

  it("has a name that includes the standard", () => {
    const names = "de de-AT pt pt-BR pt-PT pt-AO zh zh-CN zh-TW zh-Hant sr-Latn es-419"
      .split(" ")
      .map((tag) => varietyName(tag));
    assert.deepEqual(names, [
      "German",
      "Austrian German",
      "Brazilian Portuguese",
      "Brazilian Portuguese",
      "European Portuguese",
      "European Portuguese (Angola)",
      "Simplified Chinese",
      "Simplified Chinese",
      "Traditional Chinese (Taiwan)",
      "Traditional Chinese",
      "Serbian (Latin)",
      "Latin American Spanish",
    ]);
  });
});

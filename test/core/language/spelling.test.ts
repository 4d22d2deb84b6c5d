import assert from "node:assert/strict";
import fc from "fast-check";
import { readSpelling, spell } from "#core/language/spelling.js";
import { commonTraits, type TagTraits } from "#core/language/tag-traits.js";

const TAGS = [
  "de",
  "pt-BR",
  "zh-Hant",
  "zh-Hant-HK",
  "es-419",
  "sr-Latn",
  "sr-Latn-RS",
  "ca-valencia",
  "he",
  "he-IL",
  "id",
  "yi",
  "nb",
  "fil",
  "fil-PH",
  "en-GB",
  "de-1996",
  "haw",
  "qps-ploc",
];

describe("A language in a path", () => {
  it("is read in every spelling", () => {
    const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
      "pt-BR": [
        "pt-br",
        "pt_br",
        "pt_BR",
        "pt-BR",
        "ptBR",
        "PT-BR",
        "pt-rBR",
        "b+pt+BR",
        "Brazilian",
        "portuguese_brazilian",
      ],
      "es-419": ["es-419", "es_419", "b+es+419", "latam"],
      "zh-Hans": ["zh-hans", "zh_Hans", "b+zh+Hans", "zh-CHS", "zhHans", "schinese", "Simplified_Chinese"],
      "sr-Latn": ["sr-latn", "sr@latin", "sr@Latn", "b+sr+Latn", "sh"],
      "ca-valencia": ["ca@valencia", "ca-valencia", "b+ca+valencia"],
      "uz-Cyrl-UZ": ["uz_UZ@cyrillic", "uz-Cyrl-UZ"],
      he: ["iw", "he", "HE", "hebrew"],
      id: ["in", "id"],
      yi: ["ji", "yi"],
      fil: ["tl", "fil"],
      no: ["no", "norwegian"],
      ja: ["ja", "jp", "Japanese"],
      fr: ["french", "francais", "Français"],
      cs: ["czech", "čeština", "cestina"],
      "sr-Cyrl": ["sr-ec", "sr@cyrillic"],
      "be-tarask": ["be-x-old", "be-tarask"],
      "de-x-sie": ["de_x_sie", "de-x-sie"],
      "de-DE-formal": ["de_DE_formal", "de-DE-formal"],
      en: ["en_EN", "en-EN", "eng", "enu"],
      uk: ["uk_UK", "ukr"],
      "pt-PT": ["pt_PT", "ptg"],
      "sr-Latn-RS": ["sr_RS_latin", "sr-Latn-RS"],
      de: ["deu", "ger", "DEU"],
      "zh-Hant": ["cht", "zh-Hant"],
    };
    for (const [tag, words] of Object.entries(SPELLINGS))
      for (const word of words) assert.equal(readSpelling(word)?.tag, tag, word);
  });

  it("is no other word", () => {
    for (const word of [
      "",
      "index",
      "app",
      "src",
      "web",
      "my-ui",
      "en-default",
      "de-of-x",
      "a",
      "b+",
      "@",
      "sr@",
      "en@quot",
      "mac",
      "nav",
      "run",
      "xx",
      "1",
      "car",
      "new",
      "en-",
      "list",
    ])
      assert.equal(readSpelling(word), undefined, word);
  });

  it("is read as it was spelled, whatever the spelling", () => {
    const traits = fc.record<TagTraits>({
      form: fc.constantFrom(undefined, "tag" as const, "android" as const, "at" as const, "joined" as const),
      separator: fc.constantFrom(undefined, "-" as const, "_" as const),
      casing: fc.constantFrom(undefined, "canonical" as const, "lower" as const, "upper" as const),
      isLegacy: fc.boolean(),
      isLong: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.constantFrom(...TAGS), traits, (tag, how) => {
        const word = spell(tag, how);
        assert.equal(readSpelling(word)?.tag, tag, word);
      }),
      { numRuns: 2000 },
    );
  });

  it("is read by its name as it was spelled", () => {
    for (const tag of ["de", "fr", "pt-BR", "zh-Hans", "nb", "en-GB", "ckb"])
      for (const casing of ["lower", "title", "upper"] as const)
        for (const separator of ["-", "_"] as const)
          assert.equal(readSpelling(spell(tag, { form: "name", casing, separator }))?.tag, tag, tag);
  });

  it("is spelled as those beside it are", () => {
    const like = (tag: string, ...words: string[]): string =>
      spell(tag, commonTraits(words.map((word) => readSpelling(word)?.traits ?? {})));
    assert.equal(like("pt-BR", "de", "zh-cn"), "pt-br");
    assert.equal(like("pt-BR", "de", "zh_CN", "fr-CA", "es_MX"), "pt_BR");
    assert.equal(like("yi", "de", "iw"), "ji");
    assert.equal(like("id", "de", "he"), "id");
    assert.equal(like("pt-BR", "zhCN"), "ptBR");
    assert.equal(like("fr", "German"), "French");
    assert.equal(like("fr", "DE"), "FR");
    assert.equal(like("fr", "eng", "deu", "chs"), "fra");
    assert.equal(like("fr", "en", "de", "ces"), "fr");
  });
});

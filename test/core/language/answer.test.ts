import assert from "node:assert/strict";
import { answering, isSameLanguage } from "#core/language/answer.js";

describe("The language that answers for another", () => {
  const EXAMPLES: readonly (readonly [wanted: string, there: string, answer: string | undefined])[] = [
    ["de", "de-AT de de-DE", "de"],
    ["de", "de-AT de-DE", "de-DE"],
    ["de-DE", "de", "de"],
    ["en", "en-GB", "en-GB"],
    ["en", "en-GB en-US", "en-US"],
    ["pt", "pt-PT", "pt-PT"],
    ["pt", "pt-PT pt-BR", "pt-BR"],
    ["pt-BR", "pt pt-PT", undefined],
    ["pt-PT", "pt", undefined],
    ["zh-CN", "zh-Hans zh-TW", "zh-Hans"],
    ["zh-Hant", "zh-CN zh-TW", "zh-TW"],
    ["zh-HK", "zh-TW zh-Hant", undefined],
    ["zh", "zh-TW", undefined],
    ["nb", "no", "no"],
    ["no", "nn nb", "nb"],
    ["nn", "no", undefined],
    ["fr", "fr-CA", undefined],
    ["es-MX", "es-419 es", undefined],
    ["ca", "ca-valencia", undefined],
    ["ca-valencia", "ca", undefined],
    ["ca-valencia", "ca-ES-valencia", "ca-ES-valencia"],
    ["ca-ES-valencia", "ca-valencia", "ca-valencia"],
    ["ca-valencia", "ca-FR-valencia", undefined],
    ["sr-Latn", "sr", undefined],
    ["qps-ploc", "de qps-ploc", "qps-ploc"],
  ];
  for (const [wanted, there, answer] of EXAMPLES)
    it(`is ${answer ?? "none"} for ${wanted} of ${there}`, () =>
      assert.equal(answering(wanted, there.split(" ")), answer));

  it("is never of another language", () => {
    assert.ok(isSameLanguage("zh-TW", "zh-Hant"));
    assert.ok(!isSameLanguage("de-AT", "de"));
    assert.ok(!isSameLanguage("no", "nn"));
  });
});

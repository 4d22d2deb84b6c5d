import assert from "node:assert/strict";
import { pluralIndex, pluralRuleFor, readPluralForms } from "#core/language/gettext-plurals.js";

describe("PO plural rules", () => {
  it("put the same counts together as Unicode CLDR", () => {
    // For Portuguese, Latvian, Hebrew and others, gettext's rule differs from CLDR's; gettext's is kept.
    const languages =
      "ja ko zh vi th id fr pt-BR fa hi is mk ru uk be sr hr bs pl cs sk lt ro sl gd ga mt cy ar de en sv nl it es tr";
    for (const language of languages.split(" ")) {
      const forms = pluralRuleFor(language);
      const rules = new Intl.PluralRules(language);
      const categories = new Map<number, Set<string>>();
      for (let n = 0; n <= 1000; n++) {
        const index = pluralIndex(forms, n);
        categories.set(index, (categories.get(index) ?? new Set()).add(rules.select(n)));
      }
      assert.equal(categories.size, forms.count, language);
      const found = [...categories.values()].map((one) => [...one].join("+"));
      assert.equal(new Set(found).size, found.length, `${language}: ${found}`);
      assert.ok(
        found.every((one) => !one.includes("+")),
        `${language}: ${found}`,
      );
    }
  });

  it("are found for a region, in either spelling", () => {
    assert.equal(pluralRuleFor("de-AT").count, 2);
    assert.equal(pluralRuleFor("pt_BR").expression, "(n > 1)");
    assert.equal(pluralRuleFor("pt-PT").expression, "(n != 1)");
    assert.equal(pluralRuleFor("zh-Hant-TW").count, 1);
  });

  it("are read out of a header as C would", () => {
    const form = (expression: string, n: number): number =>
      pluralIndex(readPluralForms(`Plural-Forms: nplurals=9; plural=${expression};\n`), n);
    assert.equal(form("n%10*2+1-3/2", 13), 6);
    assert.equal(form("n==1 ? 0 : n==2 ? 1 : 2", 2), 1);
    assert.equal(form("!(n>=2&&n<=4||n==7)", 7), 0);
    assert.equal(form("n<2 != 1", 5), 1);
  });

  it("end at once on expressions that are nonsense, endless or divide by zero", () => {
    for (const expression of [
      "",
      "(",
      "?:?:",
      "n/0",
      "n%0",
      "((((((((n",
      `${"(".repeat(100_000)}n`,
      "n ".repeat(100_000),
      "!".repeat(100_000),
      "1e9",
      "-5",
    ]) {
      assert.equal(typeof pluralIndex({ count: 3, expression }, 5), "number");
    }
  });

  it("are those of English if the header has no usable ones", () => {
    for (const header of [
      "",
      "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n",
      "Plural-Forms: nplurals=0; plural=0;\n",
      "Plural-Forms: nplurals=999; plural=n;\n",
    ]) {
      assert.deepEqual(readPluralForms(header), { count: 2, expression: "(n != 1)" });
    }
  });
});

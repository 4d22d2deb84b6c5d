import assert from "node:assert/strict";
import { json } from "#core/formats/json/json.js";
import { expandPlurals } from "#core/status/expand-plurals.js";

/** The keys that a target needs, each with its source text. */
function expand(source: unknown, target: string): string[] {
  const { units } = json.read(JSON.stringify(source));
  return [...expandPlurals(units, target)].map(({ key, source: text }) => `${key.join(".")}: ${text}`);
}

const ITEMS = { item_one: "{{count}} item", item_other: "{{count}} items" };

describe("i18next plurals", () => {
  it("have the categories of the target language", () => {
    assert.deepEqual(expand(ITEMS, "de"), ["item_one: {{count}} item", "item_other: {{count}} items"]);
    assert.deepEqual(expand(ITEMS, "ja"), ["item_other: {{count}} items"]);
    for (const language of ["fr", "es"]) {
      assert.deepEqual(expand(ITEMS, language), [
        "item_one: {{count}} item",
        "item_many: {{count}} items",
        "item_other: {{count}} items",
      ]);
    }
    assert.deepEqual(expand(ITEMS, "ru"), [
      "item_one: {{count}} item",
      "item_few: {{count}} items",
      "item_many: {{count}} items",
      "item_other: {{count}} items",
    ]);
    assert.deepEqual(
      expand(ITEMS, "ar").map((line) => line.split(":")[0]),
      ["item_zero", "item_one", "item_two", "item_few", "item_many", "item_other"],
    );
  });

  it("name the key whose text is translated", () => {
    const { units } = json.read(JSON.stringify({ a: ITEMS }));
    const few = [...expandPlurals(units, "ru")].find(({ key }) => key.at(-1) === "item_few");
    assert.deepEqual(few, {
      key: ["a", "item_few"],
      source: "{{count}} items",
      context: "a.item_few",
      variants: ["{{count}} item", "{{count}} items"],
      counts: [3, 4, 2, 22, 23, 24, 32, 33],
    });
  });

  it("take the source's own text of a category where it has one", () => {
    const russian = { f_one: "файл", f_few: "файла", f_many: "файлов", f_other: "файла" };
    assert.deepEqual(expand(russian, "pl"), ["f_one: файл", "f_few: файла", "f_many: файлов", "f_other: файла"]);
    assert.deepEqual(expand(russian, "en"), ["f_one: файл", "f_other: файла"]);
  });

  it("keep `zero`, which i18next uses for no items in every language", () => {
    assert.deepEqual(expand({ i_zero: "none", ...ITEMS, i_one: "one", i_other: "many" }, "ja"), [
      "i_zero: none",
      "i_other: many",
      "item_other: {{count}} items",
    ]);
  });

  it("have separate ordinal categories", () => {
    const source = {
      p_ordinal_one: "st",
      p_ordinal_two: "nd",
      p_ordinal_few: "rd",
      p_ordinal_other: "th",
      p_one: "1",
      p_other: "n",
    };
    assert.deepEqual(expand(source, "de"), ["p_ordinal_other: th", "p_one: 1", "p_other: n"]);
    assert.deepEqual(expand(source, "fr"), [
      "p_ordinal_one: st",
      "p_ordinal_other: th",
      "p_one: 1",
      "p_many: n",
      "p_other: n",
    ]);
  });

  it("are distinguished from a context by the last suffix", () => {
    const source = { friend_male_one: "boyfriend", friend_male_other: "boyfriends", friend_female: "girlfriend" };
    assert.deepEqual(expand(source, "ja"), ["friend_male_other: boyfriends", "friend_female: girlfriend"]);
  });

  it("of the third version of i18next's files are numbered where a language has more or fewer than two", () => {
    const pair = { item: "{{count}} item", item_plural: "{{count}} items", other_plural: "x" };
    assert.deepEqual(expand(pair, "de"), ["item: {{count}} item", "item_plural: {{count}} items", "other_plural: x"]);
    assert.deepEqual(expand(pair, "ja"), ["item_0: {{count}} items", "other_plural: x"]);
    assert.deepEqual(expand(pair, "cs"), [
      "item_0: {{count}} item",
      "item_1: {{count}} items",
      "item_2: {{count}} items",
      "other_plural: x",
    ]);
    const slovenian = [...expandPlurals(json.read(JSON.stringify(pair)).units, "sl")];
    assert.deepEqual(
      slovenian.map(({ key, counts }) => [key[0], counts?.[0]]),
      [
        ["item_0", 5],
        ["item_1", 1],
        ["item_2", 2],
        ["item_3", 3],
        ["other_plural", undefined],
      ],
    );
    assert.equal(expand(pair, "ar").length, 7);
    // Unless something shows that the file is i18next's, names mean nothing.
    assert.deepEqual(expand({ noun: "thing", noun_plural: "things" }, "cs"), ["noun: thing", "noun_plural: things"]);
  });

  it("of Nextcloud's lists are as many as gettext has in the language", () => {
    const list = {
      translations: { Open: "Open", "_%n day_::_%n days_": ["%n day", "%n days"] },
      days: ["day", "days"],
    };
    const name = "translations._%n day_::_%n days_";
    const expanded = (language: string): string[] => expand(list, language).slice(1, -2);
    assert.deepEqual(expanded("de"), [`${name}.0: %n day`, `${name}.1: %n days`]);
    assert.deepEqual(expanded("ja"), [`${name}.0: %n days`]);
    assert.deepEqual(expanded("ru"), [`${name}.0: %n day`, `${name}.1: %n days`, `${name}.2: %n days`]);
    assert.equal(expanded("ar").length, 6);
  });

  it("of catalogs of gettext in JSON are lists, too", () => {
    const header = { plural_forms: "nplurals=2; plural=(n != 1);" };
    const jed = { domain: "shop", locale_data: { shop: { "": header, "%d day": ["%d day", "%d days"] } } };
    const name = "locale_data.shop.%d day";
    assert.deepEqual(expand(jed, "ja").slice(2), [`${name}.0: %d days`]);
    assert.deepEqual(expand(jed, "pl").slice(2), [`${name}.0: %d day`, `${name}.1: %d days`, `${name}.2: %d days`]);
    const flat = { "": { language: "en", "plural-forms": header.plural_forms }, days: ["%1 day", "%1 days"] };
    assert.deepEqual(expand(flat, "ja").slice(2), ["days.0: %1 days"]);
    assert.deepEqual(expand({ "": header, menu: { days: ["Monday", "Tuesday"] } }, "ja").length, 3);
  });

  it("may be objects of categories, as in Rails", () => {
    assert.deepEqual(expand({ items: { one: "item", other: "items" }, z: "z" }, "cs"), [
      "items.one: item",
      "items.few: items",
      "items.many: items",
      "items.other: items",
      "z: z",
    ]);
  });

  it("stay in the order of the source, a group where its first key is", () => {
    const source = { a: "a", n_one: "1", b: "b", n_other: "n", c: "c" };
    assert.deepEqual(expand(source, "de"), ["a: a", "n_one: 1", "n_other: n", "b: b", "c: c"]);
  });

  describe("are not seen", () => {
    const same = (source: Record<string, unknown>): void => {
      const { units } = json.read(JSON.stringify(source));
      assert.deepEqual(
        expand(source, "ja"),
        units.map(({ key, value }) => `${key.join(".")}: ${value}`),
      );
    };

    it("in keys that only end alike", () => {
      same({ phase_one: "First", phase_two: "Second" });
      same({ reason_other: "Another reason", gender_other: "Other" });
      same({ other: "Other" });
      same({ g: { other: "Other" } });
    });

    it("in objects with more than categories", () => {
      same({ g: { one: "1", other: "n", title: "t" } });
      same({ g: { one: "1", other: { deep: "n" } } });
      same({ g: { other: "n", few: { x: { y: "z" } } } });
    });

    it("at the top of a file of one and other", () => {
      same({ one: "One", other: "Other" });
    });

    it("in arrays get the categories of the target language", () => {
      same({ list: ["one", "other"] });
    });
  });

  it("are seen in a lone `other` with a count, as Japanese files have it", () => {
    assert.deepEqual(expand({ f_other: "{{count}}個" }, "en"), ["f_one: {{count}}個", "f_other: {{count}}個"]);
  });

  it("take linear time for many groups and for deep ones", () => {
    const flat = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, n) => [`k${n >> 1}_${n % 2 ? "other" : "one"}`, `${n}`]),
    );
    assert.equal(expand(flat, "ru").length, 200_000);
    const key = Array.from({ length: 10_000 }, () => "d");
    const deep = ["one", "other"].map((category) => ({
      key: [...key, category],
      value: category,
      span: { start: 0, end: 0 },
      state: "translated" as const,
    }));
    assert.equal([...expandPlurals(deep, "ja")].length, 1);
  });
});

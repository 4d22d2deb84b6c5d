import assert from "node:assert/strict";
import { parse } from "@formatjs/icu-messageformat-parser";
import { pluralCategories } from "#core/language/plural-categories.js";
import { hasIcuChoice, parseIcu } from "#core/messages/icu.js";
import { forLanguage } from "#core/messages/icu-language.js";
import { icuArguments } from "#core/messages/icu-pieces.js";
import { leavesOf, printIcu } from "#core/messages/icu-tree.js";

const otherOf = <Option>({ other }: { readonly other?: Option }): Option | undefined => other;

const leaves = (message: string): string[] => leavesOf(parseIcu(message)).map(({ text }) => text);

/** The message for a language, with unchanged texts. */
function adapt(message: string, language: string): string {
  const tree = forLanguage(parseIcu(message), language);
  return printIcu(
    tree,
    leavesOf(tree).map(({ text }) => text),
    false,
  );
}

/** A small formatter, to compare two spellings of one message by their output. */
function format(message: string, values: Record<string, string | number>, language: string): string {
  type Elements = ReturnType<typeof parse>;
  const run = (elements: Elements, number: number): string =>
    elements
      .map((element): string => {
        if (element.type === 0) return element.value;
        if (element.type === 7) return String(number);
        if (element.type === 8) return "";
        const value = values[element.value] ?? "";
        if (element.type === 5) return run((element.options[value] ?? otherOf(element.options))?.value ?? [], number);
        if (element.type !== 6) return String(value);
        const count = Number(value);
        const type = element.pluralType ?? "cardinal";
        const category = new Intl.PluralRules(language, { type }).select(count - (element.offset ?? 0));
        const option = element.options[`=${count}`] ?? element.options[category] ?? otherOf(element.options);
        return run(option?.value ?? [], count - (element.offset ?? 0));
      })
      .join("");
  return run(parse(message, { ignoreTag: true }), 0);
}

const MESSAGES = [
  "You have {n, plural, one {# file} other {# files}}.",
  "{n, plural, =0 {No files} one {# file} other {# files}} in {m, plural, one {# folder} other {# folders}}",
  "{g, select, male {He} female {She} other {They}} liked {g, select, male {his} female {her} other {their}} photo",
  "{n, plural, one {{g, select, male {his file} other {their file}}} other {{g, select, male {his # files} other {their # files}}}}",
  "{g, select, male {{n, plural, one {he has # file} other {he has # files}}} other {nothing}} here",
  "{n, plural, offset:1 =0 {Nobody} =1 {{name}} one {{name} and # other} other {{name} and # others}} came",
  "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} place",
  "{n, plural, one {one # {m, plural, one {inner #} other {inners #}}} other {# and {m, plural, one {#} other {#s}}}}",
  "{n, plural, one {# item is} other {# items are}} in {n, plural, one {its} other {their}} place, #1",
  "{n, plural, =1 {just one} other {#}} and {n, plural, one {a} other {b}}",
  "It''s {n, plural, one {Bob''s '{'#'}' <b>#</b>} other {the users''}} '#' '}' it's",
  "{g, select, male {#1 '{x}'} other {#2}} of {n, plural, one {'#'# thing} other {#'#' things}}",
  "{d, date, ::yMMMd} {t, time, h 'o''clock'} {p, number, ::currency/EUR} {n, plural, one {#} other {#}}",
  "plain {name} text",
  "no arguments, it's 'quoted' and ''doubled''",
];

describe("ICU: taking messages apart", () => {
  it("moves the choices outwards, so that every text is a whole sentence", () => {
    assert.deepEqual(leaves("You have {n, plural, one {# file} other {# files}}."), [
      "You have # file.",
      "You have # files.",
    ]);
    assert.deepEqual(leaves("{a, select, x {X} other {O}} and {b, select, y {Y} other {P}}"), [
      "X and Y",
      "X and P",
      "O and Y",
      "O and P",
    ]);
  });

  it("makes one choice of what is chosen twice", () => {
    assert.deepEqual(
      leaves("{g, select, male {He} other {They}} and {g, select, male {his} female {her} other {their}} dog"),
      ["He and his dog", "They and her dog", "They and their dog"],
    );
    assert.deepEqual(leaves("{n, plural, one {# is} other {# are}} in {n, plural, one {its} other {their}} place"), [
      "# is in its place",
      "# are in their place",
    ]);
  });

  it("moves selects before plurals, so that # keeps its plural", () => {
    const tree = parseIcu("{n, plural, one {# file of {g, select, male {his} other {theirs}}} other {# files}}");
    assert.equal(tree.kind, "select");
    assert.deepEqual(
      leavesOf(tree).map(({ text, inPlural }) => [text, inPlural]),
      [
        ["# file of his", true],
        ["# files", true],
        ["# file of theirs", true],
        ["# files", true],
      ],
    );
  });

  it("spells out # of an outer plural", () => {
    assert.deepEqual(leaves("{n, plural, other {# and {m, plural, other {# too}}}}"), ["{n, number} and # too"]);
  });

  it("refuses an outer # with an offset, which has no spelling", () => {
    assert.throws(() => parseIcu("{n, plural, offset:1 other {# and {m, plural, other {#}}}}"), SyntaxError);
    assert.throws(() => parseIcu("{n, plural, offset:1 other {# or {n, plural, other {#}}}}"), SyntaxError);
  });

  it("shows text without doubled apostrophes, and quoted syntax as it is", () => {
    const [leaf] = leavesOf(parseIcu("{n, plural, other {it''s '{name}' of 'us' all}}"));
    assert.equal(leaf?.text, "it's '{name}' of 'us' all");
    assert.deepEqual(leaf?.verbatim, ["'{name}'"]);
  });

  it("refuses quotation marks around # beside a quoted #, which look alike", () => {
    assert.throws(() => parseIcu("{n, plural, other {''#'' is no '#'}}"), SyntaxError);
    assert.deepEqual(leaves("{n, plural, other {''#''}}"), ["'#'"]);
  });

  it("refuses what is not valid, has no `other`, or has more variants than anyone can read", () => {
    const binary = (name: string): string => `{${name}, plural, one {1} other {n}}`;
    for (const message of [
      "{n, plural, one {x}}",
      "{n, plural",
      "{n, plural, one {x} other {y}",
      "{",
      "{n plural}",
      "{}",
      [..."abcdefg"].map(binary).join(""),
    ]) {
      assert.throws(() => parseIcu(message), SyntaxError, message);
    }
  });

  it("ends at once on messages nested without end", () => {
    const deep = (depth: number): string => "{n, plural, other {".repeat(depth) + "}}".repeat(depth);
    for (const depth of [30, 1000, 50_000]) assert.throws(() => parseIcu(deep(depth)), SyntaxError);
    const tree = parseIcu([..."abcdefghijk"].reduce((inner, name) => `{${name}, plural, other {${inner}}}`, "x"));
    assert.throws(() => forLanguage(tree, "ar"), SyntaxError);
    assert.ok(forLanguage(tree, "ja"));
  });

  it("recognises messages with a choice", () => {
    for (const message of ["{n, plural, other {x}}", "{ n ,select, other {x}}", "{a.b, selectordinal, other {}}"])
      assert.ok(hasIcuChoice(message), message);
    for (const message of ["{n}", "{{n}}", "{n, number}", "plural, select", "{plural}"])
      assert.ok(!hasIcuChoice(message), message);
  });
});

describe("ICU: the target language's categories", () => {
  const categories = (message: string, language: string): string[] => {
    const tree = forLanguage(parseIcu(message), language);
    return tree.kind === "text" ? [] : [...tree.options.keys()];
  };

  it("are those of CLDR, in its order", () => {
    const expected: Record<string, string> = {
      ar: "zero one two few many other",
      ru: "one few many other",
      pl: "one few many other",
      cs: "one few many other",
      ja: "other",
      cy: "zero one two few many other",
      fr: "one many other",
      es: "one many other",
      de: "one other",
    };
    for (const [language, names] of Object.entries(expected)) {
      assert.equal(pluralCategories(language).join(" "), names, language);
      assert.equal(categories("{n, plural, one {# a} other {# b}}", language).join(" "), names, language);
    }
  });

  it("are ordinal for ordinals", () => {
    const message = "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}";
    assert.deepEqual(categories(message, "en"), ["one", "two", "few", "other"]);
    assert.deepEqual(categories(message, "de"), ["other"]);
    assert.deepEqual(categories(message, "it"), ["many", "other"]);
    assert.equal(adapt(message, "fr"), "{n, selectordinal, one {#st} other {#th}}");
  });

  it("take the source's text of that category, or of `other`, and keep explicit numbers", () => {
    assert.equal(
      adapt("{n, plural, =0 {none} one {# a} few {# f} other {# b}}", "pl"),
      "{n, plural, =0 {none} one {# a} few {# f} many {# b} other {# b}}",
    );
    assert.equal(adapt("{n, plural, =0 {none} one {# a} other {# b}}", "ja"), "{n, plural, =0 {none} other {# b}}");
  });

  it("hold at every level of nested plurals", () => {
    const message = "{n, plural, one {# a} other {# b}} {m, plural, one {# c} other {# d}}";
    assert.equal(leavesOf(forLanguage(parseIcu(message), "ru")).length, 16);
    assert.equal(adapt(message, "ja"), "{n, plural, other {{m, plural, other {{n, number} b # d}}}}");
  });

  it("keep the offset", () => {
    assert.equal(
      adapt("{n, plural, offset:1 one {you and # more} other {you and # more}}", "ja"),
      "{n, plural, offset:1 other {you and # more}}",
    );
  });

  it("do not say `one file` of 21 files", () => {
    const message = "{n, plural, one {One file} other {# files}}";
    assert.equal(
      adapt(message, "ru"),
      "{n, plural, =1 {One file} one {# files} few {# files} many {# files} other {# files}}",
    );
    assert.equal(adapt(message, "fr"), "{n, plural, =1 {One file} one {# files} many {# files} other {# files}}");
    assert.equal(adapt(message, "de"), message);
    assert.equal(
      adapt("{n, plural, one {file} other {files}}", "ru"),
      "{n, plural, one {file} few {files} many {files} other {files}}",
    );
    assert.equal(
      adapt("{n, plural, one {{n} file} other {{n} files}}", "pt"),
      "{n, plural, one {{n} file} many {{n} files} other {{n} files}}",
    );
  });
});

describe("ICU: writing messages", () => {
  it("yields messages that parse, with the same arguments, in every language", () => {
    for (const message of MESSAGES) {
      for (const language of ["en", "ar", "ru", "pl", "cs", "ja", "cy", "fr", "de"]) {
        const adapted = adapt(message, language);
        assert.doesNotThrow(() => parse(adapted, { ignoreTag: true, requiresOtherClause: true }), adapted);
        assert.deepEqual(icuArguments(adapted), icuArguments(message), adapted);
        assert.equal(adapt(adapted, language), adapted, "a second time changes nothing");
      }
    }
  });

  it("says in the source language what the message says", () => {
    for (const message of MESSAGES) {
      for (const n of [0, 1, 2, 3, 21]) {
        for (const [g, m] of [
          ["male", 1],
          ["female", 5],
          ["x", 0],
        ] as const) {
          const values = { n, m, g, name: "Ann", d: "D", t: "T", p: "P" };
          assert.equal(format(adapt(message, "en"), values, "en"), format(message, values, "en"), adapt(message, "en"));
        }
      }
    }
  });

  it("doubles apostrophes only where they would quote", () => {
    const write = (text: string, source = "{n, plural, other {x {name}}}"): string => {
      const tree = parseIcu(source);
      const message = printIcu(tree, [text], false);
      assert.equal(
        format(message, { n: 5, name: "Ann" }, "en"),
        text.replace("#", "5").replace("{name}", "Ann"),
        message,
      );
      return message.replace(/^\{n, plural, other \{|\}\}$/g, "");
    };
    assert.equal(write("l'ami"), "l'ami");
    assert.equal(write("l'{name}"), "l''{name}");
    assert.equal(write("l'#"), "l''#");
    assert.equal(write("des amis'"), "des amis''");
    assert.equal(write("l'<b>x</b>"), "l''<b>x</b>");
    assert.equal(write("''"), "''''");
    assert.equal(write("'"), "''");
  });

  it("keeps quoted syntax wherever the translation puts it", () => {
    const source = "{n, plural, other {Write '{name}' or '#'s}}";
    const tree = parseIcu(source);
    const written = printIcu(tree, ["C'est '#', d'abord l''{name}'"], false);
    assert.equal(format(written, { n: 1 }, "en"), "C'est #, d'abord l'{name}");
  });

  it("doubles all apostrophes where the source does", () => {
    assert.equal(
      printIcu(parseIcu("{n, plural, other {don''t}}"), ["n'est pas"], true),
      "{n, plural, other {n''est pas}}",
    );
  });

  it("lists the arguments that a message has, in all its branches", () => {
    assert.deepEqual(
      icuArguments("{b} {a, number} {n, plural, one {{x}} other {{y, date}}} {g, select, other {<b>{z}</b>}}"),
      ["a", "b", "g", "n", "x", "y", "z"],
    );
    assert.throws(() => icuArguments("{{name}}"), SyntaxError);
  });
});

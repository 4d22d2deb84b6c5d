import assert from "node:assert/strict";
import { parse } from "@formatjs/icu-messageformat-parser";
import fc from "fast-check";
import { icuArguments } from "#core/messages/icu-pieces.js";
import { type MessageParts, takeApart } from "#core/messages/message.js";
import { setSpaceAside } from "#core/messages/set-aside.js";

const texts = (message: string, target = "de", syntax: "plain" | "icu" | "i18next" = "plain"): string[] =>
  takeApart(message, syntax, target).texts.map(({ text }) => text);

/** The message with its translated parts in capitals. */
function shout(message: string, target = "de", syntax: "plain" | "icu" | "i18next" = "plain"): string {
  const parts = takeApart(message, syntax, target);
  return parts.rebuild(
    parts.texts.map(({ text }) =>
      text.replace(/\b[A-Za-z]+\b/g, (word) => (text.includes(`{${word}`) ? word : word.toUpperCase())),
    ),
  );
}

/** Undefined if the source is not an ICU message or is refused. */
function takeApartIfValid(message: string, target: string, isSampled: boolean): MessageParts | undefined {
  try {
    return takeApart(message, "icu", target, { isSampled });
  } catch (error) {
    assert.ok(error instanceof SyntaxError);
    return undefined;
  }
}

describe("Messages", () => {
  it("are one text, with the white space around it set aside", () => {
    assert.deepEqual(texts("  Save \n"), ["Save"]);
    assert.equal(takeApart("  Save \n", "plain", "de").rebuild(["Speichern"]), "  Speichern \n");
    assert.equal(takeApart("\u00a0Total:\t", "plain", "fr").rebuild(["Total :"]), "\u00a0Total :\t");
  });

  it("take a tag whose attributes have a choice or a binding as one item", () => {
    const tag = '<x id="ICU" equiv-text="{n, plural, one {...} other {...}}" xid="a2"/>';
    assert.deepEqual(texts(`You have ${tag} here`), [`You have ${tag} here`]);
    assert.deepEqual(texts(`You have ${tag} here`, "de", "icu"), [`You have ${tag} here`]);
    const bound = '<x id="INTERPOLATION" equiv-text="{{ items.length > 1 }}"/>';
    const parts = takeApart(`{n, plural, one {item} other {${bound} items #}}`, "icu", "de");
    assert.deepEqual(
      parts.texts.map(({ text }) => text),
      ["item", `${bound} items #`],
    );
    assert.equal(parts.rebuild(["Stück", `${bound} Stücke #`]), `{n, plural, one {Stück} other {${bound} Stücke #}}`);
    assert.deepEqual(icuArguments('<a href="{url}">{name}</a>'), ["name", "url"]);
  });

  it("of a file that doubles its apostrophes get them doubled", () => {
    const doubled = { isDoubled: true };
    const french = (message: string, syntax: "plain" | "icu", translation: string): string =>
      takeApart(message, syntax, "fr", doubled).rebuild([translation]);
    assert.equal(french("Details of {value}", "icu", "Détails de l'élément {value}"), "Détails de l''élément {value}");
    assert.equal(french("Open it", "icu", "L'ouvrir"), "L''ouvrir");
    assert.equal(french("Can''t open {0}", "plain", "Impossible d'ouvrir {0}"), "Impossible d''ouvrir {0}");
    assert.deepEqual(takeApart("Can''t open {0}", "plain", "fr", doubled).texts[0]?.text, "Can't open {0}");
    assert.equal(french("Open it", "plain", "L'ouvrir"), "L'ouvrir");
    assert.equal(takeApart("Open {0}", "plain", "fr").rebuild(["L'ouvrir {0}"]), "L'ouvrir {0}");
  });

  it("in no letter of the source's script, and names of languages in themselves, are copied", () => {
    const english = { source: "en" };
    for (const text of ["日本語", "Русский", "Ω", "Deutsch", "Português (Brasil)", "Tiếng Việt"])
      assert.deepEqual(takeApart(text, "plain", "de", english).texts, [], text);
    for (const text of ["German", "English", "Open Русский", "日本語 text"])
      assert.equal(takeApart(text, "plain", "de", english).texts.length, 1, text);
    assert.equal(takeApart("Email", "plain", "de", { source: "ru" }).texts.length, 1);
    assert.equal(takeApart("Открыть", "plain", "de", { source: "ru" }).texts.length, 1);
  });

  it("without words have nothing to translate", () => {
    for (const message of [
      "",
      " ",
      "42",
      "{name}",
      "{{first}} {{last}}",
      "%s: %d %%",
      "…",
      "https://example.org/",
      "<br/>",
      "$t(a.b)",
      "--help",
      "a@example.org",
      "🎉",
      "\n",
    ]) {
      const parts = takeApart(message, "plain", "de");
      assert.deepEqual(parts.texts, [], message);
      assert.equal(parts.rebuild([]), message);
    }
  });

  it("with words besides their placeholders are translated", () => {
    for (const message of ["{name}s", "é", "%s of %s", "日本", "<b>x</b>"]) assert.deepEqual(texts(message), [message]);
  });

  it("with an ICU choice are translated branch by branch", () => {
    assert.deepEqual(texts("You have {n, plural, one {# file} other {# files}}."), [
      "You have # file.",
      "You have # files.",
    ]);
    assert.equal(
      shout("You have {n, plural, one {# file} other {# files}}."),
      "{n, plural, one {YOU HAVE # FILE.} other {YOU HAVE # FILES.}}",
    );
  });

  it("have each text of their branches once, whatever the language", () => {
    const message = "{n, plural, one {# file} other {# files}}";
    assert.deepEqual(texts(message, "ru"), ["# file", "# files"]);
    assert.deepEqual(texts(message, "ja"), ["# files"]);
    assert.equal(shout(message, "ru"), "{n, plural, one {# FILE} few {# FILES} many {# FILES} other {# FILES}}");
    assert.deepEqual(texts("{g, select, a {same} b {same} other { same }}"), ["same"]);
    assert.equal(
      shout("{g, select, a {same} b {same} other { same }}"),
      "{g, select, a {SAME} b {SAME} other { SAME }}",
    );
  });

  it("protect # where it is a number, and quoted syntax", () => {
    const protectedIn = (message: string): (readonly string[])[] =>
      takeApart(message, "icu", "de").texts.map(({ doNotTranslate }) => doNotTranslate);
    assert.deepEqual(protectedIn("{n, plural, other {# file}}"), [["#"]]);
    assert.deepEqual(protectedIn("{g, select, other {# file}}"), [[]]);
    assert.deepEqual(protectedIn("{n, plural, other {# of '{x}'}}"), [["'{x}'", "#"]]);
  });

  it("keep branches without words, and translate the others", () => {
    assert.deepEqual(texts("{n, plural, =0 {–} one {#} other {# files}}"), ["# files"]);
    assert.equal(
      shout("{n, plural, =0 {–} one {#} other {# files}}", "cs"),
      "{n, plural, =0 {–} one {#} few {# FILES} many {# FILES} other {# FILES}}",
    );
  });

  it("of an ICU file double an apostrophe that would quote", () => {
    const rebuild = (message: string, translation: string): string =>
      takeApart(message, "icu", "fr").rebuild([translation]);
    assert.equal(rebuild("The {name}", "l'{name}"), "l''{name}");
    assert.equal(rebuild("Don't", "N'oubliez pas l'eau'"), "N'oubliez pas l'eau'");
    assert.equal(rebuild("Don''t", "l'eau"), "l''eau");
    assert.equal(rebuild("  '{'x'}' is it", "'{'x'}' l'est"), "  '{'x'}' l'est");
  });

  it("of an ICU file that are none after all are plain text", () => {
    assert.deepEqual(texts("Hello {{name}}", "de", "icu"), ["Hello {{name}}"]);
    assert.equal(shout("it's } {", "de", "icu"), "IT'S } {");
  });

  it("with a choice that is not valid are refused", () => {
    assert.throws(() => takeApart("{n, plural, one {x}}", "plain", "de"), SyntaxError);
    assert.throws(() => takeApart("{n, plural, one {x} other {y}} {{name}}", "icu", "de"), SyntaxError);
  });

  it("of i18next are never ICU", () => {
    assert.deepEqual(texts("{n, plural, one {x} other {y}}", "de", "i18next"), ["{n, plural, one {x} other {y}}"]);
  });

  it("keep a text for which no translation came", () => {
    assert.equal(takeApart("Save", "plain", "de").rebuild([]), "Save");
    assert.equal(takeApart("{n, plural, other {x}}", "icu", "de").rebuild([]), "{n, plural, one {x} other {x}}");
  });

  it("parse again with the same arguments, whatever words the translation has", () => {
    const word = fc.constantFrom(
      "l'#",
      "l'<b>",
      "l'",
      "d'",
      "it's",
      "''",
      "'",
      "users'",
      "#",
      "<b>x</b>",
      "Wort",
      "n'",
      "é",
      "|",
    );
    const branch = fc
      .array(fc.constantFrom("a ", "it''s ", "#", "{name}", "'{x}'", "'#'", "<i>b</i>", "'' "), { maxLength: 5 })
      .map((parts) => parts.join(""));
    const message = fc
      .tuple(branch, branch, branch, branch, fc.constantFrom("plural", "selectordinal", "select"))
      .map(([before, one, other, after, kind]) => `${before}{n, ${kind}, one {${one}} other {${other}}}${after}`);
    const words = fc.array(fc.array(word, { maxLength: 4 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(
        message,
        words,
        fc.constantFrom("ar", "ru", "fr", "ja", "en"),
        fc.boolean(),
        (message, words, language, isSampled) => {
          const parts = takeApartIfValid(message, language, isSampled);
          fc.pre(parts !== undefined);
          // The translation keeps protected items at its end, with different words around them.
          const translations = parts.texts.map(({ text, doNotTranslate }, index) => {
            const verbatim = doNotTranslate.filter((one) => one !== "#");
            const exact = verbatim.map((one) => one.replace(/[^\w\s]/g, "\\$&")).join("|");
            const bare = exact === "" ? text : text.replace(new RegExp(exact, "g"), "");
            const kept = bare.match(/\{[^{}]*\}/g) ?? [];
            return [
              ...(words[index] ?? []),
              ...kept.map((one) => `l'${one}`),
              ...verbatim,
              ...(words[index + 1] ?? []),
            ].join(" ");
          });
          const target = parts.rebuild(translations);
          assert.doesNotThrow(() => parse(target, { ignoreTag: true, requiresOtherClause: true }), target);
          // An argument in a single branch is lost if the language lacks the branch.
          assert.deepEqual(icuArguments(target), icuArguments(parts.rebuild([])), target);
          assert.ok(icuArguments(target).every((name) => icuArguments(message).includes(name)));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe("White space", () => {
  it("is set aside in linear time", () => {
    assert.deepEqual(setSpaceAside(" \n a b\t"), { lead: " \n ", core: "a b", tail: "\t" });
    assert.deepEqual(setSpaceAside("  "), { lead: "  ", core: "", tail: "" });
    // With backtracking this would take hours: mocha's time limit ends it.
    const long = `a${" ".repeat(1_000_000)}b`;
    assert.deepEqual(setSpaceAside(long), { lead: "", core: long, tail: "" });
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as gettextParser from "gettext-parser";
import { MalformedFileError } from "#core/errors.js";
import type { KeyPath } from "#core/formats/format.js";
import { po } from "#core/formats/po/po.js";
import { oddities } from "../../../support/sentences.js";
import { FIXTURES } from "../fixtures.js";

const HEADER = String.raw`msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"
`;

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/formats/po/valid/${name}`, import.meta.url), "utf8");

const write = (text: string, key: KeyPath, value: string): string => po.write(text, [{ key, value }]);

/** The msgstr lines of a value, written to a file with one empty message. */
function written(value: string, file = `${HEADER}\nmsgid "a"\nmsgstr ""\n`): string {
  return write(file, ["a"], value).slice(file.lastIndexOf("msgstr"));
}

describe("PO: reading", () => {
  it("keys messages by context, text and plural form, and leaves out header and obsolete entries", () => {
    const keys = po.read(fixture("de.po")).units.map(({ key }) => key);
    assert.deepEqual(keys.slice(0, 7), [
      ["Welcome"],
      ["button", "Open"],
      ["state", "Open"],
      ["%d item", 0],
      ["%d item", 1],
      ["Remove %s"],
      ["Exit", 0],
    ]);
    assert.equal(keys.length, 10);
  });

  it("gives the form for one the singular as its source, the others the plural", () => {
    const sources = (name: string): unknown[] =>
      po
        .read(fixture(name))
        .units.slice(0, 6)
        .map(({ source }) => source);
    assert.deepEqual(sources("ru.po"), ["%d file", "%d files", "%d files", "%d folder", "%d folders", "%d folders"]);
    assert.deepEqual(sources("ar.po"), ["%d days", "%d day", "%d days", "%d days", "%d days", "%d days"]);
  });

  it("does not believe a header that wants a million forms", () => {
    const text =
      'msgid ""\nmsgstr "Plural-Forms: nplurals=1000000; plural=((((n;\\n"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n';
    assert.equal(po.read(text).units.length, 2);
  });

  it("counts the last of equal messages and reports the others", () => {
    const { units, problems } = po.read(fixture("duplicates.po"));
    assert.deepEqual(
      units.map(({ value }) => value),
      ["Anderer", "Zweiter"],
    );
    assert.deepEqual(oddities({ problems }), ["Duplicate message Same: the last value is used"]);
  });

  it("reports a rule with fewer forms than the language has, and fills the forms that the rule has", () => {
    const catalog = (language: string, rule: string): string =>
      `msgid ""\nmsgstr "Language: ${language}\\nPlural-Forms: ${rule};\\n"\n\n` +
      'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n';
    const two = "nplurals=2; plural=(n != 1)";
    const reported = (language: string, rule = two): string[] => oddities(po.read(catalog(language, rule)));
    for (const language of ["ru", "pl", "ar", "sr@latin"]) {
      assert.match(reported(language).join(), /^Plural-Forms has 2 forms, but \S+ needs [36]$/, language);
    }
    assert.deepEqual(reported("lt", "nplurals=1; plural=0"), ["Plural-Forms has 1 form, but lt needs 3"]);
    for (const language of ["de", "fr", "tr", "ja", "he", "xx"]) assert.deepEqual(reported(language), [], language);
    assert.deepEqual(reported("hu", "nplurals=1; plural=0"), []);
    const text = catalog("ru", two);
    const key = ["%d file", "%d files", 1];
    const edited = write(text, po.read(text).units[1]?.key ?? key, "%d файлов");
    assert.equal(edited, text.replace('msgstr[1] ""', 'msgstr[1] "%d файлов"'));
  });

  it("agrees with gettext-parser on every fixture", () => {
    for (const { name, text } of FIXTURES.find(({ format }) => format === po)?.valid ?? []) {
      // gettext-parser needs a keyword at the beginning of each line, and does not know octal escapes.
      if (name === "loose.po" || name === "empty.po" || name === "only-a-comment.po") continue;
      const { translations } = gettextParser.po.parse(text);
      for (const { key, value } of po.read(text).units) {
        const form = typeof key.at(-1) === "number" ? Number(key.at(-1)) : 0;
        const [id = "", context = ""] = key.filter((part) => typeof part === "string").reverse();
        assert.equal(value, translations[context]?.[id]?.msgstr[form], `${name}: ${key}`);
      }
    }
  });
});

describe("PO: writing", () => {
  it("touches the msgstr alone", () => {
    const text = fixture("de.po");
    assert.equal(
      write(text, ["state", "Open"], "Geöffnet"),
      text.replace('msgid "Open"\nmsgstr ""', 'msgid "Open"\nmsgstr "Geöffnet"'),
    );
    assert.equal(write(text, ["%d item", 1], "%d Stück"), text.replace('msgstr[1] ""', 'msgstr[1] "%d Stück"'));
  });

  it("breaks text at 79 columns, as msgcat does", () => {
    assert.equal(written("x".repeat(70)), `msgstr "${"x".repeat(70)}"\n`);
    assert.equal(written(`${"x".repeat(69)} y`), `msgstr ""\n"${"x".repeat(69)} y"\n`);
    assert.equal(
      written("Das ist ein langer Text, der nicht in eine Zeile passt, sodass gettext ihn in zwei Zeilen bricht."),
      'msgstr ""\n"Das ist ein langer Text, der nicht in eine Zeile passt, sodass gettext ihn "\n"in zwei Zeilen bricht."\n',
    );
    const [full, over] = [`${"x".repeat(38)} ${"y".repeat(38)}`, "z"];
    assert.equal(written(`${full} ${over}`), `msgstr ""\n"${full.slice(0, 39)}"\n"${"y".repeat(38)} z"\n`);
    assert.equal(written(`${full}\n${over}`), `msgstr ""\n"${full.slice(0, 39)}"\n"${"y".repeat(38)}\\n"\n"z"\n`);
    const line = `${"x".repeat(37)} ${"y".repeat(37)}`;
    assert.equal(written(`${line}\n${over}`), `msgstr ""\n"${line}\\n"\n"z"\n`);
    const japanese = written("長い".repeat(30));
    assert.equal(japanese, `msgstr ""\n"${"長い".repeat(19)}"\n"${"長い".repeat(11)}"\n`);
  });

  it("breaks text after every line end, but not one that ends the text", () => {
    assert.equal(written("one\ntwo\n"), 'msgstr ""\n"one\\n"\n"two\\n"\n');
    assert.equal(written("one\n"), 'msgstr "one\\n"\n');
    assert.equal(written("\n\n"), 'msgstr ""\n"\\n"\n"\\n"\n');
  });

  it("never tears a word or an escape", () => {
    const word = "x".repeat(200);
    assert.equal(written(word), `msgstr "${word}"\n`);
    const quotes = '"'.repeat(60);
    assert.equal(written(quotes), `msgstr "${'\\"'.repeat(60)}"\n`);
  });

  it("does not wrap in a file that does not", () => {
    const long = "Ein langer Satz, der in einer Datei mit --no-wrap in einer einzigen Zeile stehen bleibt. ".repeat(3);
    assert.ok(write(fixture("no-wrap.po"), ["Short"], long).includes(`msgstr "${long}"\n`));
    assert.ok(
      write(fixture("no-wrap.po"), ["Short"], `${long}\n${long}`).includes(`msgstr ""\n"${long}\\n"\n"${long}"\n`),
    );
  });
});

describe("PO: the language of a catalog", () => {
  it("is found anywhere in the file, and does not depend on what comes after it", () => {
    const header = 'msgid ""\nmsgstr "Language: pl\\n"\n\n';
    const many = Array.from({ length: 3000 }, (_, index) => `msgid "Text ${index}"\nmsgstr ""\n`).join("\n");
    assert.equal(po.languageOf?.(header + many), "pl");
    assert.equal(po.languageOf?.(`${many}\n${header}`), "pl");
    assert.equal(po.languageOf?.(`${header + many}\nbroken`), "pl");
    assert.throws(() => po.languageOf?.(`${many}\nbroken`), MalformedFileError);
  });

  const languageOf = (told: string) => po.languageOf?.(`msgid ""\nmsgstr "Language: ${told}\\n"\n`);

  it("is a tag, with the region, or an English name", () => {
    const cases = {
      de: "de",
      pt_BR: "pt-BR",
      "zh-Hant": "zh-Hant",
      es_419: "es-419",
      "ru@petr1708": "ru",
      German: "de",
    };
    for (const [told, expected] of Object.entries(cases)) assert.equal(languageOf(told), expected, told);
    assert.equal(languageOf("zh_TW.Big5"), "zh-TW");
  });

  it("is left to the path if it is in other words", () => {
    for (const told of ["Sprache", "", "Deutsch (Sie)", "-"]) assert.equal(languageOf(told), undefined, told);
  });
});

describe("PO: new catalogs", () => {
  it("come out of a template with the language, charset and plural forms in the header", () => {
    const text = po.create(fixture("messages.pot"), "ru");
    assert.equal(
      text,
      fixture("messages.pot")
        .replace("#, fuzzy\nmsgid", "msgid")
        .replace("Language: \\n", "Language: ru\\n")
        .replace("CHARSET", "UTF-8")
        .replace(
          '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"',
          '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && "\n"n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"',
        )
        .replace('msgstr[1] ""', 'msgstr[1] ""\nmsgstr[2] ""'),
    );
  });

  it("have one form for Japanese and six for Arabic", () => {
    const forms = (language: string): number =>
      po.create(fixture("messages.pot"), language).match(/msgstr\[/g)?.length ?? 0;
    assert.deepEqual(["ja", "de", "ru", "sl", "ar"].map(forms), [1, 2, 3, 4, 6]);
  });

  it("have none of the translations, guesses and old entries of the catalog that they come from", () => {
    const text = po.create(fixture("de.po"), "fr");
    assert.ok(po.read(text).units.every(({ value, state }) => value === "" && state === "untranslated"));
    assert.doesNotMatch(text, /#~|#\||fuzzy|Willkommen/);
    assert.match(text, /"Language: fr\\n"/);
    assert.match(text, /plural=\(n > 1\);/);
  });

  it("get a header where the source has none", () => {
    assert.match(
      po.create('msgid "a"\nmsgstr ""\n', "pt-BR"),
      /^msgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n.*charset=UTF-8.*\n\nmsgid "a"\nmsgstr ""\n$/s,
    );
  });

  it("leaves the places for translators' names alone", () => {
    const { units } = po.read(
      'msgid "translator-credits"\nmsgstr ""\n\nmsgctxt "NAME OF TRANSLATORS"\nmsgid "Your names"\nmsgstr "Ich"\n\nmsgid "Your names"\nmsgstr ""\n',
    );
    assert.deepEqual(
      units.map(({ state }) => state),
      ["ignored", "ignored", "untranslated"],
    );
  });
});

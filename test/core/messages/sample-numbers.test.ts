import assert from "node:assert/strict";
import { bestFirst, numbersOf } from "#core/language/plural-numbers.js";
import { takeApart } from "#core/messages/message.js";
import { askAgain } from "#core/messages/message-text.js";
import { withNumbers, withPlaceholders } from "#core/messages/sample-numbers.js";

const sampled = { isSampled: true };

/** What the model is asked for a message. */
const asked = (message: string, target: string): string[] =>
  takeApart(message, "icu", target, sampled).texts.map(({ text }) => text);

describe("Numbers for placeholders that count", () => {
  it("are of the category, one that the model inflects well first", () => {
    assert.deepEqual(numbersOf("pl", "one"), [1]);
    assert.equal(numbersOf("pl", "few")[0], 3);
    assert.equal(numbersOf("pl", "many")[0], 5);
    assert.equal(numbersOf("ru", "one")[0], 1);
    assert.equal(numbersOf("ja", "other")[0], 3);
    assert.equal(numbersOf("pl", "other")[0], 5, "fractions are like most numbers");
    assert.deepEqual(numbersOf("fr", "many"), numbersOf("fr", "other"), "so are millions");
    assert.deepEqual(bestFirst([22, 2, 3]), [3, 2, 22]);
  });

  it("replace a placeholder that is by itself, and are not in the text already", () => {
    const text = (message: string, placeholder: string, numbers: readonly number[] = [3, 5]): string | undefined =>
      withNumbers(message, [{ placeholder, numbers }], ["#"])?.text;
    assert.equal(text("%d files", "%d"), "3 files");
    assert.equal(text("3 of %d files", "%d"), "3 of 5 files");
    assert.equal(text("<b>#</b> files (#)", "#"), undefined, "twice");
    assert.equal(text("<b>#</b> files", "#"), "<b>3</b> files");
    assert.equal(text("%d-day trial, %s", "%d"), "3-day trial, %s");
    for (const message of ["$# left", "#% left", "v# is out", "#:{m} left", "#.5 left", "a#b"])
      assert.equal(text(message, "#"), undefined, message);
    assert.equal(text("3 and 5 and #", "#"), undefined, "none is left");
    assert.equal(text("%n file(s) and folder(es)", "%n"), "3 files and folderes");
    assert.equal(text("%n file(s)", "%n", [1]), "1 file");
  });

  it("of ordinals fit the ending", () => {
    const message = "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} place";
    assert.deepEqual(asked(message, "de"), ["5th place"]);
    assert.deepEqual(asked(message, "fr"), ["1st place", "5th place"]);
  });

  it("make way for the placeholders again, once each", () => {
    const numbers = withNumbers(
      "%1$d of %2$d files",
      [
        { placeholder: "%2$d", numbers: [3] },
        { placeholder: "%1$d", numbers: [3, 5] },
      ],
      [],
    );
    assert.ok(numbers);
    assert.equal(numbers.text, "5 of 3 files");
    assert.equal(withPlaceholders("3 Dateien, 5 davon", numbers), "%2$d Dateien, %1$d davon");
    for (const lost of ["3 Dateien", "drei von 5", "3 von 5 und 5", "13 von 5", "3,5 von 5", "5 von 3.1"])
      assert.equal(withPlaceholders(lost, numbers), undefined, lost);
  });
});

describe("Plurals with numbers", () => {
  const message = "You have {n, plural, one {# file} other {# files}} left";

  it("ask for a whole sentence of each category", () => {
    assert.deepEqual(asked(message, "pl"), ["You have 1 file left", "You have 3 files left", "You have 5 files left"]);
    assert.deepEqual(asked(message, "ja"), ["You have 3 files left"]);
    assert.deepEqual(asked("{n, plural, one {{n} day} other {{n, number} days}}", "de"), ["1 day", "3 days"]);
    assert.deepEqual(asked("{n, plural, =2 {# twins} other {# children}}", "ja"), ["2 twins", "3 children"]);
    assert.deepEqual(asked("{n, plural, offset:1 =2 {you and # more} other {you and # more}}", "ja"), [
      "you and 1 more",
      "you and 3 more",
    ]);
    assert.deepEqual(asked("{a, plural, other {# files}} in {b, plural, other {# folders}}", "ja"), [
      "5 files in 3 folders",
    ]);
  });

  it("are rebuilt with the number of each", () => {
    const parts = takeApart(message, "icu", "pl", sampled);
    assert.equal(
      parts.rebuild(["Pozostał 1 plik", "Pozostały 3 pliki", "Pozostało # plików"]),
      "{n, plural, one {Pozostał # plik} few {Pozostały # pliki} many {Pozostało # plików} other {Pozostało # plików}}",
    );
  });

  it("are asked for with the placeholder where a number is lost", () => {
    const [one] = takeApart(message, "icu", "de", sampled).texts;
    assert.ok(one);
    assert.equal(askAgain(one, "Sie haben noch 1 Datei"), undefined);
    assert.deepEqual(askAgain(one, "Sie haben noch eine Datei"), {
      text: "You have # file left",
      doNotTranslate: ["#"],
    });
  });

  it("of a form alone know its numbers", () => {
    const form = (text: string, counts: readonly number[]): string | undefined =>
      takeApart(text, "plain", "pl", { ...sampled, counts }).texts[0]?.text;
    assert.equal(form("%d files", [5]), "5 files");
    assert.equal(form("{{count}} files of {{name}}", [3]), "3 files of {{name}}");
    assert.equal(form("{{ .Count }} posts", [3]), "3 posts");
    assert.equal(form("{{.UnreadCount}} unread messages of {{.Name}}", [3]), "3 unread messages of {{.Name}}");
    assert.equal(form("%1$d of %2$d files", [3]), "%1$d of %2$d files", "which one counts?");
    assert.equal(takeApart("%d files", "plain", "pl", { counts: [3] }).texts[0]?.text, "%d files", "not asked for");
    const laravel = takeApart(":count apple|:count apples", "laravel", "pl", sampled);
    assert.deepEqual(
      laravel.texts.map(({ text }) => text),
      ["1 apple", "3 apples", "5 apples"],
    );
    assert.equal(laravel.rebuild(["1 jabłko", "3 jabłka", "5 jabłek"]), ":count jabłko|:count jabłka|:count jabłek");
  });

  it("of several sentences, or of more than a person would go through, are taken apart", () => {
    const plural = (name: string): string => `{${name}, plural, one {# ${name}} other {# ${name}s}}`;
    const sentences = `${plural("file")} added.<br/>${plural("page")} changed.<br/>${plural("tag")} gone.`;
    assert.equal(asked(sentences, "de").length, 8, "short enough");
    const parts = takeApart(sentences, "icu", "pl", sampled);
    assert.deepEqual(
      parts.texts.map(({ text }) => text),
      ["file", "page", "tag"].flatMap((name, index) => {
        const rest = ["added.<br/>", "changed.<br/>", "gone."][index];
        return [`1 ${name} ${rest}`, `3 ${name}s ${rest}`, `5 ${name}s ${rest}`];
      }),
    );
    const one = `${plural("file")} in ${plural("folder")} of ${plural("disk")}`;
    const apart = takeApart(one, "icu", "pl", sampled);
    assert.deepEqual(
      apart.texts.map(({ text }) => text),
      [
        "1 file",
        "3 files",
        "5 files",
        "in",
        "1 folder",
        "3 folders",
        "5 folders",
        "of",
        "1 disk",
        "3 disks",
        "5 disks",
      ],
    );
    assert.match(
      apart.rebuild(apart.texts.map(({ text }) => text)),
      /^\{file, .*# files\}\} in \{folder, .*\} of \{disk, /,
    );
  });
});

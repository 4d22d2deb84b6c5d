import assert from "node:assert/strict";
import fc from "fast-check";
import { findProtectedItems, mask } from "#core/messages/mask.js";
import { unmask } from "#core/messages/unmask.js";

/** A translation with `[0]` for the first item of the source, and so on, with the items put back. */
function put(source: string, translation: string, names: readonly string[] = []): string {
  const stand = translation.replace(/\[(\d)\]/g, (_, index) => String.fromCharCode(0xe000 + Number(index)));
  return unmask(stand, mask(source, findProtectedItems(source, names)));
}

describe("Unmasking", () => {
  it("puts every item back where the translation has it, once", () => {
    assert.equal(put("Hello {name}, see %s", "Siehe [1], [0]!"), "Siehe %s, {name}!");
    assert.equal(put("{a}", "[0] [0] [5]."), "{a}  .");
  });

  it("lets words touch an item where that changes nothing", () => {
    assert.equal(put("{name} theme", "[0]-Thema"), "{name}-Thema");
    assert.equal(put("{name} files", "[0]s Dateien"), "{name}s Dateien");
    assert.equal(put("The {name}", "L'[0]"), "L'{name}");
    assert.equal(put("<b>Save</b> it", "Das [0]sichern[1]n"), "Das <b>sichern</b>n");
    assert.equal(put("%dpx wide", "[0]px breit"), "%dpx breit");
    assert.equal(put("{name} of it", "その[0]の"), "その{name}の");
    assert.equal(put("Tom &amp; Ann", "Tom[0]Ann"), "Tom&amp;Ann");
    assert.equal(put("The Acme page", "[0]s Seite", ["Acme"]), "Acmes Seite");
    assert.equal(put("The Acme page", "Die [0]-Seite", ["Acme"]), "Die Acme-Seite");
  });

  it("sets apart from letters of any script what is read on into them", () => {
    assert.equal(put("The path in $HOME", "[0]のパス"), "$HOME のパス");
    assert.equal(put("@:nav.home The Good", "[0]よい"), "@:nav.home よい");
    assert.equal(put("Open /etc/hosts now", "今[0]を開く"), "今 /etc/hosts を開く");
    assert.equal(put("Use --all now", "请使用[0]选项"), "请使用 --all 选项");
    assert.equal(put("See https://x.org/ now", "[0]を見る"), "https://x.org/ を見る");
    assert.equal(put("Mail a@x.org now", "请写信给[0]。"), "请写信给 a@x.org。");
    assert.equal(put("Read %PATH% and {name}", "[0]と[1]を読む"), "%PATH%と{name}を読む");
  });

  it("puts a blank where an item would become another one", () => {
    assert.equal(put("$name has it", "[0]s hat es"), "$name s hat es");
    assert.equal(put("%1 of 10", "[0]0"), "%1 0");
    assert.equal(put("Use --all now", "Option[0]"), "Option --all");
    assert.equal(put("Use -v now", "Jetzt.[0]nutzen"), "Jetzt. -v nutzen");
    assert.equal(put("--a1 or --b2", "[0][1]"), "--a1 --b2");
    assert.equal(put("Use -v for https://x.org/a", "ein[0]--[1]"), "ein -v -- https://x.org/a");
    // vue-i18n reads a key up to a blank.
    assert.equal(put("See @:cart now", "[0]を見る"), "@:cart を見る");
    assert.equal(put("See https://x.org/a b@x.org", "[0][1]"), "https://x.org/a b@x.org");
    assert.equal(put("See Acme now", "[0]Seite", ["Acme"]), "Acme Seite");
    assert.equal(put("See Acme now", "[0]4 sehen", ["Acme"]), "Acme 4 sehen");
  });

  it("takes the hyphen or slash out of a compound that would become a part of an address or path", () => {
    assert.equal(put("Toggle ~/notes/a.txt", "[0]/ausblenden"), "~/notes/a.txt ausblenden");
    assert.equal(put("Previous a@x.org budget", "Vorheriges [0]- Budget"), "Vorheriges a@x.org Budget");
    assert.equal(put("a@x.org- and b@x.org", "[0]- und [1]"), "a@x.org- und b@x.org");
    assert.equal(put("The https://x.org/a page", "Die [0]-Seite"), "Die https://x.org/a Seite");
    assert.equal(put("The --all option", "Die [0]-Option"), "Die --all Option");
  });

  it("puts a blank where words run into an item that punctuation or an end keeps apart in the source", () => {
    assert.equal(
      put("Edit “https://x.org” now", "Éditer ce compte sélectionné[0]"),
      "Éditer ce compte sélectionné https://x.org",
    );
    assert.equal(put("./b/a Edit (--out) it", "[0] Éditer le sélectionné[1]"), "./b/a Éditer le sélectionné --out");
    assert.equal(put("{n} files", "Dateien[0]"), "Dateien {n}");
    assert.equal(put("Open {n}", "[0]Öffnen"), "{n} Öffnen");
    assert.equal(put("Choose %PRODUCTNAME: now", "[0]jetzt"), "%PRODUCTNAME jetzt");
    assert.equal(put("Version v{n}", "Fassung v[0]"), "Fassung v{n}");
  });

  it("puts the blanks of the source where words run into an item", () => {
    assert.equal(put("Show %s entries", "Einträge anzeigen[0]"), "Einträge anzeigen %s");
    assert.equal(put("{name} Error", "[0]Fehler"), "{name} Fehler");
    assert.equal(put("%lu basic", "[0]basis"), "%lu basis");
  });

  it("takes blanks out of the ends of elements that the source does not have there", () => {
    assert.equal(put("<b>Title</b>", "[0] Titel[1]"), "<b>Titel</b>");
    assert.equal(put("A <b>title</b> here", "Ein[0] Titel [1]hier"), "Ein <b>Titel</b> hier");
    assert.equal(put("every <b>{n}</b> days", "[0] [1] [2] 日"), "<b>{n}</b> 日");
    assert.equal(put("<b> Title </b>", "[0] Titel [1]"), "<b> Titel </b>", "as in the source");
    assert.equal(put("One<br>two", "Eins[0] zwei"), "Eins<br> zwei", "no element");
  });

  it("yields every item as it was, wherever the words are", () => {
    const ITEMS =
      "%s {name} $x %1 --all -v https://x.org/a?b=1 a@x.org /etc/hosts @:a.b $t(k) %(n)d {{c}} %A_B www.x.org ~/a/b";
    const masked = mask(ITEMS.replaceAll(" ", " and "));
    const word = fc.constantFrom(
      "a",
      "Wort",
      " ",
      "-",
      ".",
      ",",
      "(",
      ")",
      "»",
      "«",
      "“",
      "1",
      "é",
      "の",
      ":",
      "'",
      "=",
    );
    const order = fc.shuffledSubarray(masked.items.map((_, index) => index));
    fc.assert(
      fc.property(order, fc.array(word, { maxLength: 24 }), (order, words) => {
        const text = order.map(
          (index, at) => `${words[2 * at] ?? ""}${String.fromCharCode(0xe000 + index)}${words[2 * at + 1] ?? ""}`,
        );
        const result = unmask(text.join(""), masked);
        const found = findProtectedItems(result).map((item) => item.text);
        for (const index of order) assert.ok(found.includes(masked.items[index]?.text ?? ""), result);
      }),
      { numRuns: 3000 },
    );
  });
});

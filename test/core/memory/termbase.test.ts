import assert from "node:assert/strict";
import { MalformedFileError } from "#core/errors.js";
import { readTbx } from "#core/memory/tbx.js";
import { readTermCsv } from "#core/memory/term-csv.js";
import { hasTerm, Termbase } from "#core/memory/termbase.js";

const TBX2 = `<?xml version="1.0"?>
<martif type="TBX-Basic"><text><body>
  <termEntry id="1">
    <descrip type="definition">Where the customer collects goods</descrip>
    <langSet xml:lang="en"><tig><term>shopping cart</term></tig></langSet>
    <langSet xml:lang="de">
      <tig><term>Warenkorb</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
      <tig><term>Einkaufswagen</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    </langSet>
  </termEntry>
  <termEntry><note>Do not translate</note><langSet xml:lang="en"><tig><term>RouteLMT</term></tig></langSet></termEntry>
</body></text></martif>`;

const TBX3 = `<tbx type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
  <conceptEntry><langSec xml:lang="en"><termSec><term>cart</term></termSec></langSec>
  <langSec xml:lang="de"><termSec><term>Korb</term></termSec></langSec></conceptEntry>
</body></text></tbx>`;

describe("Termbase", () => {
  const termbase = new Termbase([...readTbx(TBX2), ...readTbx(TBX3)]);
  const direction = { source: "en", target: "de" };
  const found = (text: string, target = "de"): string[] =>
    termbase.find(text, { source: "en", target }).map(({ source }) => source);

  it("finds terms as whole words, the longest first, whatever their case", () => {
    assert.deepEqual(found("Your Shopping Cart is empty, add to cart"), ["shopping cart", "cart"]);
    assert.deepEqual(found("A cartoon in the carts"), []);
    assert.deepEqual(found("Your cart", "fr"), []);
  });

  it("knows the preferred term, the forbidden one and the note", () => {
    assert.deepEqual(termbase.find("Shopping cart", direction), [
      {
        source: "shopping cart",
        targets: ["Warenkorb"],
        forbidden: ["Einkaufswagen"],
        doNotTranslate: false,
        note: "Where the customer collects goods",
      },
    ]);
  });

  it("keeps names in every language, in their own spelling", () => {
    const [term] = termbase.find("RouteLMT is new", { source: "en", target: "ja" });
    assert.deepEqual([term?.targets, term?.doNotTranslate], [["RouteLMT"], true]);
    assert.deepEqual(found("routelmt is new"), []);
  });

  it("recognises a term in its inflections, and no other word", () => {
    for (const text of ["Im Warenkorb", "Ihres Warenkorbs", "alle Warenkörbe", "WARENKORB:"])
      assert.ok(hasTerm(text, "Warenkorb"), text);
    for (const text of ["Waren", "Im Korb", "Warenkorbverwaltung", ""]) assert.ok(!hasTerm(text, "Warenkorb"), text);
    assert.ok(hasTerm("les paniers d’achat", "panier d'achat"));
    assert.ok(hasTerm("请打开购物车。", "购物车"));
    assert.ok(!hasTerm("Der Apparat", "App"));
    assert.ok(hasTerm("Die Apps", "App"));
  });

  it("is read from a table, with names, notes and forbidden words", () => {
    const csv = [
      "English;German;fr;Note;forbidden de",
      'shopping cart;Warenkorb|Korb;panier;"where goods; are";Einkaufswagen',
      "RouteLMT;;;;",
      "",
    ].join("\r\n");
    assert.deepEqual(readTermCsv(csv), [
      {
        variants: [
          { language: "en", text: "shopping cart" },
          { language: "de", text: "Warenkorb" },
          { language: "de", text: "Korb" },
          { language: "fr", text: "panier" },
          { language: "de", text: "Einkaufswagen", forbidden: true },
        ],
        note: "where goods; are",
      },
      { variants: [{ language: "en", text: "RouteLMT" }], doNotTranslate: true },
    ]);
    assert.deepEqual(readTermCsv("en,de,translate\nSave,Speichern,yes\nPlus,,no\n")[1]?.doNotTranslate, true);
    assert.throws(() => readTermCsv("what,why\n1,2\n"), MalformedFileError);
  });

  it("that is none is refused with the place", () => {
    assert.throws(
      () => readTbx("\n<tmx/>"),
      (error) => error instanceof MalformedFileError && error.line === 2,
    );
  });
});

import assert from "node:assert/strict";
import { addTerm } from "#core/memory/add-term.js";
import { readTermCsv } from "#core/memory/term-csv.js";
import { Termbase } from "#core/memory/termbase.js";

const cart = { language: "en", text: "cart" };
const german = (text: string) => ({ language: "de", text });

describe("Adding a term", () => {
  it("makes a table of an empty file", () => {
    assert.equal(addTerm("", cart, german("Korb")), "en,de\ncart,Korb\n");
  });

  it("adds a row in the table's own way", () => {
    const table = '\ufeffnote;"German";English\r\n;Bild;picture';
    const text = addTerm(table, cart, german('"Korb"; Wagen'));
    assert.equal(text, `${table}\r\n;"""Korb""; Wagen";cart\r\n`);
  });

  it("adds a column for a language that has none, and further words of a term", () => {
    const text = addTerm("en,de\ncart,Korb\n", cart, { language: "fr", text: "panier" });
    assert.equal(text, "en,de,fr\ncart,Korb,panier\n");
    assert.equal(addTerm(text, cart, german("Wagen")), "en,de,fr\ncart,Korb|Wagen,panier\n");
    assert.equal(addTerm(text, cart, german("Korb")), text, "it is there");
  });

  it("is found by the models afterwards", () => {
    const termbase = new Termbase(readTermCsv(addTerm("en,fr\nship to,livraison\n", cart, german("Warenkorb"))));
    const [term] = termbase.find("Your cart is empty", { source: "en", target: "de" });
    assert.deepEqual(term?.targets, ["Warenkorb"]);
  });
});

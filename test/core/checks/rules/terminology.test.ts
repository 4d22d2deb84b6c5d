import assert from "node:assert/strict";
import { checkCandidate } from "#core/checks/all-checks.js";
import type { Term } from "#core/memory/termbase.js";
import { said } from "../../../support/sentences.js";

const TERM: Term = { source: "cart", targets: ["Warenkorb"], forbidden: ["Wagen"], doNotTranslate: false };

function found(target: string, terms: readonly Term[] = [TERM]) {
  const direction = { source: "en", target: "de" };
  return checkCandidate({ source: "Open your cart now", target, direction, syntax: "plain", terms })
    .filter(({ check }) => check === "terminology")
    .map((finding) => [said(finding), finding.fix?.target]);
}

describe("Check: terminology", () => {
  it("requires the term, in any inflection", () => {
    assert.deepEqual(found("Öffne jetzt den Inhalt des Warenkorbs"), []);
    assert.deepEqual(found("Öffne jetzt den Korb"), [['"cart" must be translated as "Warenkorb"', undefined]]);
  });

  it("replaces a forbidden word if its form allows it", () => {
    assert.deepEqual(found("Öffne jetzt den Wagen"), [
      ['use "Warenkorb" for "cart", not "Wagen"', "Öffne jetzt den Warenkorb"],
      ['"cart" must be translated as "Warenkorb"', undefined],
    ]);
    assert.equal(found("Öffne den Inhalt des Wagens")[0]?.[1], undefined);
  });

  it("keeps names letter by letter", () => {
    const name: Term = { source: "Cart", targets: ["Cart"], forbidden: [], doNotTranslate: true };
    assert.deepEqual(found("Öffne jetzt Cart", [name]), []);
    assert.deepEqual(found("Öffne jetzt cart", [name]), [['"Cart" must not be translated', undefined]]);
  });
});

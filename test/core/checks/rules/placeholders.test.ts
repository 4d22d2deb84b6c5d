import assert from "node:assert/strict";
import { placeholders } from "#core/checks/rules/placeholders.js";
import { findings, fixed } from "../checked.js";

describe("check: placeholders", () => {
  it("passes the same items in another order", () => {
    assert.deepEqual(findings(placeholders, "{name} has {count} files", "{count} Dateien hat {name}"), []);
    assert.deepEqual(findings(placeholders, "%1$s of %2$s", "%2$s: %1$s"), []);
  });

  it("names what is missing, and what is new", () => {
    assert.deepEqual(findings(placeholders, "Open {name}", "Öffnen"), ["error: {name} is missing"]);
    assert.deepEqual(findings(placeholders, "Open {name}", "{nom} öffnen"), [
      "error: {name} is missing",
      "error: {nom} is not in the source",
    ]);
    assert.deepEqual(findings(placeholders, "Open", "Öffnen %s"), ["error: %s is not in the source"]);
  });

  it("counts items that repeat", () => {
    assert.deepEqual(findings(placeholders, "{a} and {a}", "{a}"), ["error: {a} is missing"]);
  });

  it("wants unnumbered printf items in the source's order", () => {
    assert.deepEqual(findings(placeholders, "%s: %d", "%d: %s"), [
      "error: unnumbered placeholders are in a different order",
    ]);
  });

  it("repairs where there is exactly one repair", () => {
    assert.equal(fixed(placeholders, "Open {name}", "{nom} öffnen"), "{name} öffnen");
    assert.equal(fixed(placeholders, "Open {{name}}", "{{ Name }} öffnen"), "{{name}} öffnen");
    assert.equal(fixed(placeholders, "Open %s", "%S öffnen"), "%s öffnen");
    assert.equal(fixed(placeholders, "Open", "Öffnen %s"), "Öffnen");
    assert.equal(fixed(placeholders, "Error: %s", "Fehler:"), "Fehler: %s");
    for (const [source, target] of [
      ["Open {name}", "Öffnen"],
      ["Open", "%s öffnen"],
      ["%s of %d", "von"],
      ["{a} of {b}", "{x} von {y}"],
      ["{name}", "{name} {name} {name}"],
      ["the form {a=b, c=d}", "die Form {x=y, z=w}"],
    ] as const)
      assert.equal(fixed(placeholders, source, target), undefined, target);
  });
});

import assert from "node:assert/strict";
import { placeholders } from "../../../src/core/quality/placeholders.js";
import { findings } from "./checked.js";

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
      "error: unnumbered placeholders stand in another order",
    ]);
  });

  it("wants markup and addresses as they are", () => {
    assert.deepEqual(findings(placeholders, "<b>Save</b>", "<b>Sichern"), ["error: </b> is missing"]);
    assert.deepEqual(findings(placeholders, "See https://a.example/x.", "Siehe https://b.example/x."), [
      "error: https://a.example/x is missing",
      "error: https://b.example/x is not in the source",
    ]);
  });
});

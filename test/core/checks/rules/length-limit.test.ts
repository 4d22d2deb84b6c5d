import assert from "node:assert/strict";
import { lengthLimit } from "#core/checks/rules/length-limit.js";
import { findings } from "../checked.js";

describe("check: length limit", () => {
  it("counts characters as readers do", () => {
    assert.deepEqual(findings(lengthLimit, "Save", "Speichern", { maxLength: 9 }), []);
    assert.deepEqual(findings(lengthLimit, "Save", "Speichern", { maxLength: 8 }), [
      "error: 9 characters, but only 8 fit",
    ]);
    assert.deepEqual(findings(lengthLimit, "Family", "👨‍👩‍👧‍👦", { maxLength: 1 }), []);
    assert.deepEqual(findings(lengthLimit, "Save", "Speichern"), []);
  });
});

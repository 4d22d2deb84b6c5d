import assert from "node:assert/strict";
import { newlines } from "#core/checks/rules/newlines.js";
import { findings } from "../checked.js";

describe("check: line breaks", () => {
  it("warns when there are more or fewer than in the source", () => {
    assert.deepEqual(findings(newlines, "a\nb", "c\r\nd"), []);
    assert.deepEqual(findings(newlines, "a\nb", "c d"), ["warning: 0 line breaks, but the source has 1"]);
    assert.deepEqual(findings(newlines, "a\n", "b"), [], "at the end it is white space");
  });

  it("counts line ends that a file writes as an escape", () => {
    assert.deepEqual(findings(newlines, "One.\\nTwo.", "Eins.\\nZwei."), []);
    assert.deepEqual(findings(newlines, "One.\\r\\nTwo.", "Eins. Zwei."), [
      "warning: 0 line breaks, but the source has 1",
    ]);
    assert.deepEqual(findings(newlines, "C:\\\\new", "C:\\\\neu"), []);
  });
});

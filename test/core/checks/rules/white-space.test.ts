import assert from "node:assert/strict";
import { whiteSpace } from "#core/checks/rules/white-space.js";
import { findings, fixed, to } from "../checked.js";

describe("check: white space", () => {
  it("requires the source's white space at both ends", () => {
    assert.deepEqual(findings(whiteSpace, " Name: ", " Name: "), []);
    assert.deepEqual(findings(whiteSpace, "Done\n", "Fertig"), [
      "warning: white space at the end differs from the source",
    ]);
    assert.equal(fixed(whiteSpace, "Done\n", "Fertig"), "Fertig\n");
    assert.equal(fixed(whiteSpace, "Name: ", " Name:"), "Name: ");
    assert.deepEqual(findings(whiteSpace, "Name: ", "名前：", to("ja")), [], "the colon brings its space");
  });
});

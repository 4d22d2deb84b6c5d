import assert from "node:assert/strict";
import { RouteLmtError } from "#core/errors.js";

describe("An error", () => {
  it("advises in the words of the front end", () => {
    const error = new RouteLmtError(
      "language-unknown",
      "wrong",
      "Use {target-file} or {source-language}, not {other}.",
    );
    assert.equal(error.advice, "Use --out or --from, not {other}.");
    const words = { "target-file": "the file", "source-language": "the source", "target-language": "the target" };
    assert.equal(error.adviceIn(words), "Use the file or the source, not {other}.");
  });
});

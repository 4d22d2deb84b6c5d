import assert from "node:assert/strict";
import { EXIT, exitCodeOf, exitCodeOfFailure } from "#cli/exit-code.js";
import { HELP } from "#cli/help.js";
import { ProviderError, type ProviderErrorCode, RouteLmtError, said } from "#core/errors.js";

const CODES: Readonly<Record<ProviderErrorCode, number>> = {
  "provider-authentication": 5,
  "provider-quota": 7,
  "provider-rate-limit": 8,
  "provider-refused": 9,
  "provider-timeout": 10,
  "provider-unavailable": 11,
  "provider-unreachable": 11,
  "provider-answer": 12,
};

describe("Exit codes", () => {
  it("tell how a provider failed, thrown or as the reason that something was not bought", () => {
    for (const [code, exit] of Object.entries(CODES) as [ProviderErrorCode, number][]) {
      assert.equal(exitCodeOf(new ProviderError(code, said``, said``, { charge: "none" })), exit);
      assert.equal(exitCodeOfFailure({ code: "provider", error: code, what: said``, cure: said`` }), exit);
    }
    assert.equal(exitCodeOfFailure({ code: "refused" }), 9);
    assert.equal(exitCodeOfFailure({ code: "unreadable" }), 12);
    assert.equal(exitCodeOfFailure({ code: "over-budget", what: said`` }), 3);
  });

  it("are bad input for other typed errors, and unexpected for others", () => {
    assert.equal(exitCodeOf(new RouteLmtError("file-missing", said``, said``)), 2);
    assert.equal(exitCodeOf(new Error("")), 1);
  });

  it("are all in the help text", () => {
    const text = HELP.slice(HELP.indexOf("Exit codes"), HELP.indexOf("Examples"));
    for (const code of Object.values(EXIT)) assert.match(text, new RegExp(`(?:^|\\s) *${code} {2}\\S`, "m"), `${code}`);
  });
});

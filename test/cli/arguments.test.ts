import assert from "node:assert/strict";
import { readArguments } from "#cli/arguments.js";
import { parseMcpOptions } from "#cli/mcp-options.js";
import { parseRunOptions } from "#cli/options.js";

describe("Arguments of the command line", () => {
  const translate = (...more: readonly string[]): { readonly cap: number | undefined } =>
    parseRunOptions(["en.json", "--to", "de", ...more]);

  it("that are numbers say what was wrong, and how to write them", () => {
    for (const [name, example] of [
      ["--budget", "0.05"],
      ["--share", "0.3"],
      ["--threads", "2"],
      ["--minimum-quality", "60"],
      ["--price-input", "0.4"],
      ["--price-output", "1.6"],
    ] as const) {
      for (const value of ["-1", "-.5", "-Infinity", "1e999", "NaN", "0x10", "1,5", "$1", "1 000", "", " ", "１"]) {
        for (const args of [[name, value], [`${name}=${value}`]]) {
          assert.throws(() => translate(...args), {
            code: "option-invalid",
            message: new RegExp(`^${name} must be a (whole )?number .*, not "${value.replace("$", "\\$")}"$`),
            advice: new RegExp(`^Write it with digits.*, such as ${example}\\.$`),
          });
        }
      }
    }
  });

  it("take no part of a thread, token or string", () => {
    assert.throws(() => translate("--threads", "1.5"), /--threads must be a whole number from 1 to 64/);
    for (const unit of ["tokens", "segments"])
      assert.throws(() => translate("--budget", "0.5", "--budget-unit", unit), /--budget must be a whole number/);
    assert.equal(translate("--budget", "-0").cap, 0);
    assert.equal(Object.is(translate("--budget", "-0").cap, -0), false);
  });

  it("that lack a value, take none, or do not exist are named without Node's words", () => {
    const read = (...args: readonly string[]): unknown =>
      readArguments(args, { json: { type: "boolean" }, to: { type: "string" } }, 1);
    for (const [args, message] of [
      [["--to"], "--to has no value"],
      [["--to", "--json"], "--to has no value"],
      [["--json=1"], "--json takes no value"],
      [["--frob"], "There is no option --frob"],
      [["-x"], "There is no option -x"],
      [["a", "b"], '"b" is one name too many'],
    ] as const)
      assert.throws(() => read(...args), { code: "option-invalid", message });
  });

  it("name the variable of the environment that a budget is from", () => {
    assert.throws(() => parseMcpOptions([], { ROUTELMT_BUDGET: "1,5" }), /^RouteLmtError: ROUTELMT_BUDGET must be/);
    assert.throws(() => parseMcpOptions([], { ROUTELMT_BUDGET_UNIT: "eur" }), /ROUTELMT_BUDGET_UNIT cannot be "eur"/);
    assert.throws(() => parseMcpOptions(["--budget", "x"], { ROUTELMT_BUDGET: "1" }), /--budget must be/);
  });
});

import assert from "node:assert/strict";
import { dataFolder } from "#store/data-folder.js";

describe("The folder with the databases", () => {
  const linux = (environment: NodeJS.ProcessEnv): string => dataFolder(environment, "linux", "/home/me");

  it("is where the user says, or the system", () => {
    assert.equal(linux({ ROUTELMT_DATA: "/data", XDG_DATA_HOME: "/xdg" }), "/data");
    assert.equal(linux({ XDG_DATA_HOME: "/xdg" }), "/xdg/routelmt");
    assert.equal(linux({}), "/home/me/.local/share/routelmt");
  });

  it("is not below the current folder if XDG_DATA_HOME is relative: each folder would then have separate caps", () => {
    assert.equal(linux({ XDG_DATA_HOME: "share" }), "/home/me/.local/share/routelmt");
  });

  it("is not taken from a relative ROUTELMT_DATA either, which is an error", () => {
    for (const path of ["data", "~/data", ".", "../data"])
      assert.throws(() => linux({ ROUTELMT_DATA: path }), {
        code: "option-invalid",
        message: new RegExp(`not "${path}"`),
      });
  });

  it("is not guessed for a user without a home folder", () => {
    assert.throws(() => dataFolder({}, "linux", ""), { code: "option-invalid" });
    assert.equal(dataFolder({ XDG_DATA_HOME: "/xdg" }, "linux", ""), "/xdg/routelmt");
  });
});

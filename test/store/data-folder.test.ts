import assert from "node:assert/strict";
import { dataFolder } from "#store/data-folder.js";

describe("The folder with the databases", () => {
  const linux = (environment: NodeJS.ProcessEnv): string => dataFolder(environment, "linux", "/home/me");

  it("is where the user says, or the system", () => {
    assert.equal(linux({ ROUTELMT_DATA: "/data", XDG_DATA_HOME: "/xdg" }), "/data");
    assert.equal(linux({ XDG_DATA_HOME: "/xdg" }), "/xdg/routelmt");
    assert.equal(linux({}), "/home/me/.local/share/routelmt");
  });

  it("is not below the current folder because XDG_DATA_HOME is relative: each folder would have caps of its own", () => {
    assert.equal(linux({ XDG_DATA_HOME: "share" }), "/home/me/.local/share/routelmt");
  });
});

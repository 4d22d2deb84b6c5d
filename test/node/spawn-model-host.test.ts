import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { useCli } from "../cli/use-cli.js";
import { CLI } from "../support/program.js";

describe("The process of the model host", () => {
  const cli = useCli();

  it("that the system has no file handles for is an error like any other, and does not end the program", function () {
    if (process.platform !== "linux") this.skip();
    cli.write("en.json", '{ "save": "Save the file" }');
    const command = `ulimit -n 24; "${process.execPath}" "${CLI}" translate en.json --to de`;
    const { status, stderr } = spawnSync("sh", ["-c", command], {
      cwd: cli.at(""),
      env: { PATH: process.env["PATH"], ROUTELMT_DATA: cli.at("data") },
      encoding: "utf8",
    });
    assert.equal(status, 4, stderr);
    assert.match(stderr, /the system cannot start another program/);
    assert.doesNotMatch(stderr, /Unhandled|node:events/);
  });
});

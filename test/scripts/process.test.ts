import assert from "node:assert/strict";
import { spawnArguments } from "../../scripts/process.mjs";

describe("Starting programs", () => {
  it("runs batch files of Windows in a shell, with quotes around what has blanks", () => {
    assert.deepEqual(spawnArguments("C:\\Program Files\\VS Code\\bin\\code.cmd", ["--wait", "C:\\my shop"]), [
      '"C:\\Program Files\\VS Code\\bin\\code.cmd"',
      ['"--wait"', '"C:\\my shop"'],
      { shell: true },
    ]);
  });

  it("runs other programs without one", () => {
    assert.deepEqual(spawnArguments("/usr/bin/code", ["/my shop"]), ["/usr/bin/code", ["/my shop"], {}]);
  });
});

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

describe("Long texts of one thing repeated", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "routelmt-adversarial-"));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it("are read by every check, message reader and format in time that grows with their length", async () => {
    // A file instead of a pipe: the output survives however the program ends, and writing never waits for a reader.
    const said = join(folder, "said.txt");
    const output = await open(said, "w");
    const program = ["--import", "tsx", "test/support/adversarial.ts"];
    const child = spawn(process.execPath, program, { stdio: ["ignore", output.fd, "inherit"] });
    const [, signal] = await once(child, "close");
    await output.close();
    const last = (await readFile(said, "utf8")).trimEnd().split("\n").at(-1);
    assert.equal(signal, null, `${last} takes too long`);
    assert.equal(last, "done");
  }).timeout(15 * 60_000);
});

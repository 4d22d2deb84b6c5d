import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** ms that one text may take: quadratic work takes longer, linear work far less than a second. */
const PATIENCE = 7_000;

describe("Long texts of one thing repeated", () => {
  it("are read by every check, message reader and format in time that grows with their length", async () => {
    const program = ["--import", "tsx", "test/support/adversarial.ts"];
    const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
    let last = "";
    let isStuck = false;
    let watch: NodeJS.Timeout | undefined;
    const wait = (): void => {
      clearTimeout(watch);
      watch = setTimeout(() => {
        isStuck = true;
        child.kill("SIGKILL");
      }, PATIENCE);
    };
    wait();
    for await (const line of createInterface({ input: child.stdout })) {
      last = line;
      wait();
    }
    clearTimeout(watch);
    assert.ok(!isStuck, `${last} takes too long`);
    assert.equal(last, "done");
  }).timeout(15 * 60_000);
});

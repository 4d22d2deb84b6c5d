import assert from "node:assert/strict";
import { whileBusy } from "#node/while-busy.js";

const failure = (code: string): Error => Object.assign(new Error(`${code}: operation not permitted, rename`), { code });

/** Work that throws these errors in turn, then succeeds. */
function failing(...codes: string[]): { work: () => Promise<string>; attempts: () => number } {
  let attempts = 0;
  const work = async (): Promise<string> => {
    const code = codes[attempts++];
    if (code) throw failure(code);
    return "written";
  };
  return { work, attempts: () => attempts };
}

describe("A file that another program holds", () => {
  it("is tried again until it is free", async () => {
    const { work, attempts } = failing("EPERM", "EBUSY", "EACCES");
    assert.equal(await whileBusy(work, [0, 0, 0]), "written");
    assert.equal(attempts(), 4);
  });

  it("is given up with what was said last", async () => {
    const { work, attempts } = failing("EPERM", "EPERM", "EBUSY");
    await assert.rejects(whileBusy(work, [0, 0]), { code: "EBUSY" });
    assert.equal(attempts(), 3);
  });

  it("is not waited for when something else is wrong", async () => {
    const { work, attempts } = failing("ENOSPC");
    await assert.rejects(whileBusy(work, [0]), { code: "ENOSPC" });
    assert.equal(attempts(), 1);
  });
});

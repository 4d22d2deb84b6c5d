import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { textHash } from "#core/text/hash.js";
import { withLock } from "#node/file-lock.js";

describe("A lock on a file", () => {
  let folder: string;
  /** The variables that name the folder for temporary files on each system. */
  const variable = process.platform === "win32" ? "TEMP" : "TMPDIR";
  const before = process.env[variable];
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "routelmt-lock-")));
    process.env[variable] = folder;
  });
  afterEach(() => {
    if (before === undefined) delete process.env[variable];
    else process.env[variable] = before;
    rmSync(folder, { recursive: true, force: true });
  });
  const lockOf = (path: string): string =>
    join(folder, `routelmt-locks-${process.getuid?.() ?? "user"}`, `${textHash(path)}.lock`);
  const leave = (path: string, content: string): string => {
    const lock = lockOf(path);
    mkdirSync(dirname(lock), { recursive: true });
    writeFileSync(lock, content);
    return lock;
  };

  it("lets one work at a time, each file for itself, and leaves nothing", async () => {
    let [working, most] = [0, 0];
    const work = async (): Promise<void> => {
      most = Math.max(most, ++working);
      await wait(3);
      working--;
    };
    await Promise.all(Array.from({ length: 12 }, () => withLock("/project/de.json", work)));
    assert.deepEqual([working, most], [0, 1]);
    let isInside = false;
    await withLock("/project/de.json", () =>
      withLock("/project/fr.json", async () => {
        isInside = true;
      }),
    );
    assert.ok(isInside);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is released when the work fails", async () => {
    await assert.rejects(
      withLock("/project/de.json", () => Promise.reject(new Error("failed"))),
      /failed/,
    );
    assert.deepEqual(readdirSync(folder), []);
  });

  it("of an ended process, or that stays, does not count", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const lock = leave("/project/de.json", `${pid} left`);
    assert.equal(await withLock("/project/de.json", async () => existsSync(lock)), true);
    leave("/project/de.json", `${process.pid} left`);
    assert.equal(await withLock("/project/de.json", async () => 5), 5);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is not taken over because the clock jumped", async () => {
    const lock = leave("/project/de.json", `${process.pid} held`);
    utimesSync(lock, 1, 1);
    let isReleased = false;
    setTimeout(() => {
      isReleased = true;
      rmSync(lock);
    }, 300);
    assert.equal(await withLock("/project/de.json", async () => isReleased), true);
  });

  it("is skipped where it cannot be created", async () => {
    process.env[variable] = join(folder, "file");
    writeFileSync(join(folder, "file"), "");
    assert.equal(await withLock("/project/de.json", async () => 5), 5);
  });
});

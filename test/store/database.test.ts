import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir, uptime } from "node:os";
import { join } from "node:path";
import { ProjectDatabase } from "#store/database.js";

/** So many rows that a change writes a few dozen pages. */
const ROWS = 100;

describe("The project database", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "routelmt-database-"));
    path = join(folder, "project.sqlite");
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Does some work over another connection, like another process. */
  async function anew<Result>(work: (database: ProjectDatabase) => Promise<Result>): Promise<Result> {
    const database = new ProjectDatabase(path);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  const change = (database: ProjectDatabase, mark: string): Promise<void> =>
    database.transaction((connection) => {
      const rows = Array.from({ length: ROWS }, (_, id) => [id + 1, mark.repeat(400)]);
      connection.runAll(
        "INSERT OR REPLACE INTO runs (id, started, pid, command, state) VALUES (?, 1, 1, ?, 'done')",
        rows,
      );
    });

  /** The distinct marks of its rows, of which there must be one, and the result of SQLite's integrity check. */
  const read = (database: ProjectDatabase): Promise<{ marks: string[]; check: string }> =>
    database.transaction((connection) => ({
      marks: connection
        .all("SELECT DISTINCT substr(command, 1, 1) AS mark FROM runs")
        .map((row) => String(row["mark"])),
      check: String(connection.get("PRAGMA integrity_check")?.["integrity_check"]),
    }));

  it("takes over a lock from before the machine was started, whoever has the id of its process now", async () => {
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      await anew((database) => change(database, "a"));
      const lock = `${path}-lock`;
      fs.writeFileSync(lock, `${stranger.pid}`);
      const before = Date.now() / 1000 - uptime() - 3_600;
      fs.utimesSync(lock, before, before);
      assert.deepEqual(await anew(read), { marks: ["a"], check: "ok" });
    } finally {
      stranger.kill("SIGKILL");
    }
  });

  // A process that is about to write its id into its lock, and one whose lock is on a drive with another clock.
  for (const [what, owner] of [
    ["has no owner yet", ""],
    ["seems to be from before the machine was started", `${process.ppid}`],
  ] as const)
    it(`does not take over at once a lock that ${what}`, async () => {
      await anew((database) => change(database, "a"));
      const lock = `${path}-lock`;
      fs.writeFileSync(lock, owner);
      fs.utimesSync(lock, 1, 1);
      let isReleased = false;
      setTimeout(() => {
        isReleased = true;
        fs.rmSync(lock);
      }, 300);
      assert.equal(await anew((database) => database.transaction(() => isReleased)), true);
    });

  it("has all of a transaction or nothing, whichever of its writes was the last before a process was killed", async () => {
    await anew((database) => change(database, "a"));
    let before = 0;
    for (let last = 0; ; last++) {
      const isWhole = await dyingAfter(last, () => anew((database) => change(database, "b")));
      if (isWhole) break;
      const { marks, check } = await anew(read);
      assert.equal(check, "ok", `after ${last} writes`);
      // After the work is done, one of the last calls may still fail.
      if (marks.join() !== "b") assert.deepEqual(marks, ["a"], `after ${last} writes`);
      if (marks.join() === "a") before++;
    }
    assert.deepEqual(await anew(read), { marks: ["b"], check: "ok" });
    assert.ok(before > 20, `${before}`);
  });
});

/**
 * Does some work; after a number of writes nothing more reaches the disk, as if the process was killed.
 *
 * @returns whether it made no more writes
 */
async function dyingAfter(writes: number, work: () => Promise<void>): Promise<boolean> {
  const names = ["writeSync", "ftruncateSync", "fsyncSync", "unlinkSync"] as const;
  const real = Object.fromEntries(names.map((name) => [name, fs[name]]));
  let count = 0;
  for (const name of names) {
    // Meanwhile, only the database writes.
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        if (count >= writes) throw Object.assign(new Error("killed"), { code: "EIO" });
        count++;
        return (real[name] as (...args: unknown[]) => unknown)(...args);
      },
    });
  }
  try {
    await work();
    return count <= writes && count > 0;
  } catch {
    return false;
  } finally {
    Object.assign(fs, real);
  }
}

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { assertTold, FaultProject } from "../support/fault-project.js";
import { IS_LONG } from "../support/long.js";
import { useTranslatingServer } from "../support/translating-server.js";

const PAGE = 4096;

describe("A project database that cannot be used", () => {
  const server = useTranslatingServer();
  let project: FaultProject;
  beforeEach(() => {
    project = new FaultProject({ sources: 1 });
    // Texts whose translations by the tiny model pass the checks.
    project.write("locales/en/part0.json", '{ "open": "Open page 0", "close": "Close page 1" }\n');
    server.reset();
  });
  afterEach(() => project.remove());

  /** Nothing is bought, local translations are written, and the message has advice; without a budget, nothing fails. */
  async function assertRefused(says: RegExp): Promise<void> {
    const [buying, local] = await Promise.all([
      project.buy(server),
      project.start(project.buyingArgs(server, ["--budget", "0", "--out", "locales/{lang}.json"])).end,
    ]);
    assertTold(buying, buying.err);
    assert.equal(buying.code, 3, buying.err);
    assert.match(buying.err, says);
    assert.match(buying.err, /Warning: .*Nothing is bought/);
    assert.doesNotMatch(buying.err, /budget/i, "no larger one would help");
    assert.deepEqual(Object.keys(project.values("locales/de/part0.json")), ["open", "close"]);
    assert.equal(server.seen.length, 0);
    assertTold(local, local.err);
    assert.ok(local.code === 0 || local.code === 3, local.err);
    assert.match(local.err, says);
    assert.match(local.err, /Warning: .*This run is not kept/);
    assert.deepEqual(Object.keys(JSON.parse(project.read("locales/de.json"))), ["open", "close"]);
  }

  it("as it is full of something else", async () => {
    mkdirSync(dirname(project.database), { recursive: true });
    writeFileSync(project.database, "x".repeat(3 * PAGE));
    await assertRefused(/is damaged: .*\.sqlite.*\n?.*Move it away to start a new one/);
  });

  it("as it is cut short", async () => {
    await project.buy(server);
    server.reset();
    truncateSync(project.database, statSync(project.database).size - 2 * PAGE);
    rmSync(project.at("locales/de"), { recursive: true });
    await assertRefused(/is damaged/);
  });

  it("as a newer version made it", async () => {
    await project.withDatabase((database) =>
      database.transaction((connection) => connection.run("PRAGMA user_version = 99")),
    );
    await assertRefused(/newer RouteLMT \(version 99.*\n?.*Update RouteLMT/);
  });

  it("as its folder cannot be written", async () => {
    writeFileSync(project.data + "/projects", "a file where a folder must be");
    await assertRefused(/cannot be written.*\n?.*Check free space and permissions/);
  });

  it("as another process holds it", async () => {
    mkdirSync(dirname(project.database), { recursive: true });
    const other = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"]);
    try {
      writeFileSync(`${project.database}-lock`, `${other.pid}`);
      await assertRefused(new RegExp(`in use by process ${other.pid}.*\\n?.*Try again`));
    } finally {
      other.kill("SIGKILL");
    }
    const after = await project.buy(server);
    assert.equal(after.code, 0, "the process is gone, and its lock with it");
  });

  it("in parts: with any page of it damaged, money is spent under the cap or not at all", async () => {
    await project.buy(server);
    const whole = readFileSync(project.database);
    const pages = Array.from({ length: whole.length / PAGE }, (_, page) => page);
    const chosen = IS_LONG ? pages : pages.toSorted(() => Math.random() - 0.5).slice(0, 4);
    let refused = 0;
    for (const page of chosen) {
      server.reset();
      const spoiled = Buffer.from(whole);
      spoiled.fill(0xa5, page * PAGE, (page + 1) * PAGE);
      writeFileSync(project.database, spoiled);
      project.write("locales/en/part0.json", `{ "print": "Print page ${100 + page} of the report" }\n`);
      const ended = await project.buy(server, ["--budget-period", "total", "--budget", "0.002"]);
      assertTold(ended, `page ${page}: ${ended.err}`);
      assert.ok(server.billed <= 0.002);
      if (/damaged/.test(ended.err)) refused++;
      if (ended.code === 0) assert.equal(Object.keys(project.values("locales/de/part0.json")).includes("print"), true);
    }
    assert.ok(refused > 0);
  });
});

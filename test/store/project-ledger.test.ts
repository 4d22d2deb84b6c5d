import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Cap, Spending } from "#core/routing/cap.js";
import { ProjectDatabase } from "#store/database.js";
import { History } from "#store/history.js";
import { LedgerBook } from "#store/ledger-book.js";
import { ProjectLedger } from "#store/project-ledger.js";

const note = { provider: "example.org", model: "m", language: "de", segments: ["a"] };
const usd = (amount: number): Spending => ({ usd: amount, tokens: 10, segments: 1 });
const total = (limit: number): Cap => ({ unit: "usd", period: "total", limit });
const BUYER = new URL("../support/buyer.ts", import.meta.url).pathname;
/** Waits until something holds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}

const KILLS = process.env["ROUTELMT_LONG"] ? 200 : 8;

describe("The ledger of a project", () => {
  let folder: string;
  let database: ProjectDatabase;
  let history: History;
  let book: LedgerBook;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "routelmt-ledger-"));
    database = new ProjectDatabase(join(folder, "project.sqlite"));
    history = new History(database, folder);
    book = new LedgerBook(database);
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  it("counts no amount that is no number, endless or below 0", async () => {
    const ledger = new ProjectLedger(database, await history.beginRun("test"), [total(1)]);
    const reservation = await ledger.reserve(usd(0.5), note);
    for (const amount of [Number.NaN, Number.POSITIVE_INFINITY, -0.1]) {
      await assert.rejects(ledger.reserve(usd(amount), note), RangeError);
      await assert.rejects(ledger.settle(reservation, usd(amount), []), RangeError);
    }
    assert.equal((await ledger.balance()).reserved.usd, 0.5, "what may have been paid stays counted");
  });

  it("counts over runs what was paid, set aside, and left in doubt", async () => {
    const caps = [total(1)];
    const first = new ProjectLedger(database, await history.beginRun("test"), caps);
    await first.settle(await first.reserve(usd(0.5), note), usd(0.2), []);
    await first.doubt(await first.reserve(usd(0.3), note));
    await first.release(await first.reserve(usd(0.4), note));
    const second = new ProjectLedger(database, await history.beginRun("test"), caps);
    await assert.rejects(
      second.reserve(usd(0.6), note),
      /up to \$0.600 does not fit: \$0.500 of \$1.00 for this project/,
    );
    await second.reserve(usd(0.4), note);
    const { settled, reserved } = await second.balance();
    assert.deepEqual([settled.usd, reserved.usd], [0, 0.4], "of this run alone");
    assert.deepEqual(
      (await book.entries()).map(({ state }) => state),
      ["settled", "doubtful", "released", "open"],
    );
  });

  it("starts anew with each day and month, but not when the clock is set back", async () => {
    const at = (text: string): number => new Date(`2026-${text}T12:00`).getTime();
    let now = at("11-30");
    const caps: Cap[] = [
      { unit: "usd", period: "day", limit: 1 },
      { unit: "usd", period: "month", limit: 1.5 },
    ];
    const ledger = new ProjectLedger(database, await history.beginRun("test"), caps, () => now);
    await ledger.settle(await ledger.reserve(usd(1), note), usd(1), []);
    await assert.rejects(ledger.reserve(usd(0.1), note), /today/);
    now = at("11-29");
    await assert.rejects(ledger.reserve(usd(0.1), note), /today/);
    now = at("12-01");
    await ledger.settle(await ledger.reserve(usd(0.8), note), usd(0.8), []);
    now = at("12-02");
    await assert.rejects(ledger.reserve(usd(0.8), note), /this month/);
  });

  it("keeps what was bought together with its price", async () => {
    const ledger = new ProjectLedger(database, await history.beginRun("test"), []);
    const bought = [{ question: "q", texts: ["a", "b"], cost: 0.1 }];
    await ledger.settle(await ledger.reserve(usd(0.5), note), usd(0.1), bought);
    assert.deepEqual([...(await ledger.find(["q", "other"]))], [["q", ["a", "b"]]]);
  });

  it("lets one run buy a question at a time, until it has bought it, gives it back, or dies", async () => {
    const [first, second] = [
      new ProjectLedger(database, await history.beginRun("test"), []),
      new ProjectLedger(database, await history.beginRun("test"), []),
    ];
    assert.deepEqual([...(await first.claim(["a", "b"]))], ["a", "b"]);
    assert.deepEqual([...(await second.claim(["a", "b", "c"]))], ["c"]);
    await first.settle(await first.reserve(usd(1), note), usd(1), [{ question: "a", texts: ["x"], cost: 1 }]);
    await first.unclaim(["b", "c"]);
    assert.deepEqual([...(await second.claim(["a", "b", "c"]))], ["a", "b", "c"]);
    const { pid } = startBuyer("0", "0");
    await database.transaction((connection) => connection.run("UPDATE claims SET pid = ?", [pid ?? 0]));
    await until(async () => (await first.claim(["a"])).has("a"));
  });

  it("has no claims of runs that ended, or whose process had the id that this one has now", async () => {
    const [ended, killed, run] = [
      await history.beginRun("test"),
      await history.beginRun("test"),
      await history.beginRun("test"),
    ];
    await new ProjectLedger(database, ended, []).claim(["a"]);
    await history.endRun(ended, "failed");
    await database.transaction((connection) =>
      connection.run("INSERT INTO claims VALUES ('b', ?, ?)", [killed, process.pid]),
    );
    assert.deepEqual([...(await new ProjectLedger(database, run, []).claim(["a", "b"]))], ["a", "b"]);
  });

  it("settles each request once, and reconciles those in doubt", async () => {
    const ledger = new ProjectLedger(database, await history.beginRun("test"), [total(1)]);
    const reservation = await ledger.reserve(usd(0.5), note);
    await ledger.settle(reservation, usd(0.5), []);
    await ledger.settle(reservation, usd(0.5), []);
    assert.equal(await book.spent("total"), 0.5);
    await ledger.doubt(await ledger.reserve(usd(0.2), note));
    assert.equal(await book.spent("total"), 0.7);
    assert.equal(await book.reconcile(false), 1);
    assert.equal(await book.spent("total"), 0.5);
    await ledger.doubt(await ledger.reserve(usd(0.2), note));
    assert.equal(await book.reconcile(true), 1);
    assert.equal((await ledger.balance()).settled.usd, 0.7);
    assert.equal(await book.reconcile(true), 0);
  });

  it("is one for several processes, which together never exceed the cap", async function () {
    this.timeout(60_000);
    const buyers = [1, 2, 3, 4].map(() => startBuyer("0.5", "40"));
    const codes = await Promise.all(buyers.map((one) => once(one, "exit").then(([code]) => code as number)));
    assert.deepEqual(codes, [0, 0, 0, 0]);
    const spent = await book.spent("total");
    assert.ok(spent <= 0.5 && spent > 0.489, `${spent}`);
  });

  it("survives processes that are killed at any moment: what was reserved stays counted, and the rest go on", async function () {
    this.timeout(20_000 * KILLS);
    for (let round = 0; round < KILLS; round++) {
      const buyer = startBuyer("1000", "100000");
      await once(buyer, "message");
      await pause(Math.random() * 60);
      const end = once(buyer, "exit");
      buyer.kill("SIGKILL");
      await end;
      const entries = await book.entries();
      const counted = entries.reduce((sum, { state, paid, reserved }) => {
        return sum + (state === "settled" ? paid.usd : state === "released" ? 0 : reserved.usd);
      }, 0);
      assert.ok(Math.abs((await book.spent("total")) - counted) < 1e-9);
      assert.ok(
        entries.every(({ state }) => state !== "open"),
        "its process is gone",
      );
    }
    assert.ok((await book.entries()).length >= KILLS);
  });

  function startBuyer(cap: string, count: string): ReturnType<typeof fork> {
    return fork(BUYER, [database.path, cap, "0.01", count], { execArgv: ["--import", "tsx"] });
  }
});

import assert from "node:assert/strict";
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Spending } from "#core/routing/amount.js";
import type { Cap } from "#core/routing/ledger.js";
import { ProjectDatabase } from "#store/database.js";
import { History } from "#store/history.js";
import { LedgerBook } from "#store/ledger-book.js";
import { ProjectLedger } from "#store/project-ledger.js";
import { bundleProgram } from "../support/bundle-program.js";
import { IS_LONG } from "../support/long.js";

const note = { provider: "example.org", model: "m", language: "de", segments: ["a"] };
const usd = (amount: number): Spending => ({ usd: amount, tokens: 10, segments: 1 });
const total = (limit: number): Cap => ({ unit: "usd", period: "total", limit });
/** Waits until a condition is true. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}

const KILLS = IS_LONG ? 200 : 5;

describe("The ledger of a project", () => {
  let folder: string;
  let database: ProjectDatabase;
  let history: History;
  let book: LedgerBook;
  let buyerProgram: string;
  before(async () => {
    buyerProgram = await bundleProgram("buyer");
  });
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

  for (const [direction, there] of [
    ["back", "2026-10-30T12:00"],
    ["forward", "2026-12-30T12:00"],
  ] as const) {
    it(`counts a request on the day it was sent, when the clock is a month ${direction} until it is settled`, async () => {
      const sent = new Date("2026-11-30T12:00").getTime();
      let now = sent;
      for (const cap of [
        { unit: "usd", period: "day", limit: 1 },
        { unit: "usd", period: "month", limit: 1 },
      ] as const) {
        now = sent;
        const ledger = new ProjectLedger(database, await history.beginRun("test"), [cap], () => now);
        const reservation = await ledger.reserve(usd(0.4), note);
        now = new Date(there).getTime();
        await ledger.settle(reservation, usd(0.4), []);
        now = sent;
        // The second cap counts what the first one's run spent, too.
        const left = cap.period === "day" ? 0.6 : 0.2;
        await assert.rejects(ledger.reserve(usd(left + 0.01), note), { code: "budget-exceeded" });
        await ledger.release(await ledger.reserve(usd(left - 0.01), note));
      }
    });
  }

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
    await first.unclaim(["a"]);
  });

  it("has no claims of runs that ended, or of a former process with this process's id", async () => {
    const [ended, killed, run] = [
      await history.beginRun("test"),
      await history.beginRun("test"),
      await history.beginRun("test"),
    ];
    const before = new ProjectLedger(database, ended, []);
    await before.claim(["a"]);
    await history.endRun(ended, "failed");
    await database.transaction((connection) =>
      connection.run("INSERT INTO claims VALUES ('b', ?, ?)", [killed, process.pid]),
    );
    const ledger = new ProjectLedger(database, run, []);
    assert.deepEqual([...(await ledger.claim(["a", "b"]))], ["a", "b"]);
    for (const one of [before, ledger]) await one.unclaim(["a", "b"]);
  });

  it("takes over what a run claimed that shows no sign of life, whoever has the id of its process now", async () => {
    const [killed, alive, run] = [
      await history.beginRun("test"),
      await history.beginRun("test"),
      await history.beginRun("test"),
    ];
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      await database.transaction((connection) => {
        connection.run("INSERT INTO claims VALUES ('a', ?, ?)", [killed, stranger.pid ?? 0]);
        connection.run("INSERT INTO claims VALUES ('b', ?, ?)", [alive, stranger.pid ?? 0]);
      });
      const ledger = new ProjectLedger(database, run, []);
      for (let look = 0; look < 100; look++) {
        assert.deepEqual([...(await ledger.claim(["a", "b"]))], [], `look ${look}`);
        if (look % 50 === 0)
          await database.transaction((connection) =>
            connection.run("UPDATE runs SET signs = signs + 1 WHERE id = ?", [alive]),
          );
      }
      assert.deepEqual([...(await ledger.claim(["a", "b"]))], ["a"]);
      await ledger.unclaim(["a"]);
    } finally {
      stranger.kill("SIGKILL");
    }
  });

  it("shows signs of life while it has claims, and none after", async () => {
    const run = await history.beginRun("test");
    const signs = (): Promise<number> =>
      database.transaction((connection) =>
        Number(connection.get("SELECT signs FROM runs WHERE id = ?", [run])?.["signs"]),
      );
    const ledger = new ProjectLedger(database, run, []);
    await ledger.claim(["a"]);
    await until(async () => (await signs()) >= 2);
    await ledger.unclaim(["a"]);
    const last = await signs();
    await pause(5_000);
    assert.equal(await signs(), last);
  });

  it("has no request under way whose run ended, or that is older than any answer, whoever has its process's id", async () => {
    const [ended, killed] = [await history.beginRun("test"), await history.beginRun("test")];
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      for (const run of [ended, killed]) await new ProjectLedger(database, run, []).reserve(usd(0.1), note);
      await database.transaction((connection) =>
        connection.run("UPDATE reservations SET pid = ?", [stranger.pid ?? 0]),
      );
      await history.endRun(ended, "failed");
      const states = async (now?: number): Promise<string[]> => (await book.entries(now)).map(({ state }) => state);
      assert.deepEqual(await states(), ["doubtful", "open"]);
      assert.deepEqual(await states(Date.now() + 2 * 3_600_000), ["doubtful", "doubtful"]);
      assert.equal(await book.reconcile(false), 1);
      assert.equal(await book.reconcile(false, Date.now() - 2 * 3_600_000), 1, "also when the clock was set back");
    } finally {
      stranger.kill("SIGKILL");
    }
  });

  it("counts an answer that arrives after its request was taken for free", async () => {
    const run = await history.beginRun("test");
    const ledger = new ProjectLedger(database, run, [total(1)]);
    const reservation = await ledger.reserve(usd(0.5), note);
    assert.equal(await book.reconcile(false, Date.now() + 2 * 3_600_000), 1);
    assert.equal(await book.spent("total"), 0);
    await ledger.settle(reservation, usd(0.3), []);
    assert.equal(await book.spent("total"), 0.3);
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

  it("is one for several processes, which together never exceed the cap", async () => {
    const buyers = [1, 2, 3, 4].map(() => startBuyer("0.5", "40"));
    const codes = await Promise.all(buyers.map((one) => once(one, "exit").then(([code]) => code as number)));
    assert.deepEqual(codes, [0, 0, 0, 0]);
    const spent = await book.spent("total");
    assert.ok(spent <= 0.5 && spent > 0.489, `${spent}`);
  });

  it("survives processes that are killed at any moment: what was reserved stays counted, and the rest go on", async () => {
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
      // At once, unless another process got the id of a killed one: then when that ends.
      await until(async () => (await book.entries()).every(({ state }) => state !== "open"));
    }
    assert.ok((await book.entries()).length >= KILLS);
  });

  function startBuyer(cap: string, count: string): ReturnType<typeof fork> {
    return fork(buyerProgram, [database.path, cap, "0.01", count], { execArgv: ["--liftoff-only"] });
  }
});

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Spending } from "#core/routing/amount.js";
import { ProjectDatabase } from "#store/database.js";
import { History } from "#store/history.js";
import { LedgerBook } from "#store/ledger-book.js";
import { ProjectLedger } from "#store/project-ledger.js";

const request = { provider: "example.org", model: "m", language: "de", segments: ["a"] };
const usd = (amount: number): Spending => ({ usd: amount, tokens: 10, segments: 1 });

describe("A reservation that is noted beside the database", () => {
  let folder: string;
  let [path, note] = ["", ""];
  let database: ProjectDatabase;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-note-"));
    path = join(folder, "project.sqlite");
    note = `${path}-reservation`;
    database = new ProjectDatabase(path);
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const ledger = async (): Promise<ProjectLedger> => {
    return new ProjectLedger(database, await new History(database, folder).beginRun("test"), []);
  };
  /** What another process finds in the ledger. */
  const seen = async (): Promise<string[]> => {
    const other = new ProjectDatabase(path);
    const book = new LedgerBook(other);
    const states = (await book.entries()).map(({ id, state }) => `${id} ${state}`);
    const spent = await book.spent("total");
    await other.close();
    return [...states, `$${spent.toFixed(2)}`];
  };

  it("is counted at once, for everybody, and stays in doubt when its process dies", async () => {
    const first = await ledger();
    await first.reserve(usd(0.5), request);
    assert.notEqual(readFileSync(note, "utf8").indexOf("example.org"), -1, "nothing else was written");
    assert.deepEqual(await seen(), ["1 open", "$0.50"]);
    await first.reserve(usd(0.25), request);
    await first.reserve(usd(0.1), request);
    assert.deepEqual(await seen(), ["1 open", "2 open", "3 open", "$0.85"]);
  });

  it("is counted once, although it remains after the database has taken it in", async () => {
    const first = await ledger();
    const reservation = await first.reserve(usd(0.5), request);
    await first.settle(reservation, usd(0.2), []);
    assert.notEqual(readFileSync(note, "utf8").indexOf("example.org"), -1);
    assert.deepEqual(await seen(), ["1 settled", "$0.20"]);
    await first.reserve(usd(0.3), request);
    assert.deepEqual(await seen(), ["1 settled", "2 open", "$0.50"]);
  });

  it("does not count if it was not completely written, because then nothing was sent", async () => {
    const first = await ledger();
    await first.reserve(usd(0.5), request);
    truncateSync(note, 90);
    assert.deepEqual(await seen(), ["$0.00"]);
    writeFileSync(note, "\xff".repeat(600));
    assert.deepEqual(await seen(), ["$0.00"]);
    await first.reserve(usd(0.3), request);
    assert.deepEqual(await seen(), ["1 open", "$0.30"]);
  });

  it("is not taken for one of a new database when the old one was deleted", async () => {
    await (await ledger()).reserve(usd(0.5), request);
    await database.close();
    rmSync(path);
    assert.deepEqual(await seen(), ["$0.00"]);
  });
});

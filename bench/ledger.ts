/**
 * `npm run bench:ledger`: the time for recording a purchase in a project database with 100,000 entries, and for opening
 * a project with 100,000 decisions. Fails if a median exceeds its bar. For comparison, the time for appending a line to
 * a journal.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Decision } from "../src/core/routing/decision.js";
import type { Cap } from "../src/core/routing/ledger.js";
import type { Connection } from "../src/store/connection.js";
import { ProjectDatabase } from "../src/store/database.js";
import { History } from "../src/store/history.js";
import { LedgerBook } from "../src/store/ledger-book.js";
import { ProjectLedger } from "../src/store/project-ledger.js";

const ENTRIES = 100_000;
/** Target files, with as many decisions each. */
const FILES = 500;
/** Runs that made the entries. */
const RUNS = 2_000;
const ROUNDS = 200;
const MAX_PURCHASE_MS = 2;
/** For slow or busy disks: as a multiple of the time for appending and flushing one line between purchases. */
const MAX_PURCHASE_LINES = 20;
const MAX_OPEN_MS = 200;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Median milliseconds of some work. */
async function timed(rounds: number, work: (round: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  return median(times);
}

/** A ledger as a team has it after years: settled requests, the answers that were bought. */
function fillLedger(connection: Connection): void {
  const ids = Array.from({ length: ENTRIES }, (_, index) => index + 1);
  const dayOf = (id: number): string => `20${10 + (id % 15)}-0${1 + (id % 9)}-${10 + (id % 18)}`;
  connection.runAll(
    "INSERT INTO runs (id, started, ended, pid, command, state) VALUES (?, 1, 2, 1, 'translate', 'done')",
    Array.from({ length: RUNS }, (_, index) => [index + 1]),
  );
  connection.runAll(
    "INSERT INTO requests VALUES (?, ?, ?, ?, 'example.org', 'model', 'de', 20)",
    ids.map((id) => [id, 1 + (id % RUNS), id * 1000, dayOf(id)]),
  );
  connection.runAll(
    "INSERT INTO reservations VALUES (?, 1, 'settled', 0.02, 900, 20)",
    ids.map((id) => [id]),
  );
  connection.runAll(
    "INSERT INTO settlements VALUES (?, ?, 0.01, 500, 20)",
    ids.map((id) => [id, id * 1000]),
  );
  connection.runAll(
    "INSERT INTO answers VALUES (?, ?, ?, 0.001)",
    ids.map((id) => [`question ${id} ${"x".repeat(40)}`, id, '["Eine Übersetzung"]']),
  );
  connection.run("INSERT INTO days SELECT day, total(0.01), total(500), total(20) FROM requests GROUP BY day");
  connection.run("INSERT INTO run_sums SELECT run, total(0.01), total(500), total(20) FROM requests GROUP BY run");
}

function fillDecisions(connection: Connection): void {
  const ids = Array.from({ length: ENTRIES }, (_, index) => index + 1);
  const fileOf = (id: number): number => id % FILES;
  connection.runAll(
    "INSERT INTO segments VALUES (?, ?, 'de', ?)",
    ids.map((id) => [id, `locales/de/part${fileOf(id)}.json`, JSON.stringify(["group", `key${id}`])]),
  );
  connection.runAll(
    `INSERT INTO decisions (segment, run, source_path, format, small, source_hash, outcome, gain, cost, decision)
      VALUES (?, 1, ?, 'json', 'bundled', 'hash', 'local', 3, 0.001, ?)`,
    ids.map((id) => [id, `locales/en/part${fileOf(id)}.json`, JSON.stringify(decisionOf(id))]),
  );
}

function decisionOf(id: number): Partial<Decision> {
  const direction = { source: "en", target: "de" };
  const source = `Open page ${id} of the report, and close the others`;
  const text = `Öffne Seite ${id} des Berichts, und schließe die anderen`;
  return {
    segment: { id: `${id}`, key: `key${id}`, source, direction } as Decision["segment"],
    outcome: "local",
    candidates: [{ origin: "small", text, quality: 80 }] as unknown as Decision["candidates"],
  };
}

const folder = mkdtempSync(join(tmpdir(), "routelmt-bench-"));
const path = join(folder, "project.sqlite");
const database = new ProjectDatabase(path);
await database.transaction(fillLedger);
await database.transaction(fillDecisions);
const run = await new History(database, folder).beginRun("bench");

/** Between purchases, so that the load on the disk is the same. */
const journal = openSync(join(folder, "journal"), "a");
const appends: number[] = [];
const line = `${JSON.stringify({ id: 1, usd: 0.01, question: "x".repeat(60), texts: ["Eine Übersetzung"] })}\n`;
const appendLine = (): void => {
  const start = performance.now();
  writeSync(journal, line);
  fsyncSync(journal);
  appends.push(performance.now() - start);
};

const caps: Cap[] = (["run", "day", "month", "total"] as const).map((period) => ({ unit: "usd", period, limit: 1e9 }));
const ledger = new ProjectLedger(database, run, caps);
const amount = { usd: 0.02, tokens: 900, segments: 20 };
const note = { provider: "example.org", model: "m", language: "de", segments: Array.from({ length: 20 }, String) };
const purchases: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  appendLine();
  const start = performance.now();
  const reservation = await ledger.reserve(amount, note);
  const bought = note.segments.map((one) => ({ question: `new ${round} ${one}`, texts: ["Neu"], cost: 0.001 }));
  await ledger.settle(reservation, { usd: 0.01, tokens: 500, segments: 20 }, bought);
  purchases.push(performance.now() - start);
}
closeSync(journal);
const [append, purchase] = [median(appends), median(purchases)];
await database.close();

const openFile = async (other: ProjectDatabase, file: number): Promise<void> => {
  const kept = await new History(other, folder).decisionsOn(join(folder, `locales/de/part${file}.json`));
  if (kept.length !== ENTRIES / FILES) throw new Error(`${kept.length} decisions`);
};
const open = await timed(20, async (round) => {
  const other = new ProjectDatabase(path);
  await openFile(other, round);
  await new LedgerBook(other).spent("month");
  await other.close();
});
const again = new ProjectDatabase(path);
const file = await timed(50, (round) => openFile(again, round));
const none = await timed(20, () => new History(again, folder).decisionsWith(["flagged"]));
await again.close();
rmSync(folder, { recursive: true });

const ratio = (value: number): string => `${(value / append).toFixed(1)} appended lines`;
say(`append and fsync of a line: ${append.toFixed(3)} ms`);
say(`reserve and settle, ${ENTRIES} entries, four caps: ${purchase.toFixed(2)} ms (${ratio(purchase)})`);
say(`open a project with ${ENTRIES} decisions, with one file and what was spent: ${open.toFixed(1)} ms`);
say(
  `the ${ENTRIES / FILES} decisions on one more file: ${file.toFixed(2)} ms; what is flagged in all of them, nothing: ${none.toFixed(2)} ms`,
);
const isSlow = purchase > MAX_PURCHASE_MS && purchase > MAX_PURCHASE_LINES * append;
if (isSlow || open > MAX_OPEN_MS) {
  say(`Too slow: at most ${MAX_PURCHASE_MS} ms or ${MAX_PURCHASE_LINES} lines, and ${MAX_OPEN_MS} ms.`);
  process.exitCode = 1;
}

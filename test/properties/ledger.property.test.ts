import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { RouteLmtError } from "#core/errors.js";
import type { Cap } from "#core/routing/ledger.js";
import { ProjectDatabase } from "#store/database.js";
import { History } from "#store/history.js";
import { LedgerBook } from "#store/ledger-book.js";
import { ProjectLedger } from "#store/project-ledger.js";
import { casesOf } from "../support/long.js";

/** Like `budget.property.test.ts`, but with a project's ledger, which writes to the disk at each step. */
const STREAMS = casesOf(10_000, 40);

const note = { provider: "example.org", model: "m", language: "de", segments: ["a"] };

describe("The ledger of a project, over any stream of requests", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "routelmt-streams-"));
  });
  after(() => rm(folder, { recursive: true }));

  it("has no more settled and reserved than any cap at any instant, in every run, on two connections", async () => {
    const request = fc.record({
      amount: fc.double({ min: 0, max: 0.4, noNaN: true }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      end: fc.constantFrom("settle", "settle", "settle", "release", "doubt", "die"),
    });
    const stream = fc.record({
      requests: fc.array(request, { minLength: 1, maxLength: 16 }),
      limits: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      concurrency: fc.integer({ min: 1, max: 16 }),
    });
    let made = 0;
    await fc.assert(
      fc.asyncProperty(stream, async ({ requests, limits: [ofRun, ofAll], concurrency }) => {
        const path = join(folder, `${made++}.sqlite`);
        const caps: Cap[] = [
          { unit: "usd", period: "run", limit: ofRun },
          { unit: "usd", period: "total", limit: ofAll },
        ];
        const databases = [new ProjectDatabase(path), new ProjectDatabase(path)];
        const ledgers: ProjectLedger[] = [];
        for (const one of databases)
          ledgers.push(new ProjectLedger(one, await new History(one, folder).beginRun("test"), caps));
        const look = async (ledger: ProjectLedger): Promise<void> => {
          for (const { cap, used } of (await ledger.balance()).caps)
            assert.ok(used <= cap.limit + 1e-12, `${used} of ${cap.limit}`);
        };
        let counted = 0;
        const queue = requests.entries();
        const lanes = Array.from({ length: concurrency }, async () => {
          for (const [index, { amount, share, end }] of queue) {
            const ledger = ledgers[index % 2] as ProjectLedger;
            try {
              const spending = { usd: amount, tokens: 10, segments: 1 };
              const reservation = await ledger.reserve(spending, note);
              await look(ledger);
              const paid = { ...spending, usd: amount * share };
              if (end === "settle") await ledger.settle(reservation, paid, []);
              else if (end === "release") await ledger.release(reservation);
              else if (end === "doubt") await ledger.doubt(reservation);
              counted += end === "settle" ? paid.usd : end === "release" ? 0 : amount;
              await look(ledger);
            } catch (error) {
              if (!(error instanceof RouteLmtError) || error.code !== "budget-exceeded") throw error;
            }
          }
        });
        await Promise.all(lanes);
        const [first] = databases;
        const spent = await new LedgerBook(first as ProjectDatabase).spent("total");
        assert.ok(Math.abs(spent - counted) < 1e-9, `${spent} in the book, ${counted} in the answers`);
        for (const one of databases) await one.close();
        for (const suffix of ["", "-journal"]) await rm(path + suffix, { force: true });
      }),
      STREAMS,
    );
  });
});

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sqlite from "node-sqlite3-wasm";
import type { Cap } from "#core/routing/ledger.js";
import { ProjectDatabase } from "#store/database.js";
import { History } from "#store/history.js";
import { ProjectLedger } from "#store/project-ledger.js";
import { MIGRATIONS } from "#store/schema.js";

/** A database of the first schema version: its run paid $0.20 and has $0.30 in doubt. */
const OLD = `
  INSERT INTO runs (id, started, ended, pid, command, state) VALUES (1, 1, 2, 1, 'translate', 'done');
  INSERT INTO requests VALUES (1, 1, 1, '2026-01-01', 'example.org', 'm', 'de', 1), (2, 1, 1, '2026-01-01', 'example.org', 'm', 'de', 1);
  INSERT INTO reservations VALUES (1, 1, 'settled', 0.5, 10, 1), (2, 1, 'doubtful', 0.3, 10, 1);
  INSERT INTO settlements VALUES (1, 1, 0.2, 10, 1);
  INSERT INTO days VALUES ('2026-01-01', 0.2, 10, 1);
`;

/** From this version on, a database keeps the sum of each run, updated with every payment. */
const WITH_SUMS = 5;
const SUMS = "INSERT INTO run_sums VALUES (1, 0.2, 10, 1);";

describe("A database of an older version", () => {
  for (let version = 1; version < MIGRATIONS.length; version++) {
    it(`${version} counts what was paid with it, and keeps what comes after`, async () => {
      const folder = await mkdtemp(join(tmpdir(), "routelmt-schema-"));
      const path = join(folder, "project.sqlite");
      const old = new sqlite.Database(path);
      old.exec(
        `${MIGRATIONS.slice(0, version).join(";")}; PRAGMA user_version = ${version}; ${OLD} ${version < WITH_SUMS ? "" : SUMS}`,
      );
      old.close();
      const database = new ProjectDatabase(path);
      try {
        const total: Cap = { unit: "usd", period: "total", limit: 1 };
        const ledger = new ProjectLedger(database, await new History(database, folder).beginRun("test"), [total]);
        const { caps } = await ledger.balance();
        assert.deepEqual(caps, [{ cap: total, used: 0.5 }]);
        const note = { provider: "example.org", model: "m", language: "de", segments: ["a"] };
        await ledger.settle(
          await ledger.reserve({ usd: 0.4, tokens: 10, segments: 1 }, note),
          { usd: 0.4, tokens: 10, segments: 1 },
          [],
        );
        await assert.rejects(ledger.reserve({ usd: 0.2, tokens: 10, segments: 1 }, note), /\$0.900 of \$1.00/);
        // The older version's run gets its sum from its settlements.
        const same = new ProjectLedger(database, 1, [{ unit: "usd", period: "run", limit: 0.6 }]);
        await assert.rejects(same.reserve({ usd: 0.2, tokens: 10, segments: 1 }, note), /\$0.500 of \$0.600/);
      } finally {
        await database.close();
        await rm(folder, { recursive: true });
      }
    });
  }
});

/**
 * The steps from one version of the schema to the next; `PRAGMA user_version` counts those taken. A released step
 * is never changed. Amounts are US dollars, tokens and segments; times are milliseconds since 1970.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER, pid INTEGER NOT NULL,
    command TEXT NOT NULL, state TEXT NOT NULL
  );
  CREATE TABLE segments (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, language TEXT NOT NULL, key TEXT NOT NULL,
    UNIQUE (path, language, key)
  );
  -- The last decision on a segment, as JSON, with what it was made from and what was written.
  CREATE TABLE decisions (
    segment INTEGER PRIMARY KEY REFERENCES segments (id), run INTEGER NOT NULL REFERENCES runs (id),
    source_path TEXT NOT NULL, format TEXT NOT NULL, small TEXT NOT NULL, source_hash TEXT NOT NULL,
    outcome TEXT NOT NULL, gain REAL NOT NULL, cost REAL NOT NULL, decision TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX decisions_of_run ON decisions (run);
  -- Every candidate that was ever made: by which model, for which question.
  CREATE TABLE candidates (
    id INTEGER PRIMARY KEY, segment INTEGER NOT NULL REFERENCES segments (id), run INTEGER NOT NULL REFERENCES runs (id),
    origin TEXT NOT NULL, model TEXT, text TEXT NOT NULL, quality REAL, findings TEXT NOT NULL,
    UNIQUE (segment, origin, text)
  );
  CREATE TABLE requests (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (id), time INTEGER NOT NULL, day TEXT NOT NULL,
    provider TEXT NOT NULL, model TEXT NOT NULL, language TEXT NOT NULL, segments INTEGER NOT NULL
  );
  CREATE INDEX requests_of_run ON requests (run);
  -- open: no answer yet. doubtful: one may have been produced. Both are counted.
  CREATE TABLE reservations (
    request INTEGER PRIMARY KEY REFERENCES requests (id), pid INTEGER NOT NULL, state TEXT NOT NULL,
    usd REAL NOT NULL, tokens REAL NOT NULL, segments REAL NOT NULL
  );
  CREATE INDEX reservations_counted ON reservations (state) WHERE state IN ('open', 'doubtful');
  CREATE TABLE settlements (
    request INTEGER PRIMARY KEY REFERENCES requests (id), time INTEGER NOT NULL,
    usd REAL NOT NULL, tokens REAL NOT NULL, segments REAL NOT NULL
  );
  -- Sums of settlements by day, so that a cap is checked without adding up all of them.
  CREATE TABLE days (
    day TEXT PRIMARY KEY, usd REAL NOT NULL, tokens REAL NOT NULL, segments REAL NOT NULL
  ) WITHOUT ROWID;
  -- What was paid for, by what was asked.
  CREATE TABLE answers (
    question TEXT PRIMARY KEY, request INTEGER NOT NULL REFERENCES requests (id), texts TEXT NOT NULL, cost REAL NOT NULL
  ) WITHOUT ROWID;
  -- A file as it was before a run wrote into it, and after, compressed; before is NULL where the run made the file.
  CREATE TABLE writes (
    run INTEGER NOT NULL REFERENCES runs (id), path TEXT NOT NULL, encoding TEXT NOT NULL,
    before BLOB, after BLOB NOT NULL, PRIMARY KEY (run, path)
  ) WITHOUT ROWID;
  `,
  `
  -- What a run is about to buy, so that no other one buys it at the same time.
  CREATE TABLE claims (question TEXT PRIMARY KEY, run INTEGER NOT NULL, pid INTEGER NOT NULL) WITHOUT ROWID;
  `,
  `
  -- The model that a person wants for a string: local or large.
  CREATE TABLE pins (
    path TEXT NOT NULL, language TEXT NOT NULL, key TEXT NOT NULL, route TEXT NOT NULL, PRIMARY KEY (path, language, key)
  ) WITHOUT ROWID;
  `,
  `
  -- For what a source file became, and for what is open in a whole project.
  CREATE INDEX decisions_of_source ON decisions (source_path);
  CREATE INDEX decisions_by_outcome ON decisions (outcome);
  `,
  `
  -- Sums of settlements by run, as those by day.
  CREATE TABLE run_sums (
    run INTEGER PRIMARY KEY REFERENCES runs (id), usd REAL NOT NULL, tokens REAL NOT NULL, segments REAL NOT NULL
  );
  INSERT INTO run_sums SELECT q.run, total(s.usd), total(s.tokens), total(s.segments)
    FROM requests q JOIN settlements s ON s.request = q.id GROUP BY q.run;
  DROP INDEX requests_of_run;
  -- The file as the run found it at its last write, where that is not as it was before the run.
  ALTER TABLE writes ADD COLUMN found BLOB;
  `,
  `
  -- Failures were sentences in English; they are sentences with data now, which every language can say.
  UPDATE decisions SET decision = json_remove(decision, '$.reason.failure')
    WHERE json_extract(decision, '$.reason.failure.message') IS NOT NULL;
  `,
  `
  -- How often the process of a run has said that it lives: its id alone may be that of another one by now.
  ALTER TABLE runs ADD COLUMN signs INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- A hash of the source file, and whether it had the decision's source text (1) or not (0); NULL where nobody has looked.
  ALTER TABLE decisions ADD COLUMN source_file TEXT;
  ALTER TABLE decisions ADD COLUMN is_current INTEGER;
  `,
];

import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Database, SQLiteValue, Statement } from "node-sqlite3-wasm";
import { messageOf, RouteLmtError } from "../core/errors.js";
import { withoutOwnLock } from "./own-lock.js";
import { ProcessLock } from "./process-lock.js";
import { MIGRATIONS } from "./schema.js";

type Library = typeof import("node-sqlite3-wasm");

let loaded: Promise<Library> | undefined;

/** SQLite as WebAssembly, compiled when it is first needed: the editor starts without. */
function library(): Promise<Library> {
  loaded ??= import("node-sqlite3-wasm").then((module) => module.default as unknown as Library);
  return loaded;
}

/**
 * Every commit is on the disk when it returns: three times that a file is flushed, where `synchronous = FULL` takes four and
 * protects old file systems from a power cut that writes a header before its content, which checksums find, too.
 * A journal that persists is not cut and grown each time.
 */
const SETTINGS = "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 4000000";

/** A row, by column. */
export type Row = Readonly<Record<string, SQLiteValue>>;

/** What may be bound to a parameter. */
export type Value = string | number | null | Uint8Array;

/**
 * A SQLite database that several processes share. Every access is a short transaction under a {@link ProcessLock}, without
 * the library's own lock ({@link withoutOwnLock}).
 */
export class ProjectDatabase {
  readonly path: string;
  readonly #lock: ProcessLock;
  #database: Database | undefined;
  /** What was prepared on it, by its text. */
  readonly #statements = new Map<string, Statement>();
  /** Accesses of this process, one after another. */
  #last: Promise<unknown> = Promise.resolve();

  /** Opens nothing yet: the file is made with the first access. */
  constructor(path: string) {
    this.path = path;
    this.#lock = new ProcessLock(`${path}-lock`);
  }

  /**
   * Runs some reads and writes, all of which happen or none.
   *
   * @param work synchronous; it gets the connection
   * @throws {RouteLmtError} `store-locked`, `store-corrupt`, `store-newer`, `store-write`; what the work throws
   */
  async transaction<Result>(work: (connection: Connection) => Result): Promise<Result> {
    const turn = this.#last.then(() => this.#locked(work));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Closes the file; a later access opens it again. */
  async close(): Promise<void> {
    await this.#last;
    this.#drop();
  }

  async #locked<Result>(work: (connection: Connection) => Result): Promise<Result> {
    const sqlite = await library();
    try {
      return await this.#lock.run(() =>
        withoutOwnLock(this.path, (throwIfUnsure) => this.#transact(sqlite, work, throwIfUnsure)),
      );
    } catch (error) {
      throw error instanceof RouteLmtError ? error : storeError(this.path, error);
    }
  }

  #transact<Result>(sqlite: Library, work: (connection: Connection) => Result, throwIfUnsure: () => void): Result {
    try {
      const database = this.#open(sqlite, throwIfUnsure);
      database.exec("BEGIN IMMEDIATE");
      throwIfUnsure();
      const result = work(new Connection(database, this.#statements));
      database.exec("COMMIT");
      return result;
    } catch (error) {
      // The connection is opened anew: after a full disk its state is not worth trusting.
      if (!(error instanceof RouteLmtError) || !this.#rollBack()) this.#drop();
      throw error;
    }
  }

  #open(sqlite: Library, throwIfUnsure: () => void): Database {
    if (this.#database) return this.#database;
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const database = new sqlite.Database(this.path);
    this.#database = database;
    database.exec(SETTINGS);
    throwIfUnsure();
    migrate(database, this.path);
    return database;
  }

  /** Takes a transaction back that the work itself refused. */
  #rollBack(): boolean {
    try {
      this.#database?.exec("ROLLBACK");
      return true;
    } catch {
      return false;
    }
  }

  #drop(): void {
    try {
      for (const statement of this.#statements.values()) statement.finalize();
      this.#database?.close();
    } catch {
      // What could not be written is rolled back by the journal at the next opening.
    }
    this.#statements.clear();
    this.#database = undefined;
  }
}

/** Statements within a transaction. */
export class Connection {
  readonly #database: Database;
  readonly #statements: Map<string, Statement>;

  constructor(database: Database, statements: Map<string, Statement>) {
    this.#database = database;
    this.#statements = statements;
  }

  /** Rows of a query. */
  all(sql: string, values: readonly Value[] = []): Row[] {
    return this.#prepared(sql).all([...values]) as Row[];
  }

  /** The first row of a query. */
  get(sql: string, values: readonly Value[] = []): Row | undefined {
    // Read to its end: a statement that is not would keep what it saw, whatever other processes write.
    return this.all(sql, values)[0];
  }

  /** Runs a statement; returns the id of the row that it inserted last. */
  run(sql: string, values: readonly Value[] = []): number {
    return Number(this.#prepared(sql).run([...values]).lastInsertRowid);
  }

  /** Runs one statement for many rows. */
  runAll(sql: string, rows: readonly (readonly Value[])[]): void {
    for (const values of rows) this.#prepared(sql).run([...values]);
  }

  /** Preparing takes longer than running: each statement is prepared once. */
  #prepared(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function migrate(database: Database, path: string): void {
  const version = Number((database.get("PRAGMA user_version") as Row)["user_version"]);
  if (version > MIGRATIONS.length) {
    throw new RouteLmtError(
      "store-newer",
      `The project database is of a newer RouteLMT (version ${version}, this one knows ${MIGRATIONS.length}): ${path}`,
      "Update RouteLMT. Until then nothing is bought, because what was spent is not known.",
    );
  }
  for (let step = version; step < MIGRATIONS.length; step++) {
    database.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[step]}; PRAGMA user_version = ${step + 1}; COMMIT`);
  }
}

function storeError(path: string, error: unknown): Error {
  const message = messageOf(error);
  const isSqlite = error instanceof Error && error.name === "SQLite3Error";
  // Tables of ours that are not there were in a part of the file that is damaged, or the file is of something else.
  if (isSqlite && /malformed|not a database|corrupt|no such (?:table|column)/i.test(message)) {
    return new RouteLmtError(
      "store-corrupt",
      `The project database is damaged: ${path} (${message})`,
      "Move it away to start a new one; no translation is lost, but what was spent before is no longer counted.",
      { cause: error },
    );
  }
  if ((isSqlite && !/constraint failed/.test(message)) || typeof (error as NodeJS.ErrnoException).code === "string") {
    return new RouteLmtError(
      "store-write",
      `The project database cannot be written: ${path} (${message})`,
      "Check free space and permissions. Until then nothing is bought, because it could not be counted.",
      { cause: error },
    );
  }
  return error instanceof Error ? error : new Error(message);
}

import { dirname } from "node:path";
import type { Database, Statement } from "node-sqlite3-wasm";
import { messageOf, RouteLmtError, said } from "../core/errors.js";
import { makeFolder } from "../node/make-folder.js";
import { Connection, type DatabaseRow } from "./connection.js";
import { withoutOwnLock } from "./own-lock.js";
import { ProcessLock } from "./process-lock.js";
import { type NotedReservation, ReservationNote } from "./reservation-note.js";
import { MIGRATIONS } from "./schema.js";

type Library = typeof import("node-sqlite3-wasm");

let loaded: Promise<Library> | undefined;

/** SQLite as WebAssembly, compiled when first needed, so the editor starts without it. */
function library(): Promise<Library> {
  loaded ??= import("node-sqlite3-wasm").then((module) => module.default as unknown as Library);
  return loaded;
}

/**
 * Every commit is on the disk when it returns, after three flushes. `synchronous = FULL` takes four, to protect old
 * file systems from a power cut that writes a header before its content; checksums detect that, too.
 * A persistent journal is not truncated and grown each time.
 */
const SETTINGS = "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 4000000";

/**
 * A SQLite database that several processes share. Every access is a short transaction under a {@link ProcessLock}, without
 * the library's own lock ({@link withoutOwnLock}).
 */
export class ProjectDatabase {
  readonly path: string;
  readonly #lock: ProcessLock;
  readonly #note: ReservationNote;
  #database: Database | undefined;
  /** Prepared statements by their text. */
  readonly #statements = new Map<string, Statement>();
  /** Accesses of this process, one at a time. */
  #last: Promise<unknown> = Promise.resolve();

  /** Opens nothing yet: the file is created by the first access. */
  constructor(path: string) {
    this.path = path;
    this.#lock = new ProcessLock(`${path}-lock`);
    this.#note = new ReservationNote(`${path}-reservation`);
  }

  /**
   * Runs some reads and writes; either all of them take effect or none.
   *
   * @param work synchronous; it gets the connection
   * @throws {RouteLmtError} `store-locked`, `store-corrupt`, `store-newer`, `store-write`; what the work throws
   */
  transaction<Result>(work: (connection: Connection) => Result): Promise<Result> {
    return this.#inTurn((connection) => {
      this.#takeNoteIn(connection);
      const result = work(connection);
      connection.commit();
      return result;
    });
  }

  /**
   * Adds a reservation. If there is no other note, only the note is written and flushed: the request goes
   * out sooner, and the next transaction imports the note.
   *
   * @param work decides on it by only reading; it gets the future id of the request
   * @throws as {@link transaction}
   */
  reserve(work: (connection: Connection, id: number) => NotedReservation): Promise<NotedReservation> {
    return this.#inTurn((connection) => {
      const isNoted = this.#takeNoteIn(connection);
      const reservation = work(connection, lastRequest(connection) + 1);
      if (isNoted) insertReservation(connection, reservation);
      else this.#note.write(reservation);
      connection.commit();
      return reservation;
    });
  }

  /** Whether there was a note that no transaction had imported. */
  #takeNoteIn(connection: Connection): boolean {
    const note = this.#note.read();
    if (!note || note.id <= lastRequest(connection)) return false;
    insertReservation(connection, note);
    return true;
  }

  /** Closes the file; a later access reopens it. */
  async close(): Promise<void> {
    await this.#last;
    this.#drop();
  }

  async #inTurn<Result>(work: (connection: Connection) => Result): Promise<Result> {
    const turn = this.#last.then(() => this.#locked(work));
    this.#last = turn.catch(() => undefined);
    return turn;
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
      return work(new Connection(database, this.#statements));
    } catch (error) {
      // The connection is reopened: after a full disk its state cannot be trusted.
      if (!(error instanceof RouteLmtError) || !this.#rollBack()) this.#drop();
      throw error;
    }
  }

  #open(sqlite: Library, throwIfUnsure: () => void): Database {
    if (this.#database) return this.#database;
    makeFolder(dirname(this.path), 0o700);
    const database = new sqlite.Database(this.path);
    this.#database = database;
    database.exec(SETTINGS);
    throwIfUnsure();
    migrate(database, this.path, this.#note);
    return database;
  }

  /** Rolls back a transaction that the work itself refused. */
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
      // The journal rolls back an incomplete write when the database is next opened.
    }
    this.#statements.clear();
    this.#database = undefined;
  }
}

/** The id of the last request; 0 if there is none. Requests are never removed. */
function lastRequest(connection: Connection): number {
  return Number(connection.get("SELECT max(id) AS id FROM requests")?.["id"] ?? 0);
}

/** Adds a reservation with its request. */
function insertReservation(connection: Connection, note: NotedReservation): void {
  const { id, run, time, day, provider, model, language, segments, pid, amount } = note;
  const request = [id, run, time, day, provider, model, language, segments];
  connection.run("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?, ?)", request);
  const { usd, tokens, segments: counted } = amount;
  connection.run("INSERT INTO reservations VALUES (?, ?, 'open', ?, ?, ?)", [id, pid, usd, tokens, counted]);
}

function migrate(database: Database, path: string, note: ReservationNote): void {
  const version = Number((database.get("PRAGMA user_version") as DatabaseRow)["user_version"]);
  if (version > MIGRATIONS.length) {
    throw new RouteLmtError(
      "store-newer",
      said`The project database was made by a newer RouteLMT (version ${version}, this one reads up to ${MIGRATIONS.length}): ${path}`,
      said`Update RouteLMT. Until then nothing is bought, because what was spent is not known.`,
    );
  }
  if (version === 0) note.remove();
  if (version === MIGRATIONS.length) return;
  // All steps at once: each transaction is flushed to the disk three times.
  const steps = MIGRATIONS.slice(version).join(";");
  database.exec(`BEGIN IMMEDIATE; ${steps}; PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
}

function storeError(path: string, error: unknown): Error {
  const message = messageOf(error);
  const isSqlite = error instanceof Error && error.name === "SQLite3Error";
  // If our tables are missing, the file is damaged or belongs to something else.
  if (isSqlite && /malformed|not a database|corrupt|no such (?:table|column)/i.test(message)) {
    return new RouteLmtError(
      "store-corrupt",
      said`The project database is damaged: ${path} (${message})`,
      said`Move it away to start a new one; no translation is lost, but what was spent before is no longer counted.`,
      { cause: error },
    );
  }
  if ((isSqlite && !/constraint failed/.test(message)) || typeof (error as NodeJS.ErrnoException).code === "string") {
    return new RouteLmtError(
      "store-write",
      said`The project database cannot be written: ${path} (${message})`,
      said`Check free space and permissions. Until then nothing is bought, because it could not be counted.`,
      { cause: error },
    );
  }
  return error instanceof Error ? error : new Error(message);
}

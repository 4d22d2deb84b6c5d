import type { Database, SQLiteValue, Statement } from "node-sqlite3-wasm";

/** A row, by column. */
export type DatabaseRow = Readonly<Record<string, SQLiteValue>>;

/** A value that can be bound to a parameter. */
export type SqlValue = string | number | null | Uint8Array;

/** Statements within a transaction. */
export class Connection {
  readonly #database: Database;
  readonly #statements: Map<string, Statement>;

  constructor(database: Database, statements: Map<string, Statement>) {
    this.#database = database;
    this.#statements = statements;
  }

  /** Rows of a query. */
  all(sql: string, values: readonly SqlValue[] = []): DatabaseRow[] {
    return this.#prepared(sql).all([...values]) as DatabaseRow[];
  }

  /** The first row of a query. */
  get(sql: string, values: readonly SqlValue[] = []): DatabaseRow | undefined {
    // Read to its end: an unfinished statement would keep its snapshot, whatever other processes write.
    return this.all(sql, values)[0];
  }

  /** Runs a statement; returns the id of the row that it inserted last. */
  run(sql: string, values: readonly SqlValue[] = []): number {
    return Number(this.#prepared(sql).run([...values]).lastInsertRowid);
  }

  /** Runs one statement for many rows. */
  runAll(sql: string, rows: readonly (readonly SqlValue[])[]): void {
    for (const values of rows) this.#prepared(sql).run([...values]);
  }

  /** Ends the transaction: all of it is then on the disk. */
  commit(): void {
    this.#database.exec("COMMIT");
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

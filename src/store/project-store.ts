import type { Cap } from "../core/routing/ledger.js";
import { databasePath, projectRoot } from "./data-folder.js";
import { ProjectDatabase } from "./database.js";
import { History } from "./history.js";
import { LedgerBook } from "./ledger-book.js";
import { Pins } from "./pins.js";
import { ProjectLedger } from "./project-ledger.js";
import { RunWrites } from "./writes.js";

/** A project's data outside its folder: money, decisions, pins, and what runs wrote. */
export class ProjectStore {
  /** The project's folder. */
  readonly root: string;
  readonly history: History;
  readonly writes: RunWrites;
  readonly pins: Pins;
  readonly book: LedgerBook;
  readonly #database: ProjectDatabase;

  /** @param root the project's folder, as {@link projectRoot} finds it */
  constructor(root: string, path: string = databasePath(root)) {
    this.root = root;
    this.#database = new ProjectDatabase(path);
    this.history = new History(this.#database, root);
    this.writes = new RunWrites(this.#database, root);
    this.pins = new Pins(this.#database, root);
    this.book = new LedgerBook(this.#database);
  }

  /** The store of the project that a file or folder is in. Nothing is opened or created before it is used. */
  static for(path: string, fallback: string): ProjectStore {
    return new ProjectStore(projectRoot(path, fallback));
  }

  /** Path of the database. */
  get path(): string {
    return this.#database.path;
  }

  /** The money of a run under some caps. */
  ledgerOf(run: number, caps: readonly Cap[]): ProjectLedger {
    return new ProjectLedger(this.#database, run, caps);
  }

  /** Closes the database; a later access reopens it. */
  close(): Promise<void> {
    return this.#database.close();
  }
}

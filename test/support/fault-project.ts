import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { databasePath } from "#store/data-folder.js";
import { ProjectDatabase } from "#store/database.js";
import { LedgerBook, type LedgerEntry } from "#store/ledger-book.js";
import { TINY } from "./bundled-model.js";
import { CLI } from "./program.js";
import { englishOf, PRICE_OPTIONS, type TranslatingServer, VERBS } from "./translating-server.js";

const PRELOAD = fileURLToPath(new URL("./fault-preload.cjs", import.meta.url));

/** A key that must not appear anywhere except in the header of requests. */
export const CANARY = "sk-canary-0f9e8d7c6b5a";

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** The size of a project. */
export interface ProjectShape {
  /** How many English files, each with one target file per language. Default 2. */
  readonly sources?: number;
  /** Default de. */
  readonly languages?: readonly string[];
  /** Strings of a file, up to 5. Default 2. */
  readonly strings?: number;
}

/** A git-like project in a temporary folder with its own database, on which tests run the built command line. */
export class FaultProject {
  readonly folder: string;
  readonly languages: readonly string[];
  /** Paths of the English files, relative to the folder. */
  readonly sources: readonly string[];
  /** Text of every English string, by file and key. */
  readonly english: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly #base: string;

  constructor({ sources = 2, languages = ["de"], strings = 2 }: ProjectShape = {}) {
    this.#base = realpathSync(mkdtempSync(join(tmpdir(), "routelmt-faults-")));
    this.folder = join(this.#base, "shop");
    this.languages = languages;
    const english = new Map<string, Record<string, string>>();
    for (let file = 0; file < sources; file++) {
      const texts = VERBS.slice(0, strings).map((verb, key) => [verb.toLowerCase(), englishOf(verb, file * 10 + key)]);
      english.set(`locales/en/part${file}.json`, Object.fromEntries(texts) as Record<string, string>);
    }
    this.english = english;
    this.sources = [...english.keys()];
    for (const one of [this.data, this.temporary, join(this.folder, ".git")]) mkdirSync(one, { recursive: true });
    for (const [path, texts] of english) this.write(path, `${JSON.stringify(texts, null, 2)}\n`);
  }

  /** Where the databases are. */
  get data(): string {
    return join(this.#base, "data");
  }

  /** The folder for temporary files. */
  get temporary(): string {
    return join(this.#base, "tmp");
  }

  get database(): string {
    return databasePath(this.folder, this.data);
  }

  /** All folders in which a run could leave files. */
  get everything(): string {
    return this.#base;
  }

  at(path: string): string {
    return join(this.folder, path);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), text);
  }

  read(path: string): string {
    return readFileSync(this.at(path), "utf8");
  }

  /** The target file of an English one. */
  targetOf(source: string, language = "de"): string {
    return source.replace("/en/", `/${language}/`);
  }

  /** All target files. */
  get targets(): string[] {
    return this.languages.flatMap((language) => this.sources.map((source) => this.targetOf(source, language)));
  }

  /** Values of a target file; empty if there is no file. Throws if the file is incomplete. */
  values(target: string): Record<string, string> {
    if (!existsSync(this.at(target))) return {};
    return JSON.parse(this.read(target)) as Record<string, string>;
  }

  /** Every value of every target file, as `de Open page 7 → …`. */
  allValues(): Map<string, string> {
    const all = new Map<string, string>();
    for (const [source, texts] of this.english) {
      for (const language of this.languages) {
        const values = this.values(this.targetOf(source, language));
        for (const [key, text] of Object.entries(texts)) {
          const value = values[key];
          if (value !== undefined) all.set(`${language} ${text}`, value);
        }
      }
    }
    return all;
  }

  remove(): void {
    rmSync(this.#base, { recursive: true, force: true });
  }

  /** Starts `routelmt`; the promise is for its end. @param env more variables, such as those of `fault-preload.cjs` */
  start(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): { child: ChildProcess; end: Promise<Ended> } {
    const own = { ROUTELMT_DATA: this.data, ROUTELMT_API_KEY: CANARY, TMPDIR: this.temporary, NO_COLOR: "1" };
    const child = spawn(process.execPath, ["--require", PRELOAD, CLI, ...args], {
      cwd: this.folder,
      env: { PATH: process.env["PATH"], HOME: this.#base, ...own, ...env },
    });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      err += chunk;
    });
    const end = new Promise<Ended>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve({ code, signal, out, err }));
    });
    return { child, end };
  }

  /** Arguments to translate everything with the tiny model and buy all of it. */
  buyingArgs(server: Pick<TranslatingServer, "baseUrl">, more: readonly string[] = []): string[] {
    const small = ["--model", TINY, "--search", "greedy", "--minimum-quality", "0", "--threads", "1"];
    const large = ["--base-url", server.baseUrl, "--large-model", "m", ...PRICE_OPTIONS, "--share", "1"];
    const money = more.includes("--budget") ? [] : ["--budget", "1"];
    return ["translate", ...this.sources, "--to", this.languages.join(), ...small, ...large, ...money, ...more];
  }

  /** Translates everything and buys all of it. */
  buy(
    server: Pick<TranslatingServer, "baseUrl">,
    more: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    return this.start(this.buyingArgs(server, more), env).end;
  }

  /** Does some work on the project's database. */
  async withDatabase<Result>(work: (database: ProjectDatabase) => Promise<Result>): Promise<Result> {
    const database = new ProjectDatabase(this.database);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  /** The content of the ledger; asserts that it adds up. */
  ledger(): Promise<{ readonly entries: readonly LedgerEntry[]; readonly counted: number }> {
    return this.withDatabase(async (database) => {
      const book = new LedgerBook(database);
      const entries = await book.entries();
      const counted = await book.spent("total");
      const sum = entries.reduce((all, { state, paid, reserved }) => {
        return all + (state === "settled" ? paid.usd : state === "released" ? 0 : reserved.usd);
      }, 0);
      assert.ok(Math.abs(sum - counted) < 1e-9, `the requests add up to ${sum}, and ${counted} is counted`);
      return { entries, counted };
    });
  }

  /** Answers that are paid for, as texts. */
  paidTexts(): Promise<Set<string>> {
    return this.withDatabase((database) =>
      database.transaction((connection) => {
        const rows = connection.all("SELECT texts FROM answers");
        return new Set(rows.flatMap((row) => JSON.parse(String(row["texts"])) as string[]));
      }),
    );
  }

  /** Every file of a run: project, database, temporary files. */
  allFiles(): string[] {
    return readdirSync(this.#base, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }
}

/** Asserts an ending that helps the user: no stack trace, and a reason unless it succeeded. */
export function assertTold({ code, out, err }: Ended, about: string): void {
  assert.doesNotMatch(err, /^\s+at |Unexpected error|Unhandled|node:internal/m, about);
  assert.ok(code !== null && code !== 1, `${about}: ended with ${code}\n${err}`);
  if (code !== 0) assert.match(err + out, /Error: |Warning: |failed the checks/, about);
}

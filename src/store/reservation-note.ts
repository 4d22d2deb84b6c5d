import { createHash } from "node:crypto";
import { closeSync, constants, fsyncSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import type { Spending } from "../core/routing/amount.js";

/** A reservation with its request, as in the tables of both. */
export interface NotedReservation {
  readonly id: number;
  readonly run: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The local day of the time. */
  readonly day: string;
  readonly provider: string;
  readonly model: string;
  readonly language: string;
  readonly segments: number;
  readonly pid: number;
  readonly amount: Spending;
}

/** How many hexadecimal digits of a hash detect a truncated note. */
const HASH_LENGTH = 16;

/** Notes are written in whole sectors, which a disk writes atomically. */
const SECTOR = 512;

/**
 * A file for one reservation, next to the database. It is flushed once, while a transaction takes three flushes; the
 * next transaction imports it (ADR 14). Used under the lock of the database.
 */
export class ReservationNote {
  readonly #path: string;

  /** @param path of a file, which the first note creates */
  constructor(path: string) {
    this.#path = path;
  }

  /** The note; undefined if there is none, or if it is incomplete, since then no request was sent. */
  read(): NotedReservation | undefined {
    const [line = ""] = this.#text().split("\n", 1);
    const [hash, json] = [line.slice(0, HASH_LENGTH), line.slice(HASH_LENGTH)];
    return hash === hashOf(json) ? (JSON.parse(json) as NotedReservation) : undefined;
  }

  /** Overwrites an imported note. The new one is on the disk when this returns, and most likely not if it throws. */
  write(note: NotedReservation): void {
    const json = JSON.stringify(note);
    const line = Buffer.from(`${hashOf(json)}${json}\n`);
    const sectors = Buffer.alloc(Math.ceil(line.length / SECTOR) * SECTOR);
    line.copy(sectors);
    try {
      this.#put(sectors, true);
    } catch (error) {
      this.#tryClear();
      throw error;
    }
  }

  /** Removes the file: its note belongs to another database. */
  remove(): void {
    rmSync(this.#path, { force: true });
  }

  #text(): string {
    try {
      return readFileSync(this.#path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
      throw error;
    }
  }

  /** A note that stays is in doubt: it counts toward the caps until somebody says that nothing was charged. */
  #tryClear(): void {
    try {
      this.#put(Buffer.from("\n"), false);
    } catch {
      // See above.
    }
  }

  #put(bytes: Uint8Array, isFlushed: boolean): void {
    const file = openSync(this.#path, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, done);
      if (isFlushed) fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

function hashOf(json: string): string {
  return createHash("sha256").update(json).digest("hex").slice(0, HASH_LENGTH);
}

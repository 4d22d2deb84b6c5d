import { createHash } from "node:crypto";
import { closeSync, constants, fsyncSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import type { Spending } from "../core/routing/cap.js";

/** A reservation with its request, as the tables of both have it. */
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

/** Hexadecimal digits of a hash that tell a note that was cut from a whole one. */
const HASH_LENGTH = 16;

/** Notes are written in whole sectors, which a disk writes at once. */
const SECTOR = 512;

/**
 * A place for one reservation beside the database. It is flushed once, where a transaction takes three flushes; the next
 * transaction takes it in (ADR 14). Used under the lock of the database.
 */
export class ReservationNote {
  readonly #path: string;

  /** @param path of a file, which is made with the first note */
  constructor(path: string) {
    this.#path = path;
  }

  /** The note; undefined when there is none, or when it was not written to its end, as no request was sent then. */
  read(): NotedReservation | undefined {
    const [line = ""] = this.#text().split("\n", 1);
    const [hash, json] = [line.slice(0, HASH_LENGTH), line.slice(HASH_LENGTH)];
    return hash === hashOf(json) ? (JSON.parse(json) as NotedReservation) : undefined;
  }

  /** Writes a note over one that was taken in. It is on the disk when this returns, and most likely nowhere when it throws. */
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

  /** Removes the file: a note in it is of another database. */
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

  /** A note that stays is in doubt: it takes from the caps until somebody says that nothing was charged. */
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

import { setTimeout as sleep } from "node:timers/promises";

/** What Windows says of a file that a virus scanner, an indexer or an editor holds: for moments, mostly. */
const BUSY: ReadonlySet<string | undefined> = new Set(["EPERM", "EBUSY", "EACCES"]);
const DELAYS = [50, 100, 200, 400, 800];

/**
 * Does something to a file, and again while the file is held by another program.
 *
 * @param work must leave nothing half done when it fails
 * @param delays ms to wait before each further attempt
 * @throws what the work throws: at once what is no matter of waiting, else what the last attempt threw
 */
export async function whileBusy<Result>(
  work: () => Promise<Result>,
  delays: readonly number[] = DELAYS,
): Promise<Result> {
  for (const delay of delays) {
    try {
      return await work();
    } catch (error) {
      if (!BUSY.has((error as NodeJS.ErrnoException).code)) throw error;
      await sleep(delay);
    }
  }
  return work();
}

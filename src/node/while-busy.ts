import { setTimeout as sleep } from "node:timers/promises";

/** Windows' errors for a file that a virus scanner, an indexer or an editor holds, usually for a moment. */
const BUSY: ReadonlySet<string | undefined> = new Set(["EPERM", "EBUSY", "EACCES"]);
const DELAYS = [50, 100, 200, 400, 800];

/**
 * Does something to a file, and retries while another program holds the file.
 *
 * @param work must leave nothing half done if it fails
 * @param delays ms to wait before each further attempt
 * @throws what the work throws: at once if waiting cannot help, otherwise the last attempt's error
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

import { setTimeout as wait } from "node:timers/promises";
import { RouteLmtError } from "../core/errors.js";
import type { DecodedText, Encoding } from "../core/text/encoding.js";
import type { Workspace } from "./workspace.js";

/** How often a file is read again because somebody else wrote it meanwhile. Each time somebody succeeded. */
const MAX_ATTEMPTS = 100;
/** Milliseconds, at most, after which it is read again. */
const MAX_DELAY = 20;

/** What is to become of a file. */
export interface Rewritten<Result> {
  /** The same text leaves the file alone, and so does undefined. */
  readonly text: string | undefined;
  /** Of a new file; UTF-8 where it is left out. */
  readonly encoding?: Encoding;
  readonly result: Result;
}

/**
 * Changes a file. When somebody else writes it meanwhile it is read and changed again, so that both changes are in it.
 *
 * @param change may be called several times
 * @returns the result of the last of these calls
 * @throws {RouteLmtError} as {@link Workspace.read} and {@link Workspace.replace}, and what `change` throws
 */
export async function rewrite<Result>(
  workspace: Workspace,
  path: string,
  change: (current: DecodedText | undefined) => Rewritten<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const current = await workspace.read(path);
    const { text, encoding = "utf-8", result } = change(current);
    if (text === undefined || text === current?.text) return result;
    try {
      await workspace.replace(path, current, { text, encoding: current?.encoding ?? encoding });
      return result;
    } catch (error) {
      const isChanged = error instanceof RouteLmtError && error.code === "file-changed";
      if (!isChanged || attempt === MAX_ATTEMPTS) throw error;
      await wait(Math.random() * MAX_DELAY);
    }
  }
}

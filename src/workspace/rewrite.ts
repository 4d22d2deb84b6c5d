import { setTimeout as wait } from "node:timers/promises";
import { RouteLmtError } from "../core/errors.js";
import type { DecodedText, Encoding } from "../core/text/encoding.js";
import type { Workspace } from "./workspace.js";

/** How often to start again because somebody else has written the file. Each time, somebody makes progress. */
const MAX_ATTEMPTS = 100;
/** Longest pause before the next try, in milliseconds. */
const MAX_DELAY = 20;

/** The change to make to a file. */
export interface Rewritten<Result> {
  /** The file is left alone if this is unchanged or undefined. */
  readonly text: string | undefined;
  /** For a new file; UTF-8 by default. */
  readonly encoding?: Encoding;
  readonly result: Result;
}

/**
 * Changes a file. If somebody else writes it meanwhile, it is read and changed again, so that it has both changes.
 *
 * @param change may be called several times
 * @returns the result of the last call
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

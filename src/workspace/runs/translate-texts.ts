import type { Cap } from "#core/routing/ledger.js";
import type { LargeModel, SmallModel } from "#core/translate/models.js";
import type { PreparedSegment } from "#core/translate/prepared-segment.js";
import { type RunListener, type RunOptions, type RunResult, run } from "#core/translate/translate.js";
import type { ProjectStore } from "#store/project-store.js";
import { runState } from "./run-state.js";

/** A run over texts outside translation files. */
export interface TextRun {
  readonly store: ProjectStore;
  readonly segments: readonly PreparedSegment[];
  readonly small: SmallModel;
  /** Undefined to buy nothing; the project's database is then not used. */
  readonly large: LargeModel | undefined;
  readonly options: Omit<RunOptions, "ledger" | "known">;
  /** The caps over all runs of the project. */
  readonly caps: readonly Cap[];
  /** The command that a person ran, for the history. */
  readonly command: string;
  readonly listener: RunListener;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Translates texts under the project's budget: payments are in its ledger, but the translations are not stored, because they belong
 * to no key.
 *
 * @throws {RouteLmtError} what the main job throws, and `store-…` if the database cannot count purchases
 */
export async function translateTexts(textRun: TextRun): Promise<RunResult> {
  const { store, segments, small, large, options, caps, command, listener, signal } = textRun;
  if (!large) return run(segments, options, { small, listener, signal });
  const id = await store.history.beginRun(command);
  let failure: unknown;
  let isDeclined = false;
  try {
    const ledger = store.ledgerOf(id, caps);
    const result = await run(segments, { ...options, ledger }, { small, large, listener, signal });
    isDeclined = !result.isApproved;
    return result;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    await store.history.endRun(id, runState(failure, isDeclined));
  }
}

import { type Decision, draftOf } from "../core/routing/decision.js";
import { applyDecisions } from "../core/translate/file-job.js";
import type { OpenJob } from "./open-jobs.js";
import type { SourceRecords } from "./source-records.js";
import type { Workspace } from "./workspace.js";

/** What happened to one target file. */
export interface WrittenJob {
  readonly path: string;
  readonly values: number;
  /** How many of the values are drafts, and how many drafts were not written. */
  readonly drafts: number;
  readonly draftsLeftOut: number;
  /** Keys that somebody filled in while the models worked: theirs stayed. */
  readonly overtaken: readonly string[];
}

/**
 * Writes decisions into the target files, one file after another, and records what they were made from.
 *
 * @throws {RouteLmtError} as {@link Workspace.read} and {@link Workspace.replace}; files that were written stay written
 */
export async function writeJobs(
  workspace: Workspace,
  records: SourceRecords,
  jobs: readonly OpenJob[],
  decisions: readonly Decision[],
): Promise<WrittenJob[]> {
  const written: WrittenJob[] = [];
  const leftOut = new Set(decisions.filter((one) => draftOf(one) && !one.chosen).map(({ segment }) => segment.id));
  for (const { job, encoding: usual } of jobs) {
    const { targetPath: path, direction, preparation } = job;
    // Read again: somebody may have edited the file while the models worked.
    const current = await workspace.read(path);
    const encoding = current?.encoding ?? usual;
    const applied = applyDecisions(job, decisions, current?.text, encoding);
    if (applied.written > 0) {
      if (applied.text !== current?.text) await workspace.replace(path, current, { text: applied.text, encoding });
      await records.update(workspace.projectFolderOf(path), path, direction.target, applied.made, applied.keys);
    }
    written.push({
      path,
      values: applied.written,
      drafts: applied.drafts,
      draftsLeftOut: preparation.segments.filter(({ segment }) => leftOut.has(segment.id)).length,
      overtaken: applied.overtaken,
    });
  }
  return written;
}

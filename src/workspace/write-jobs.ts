import { RouteLmtError, said, sayingOf } from "../core/errors.js";
import type { LanguageTag } from "../core/language/tag.js";
import { type Decision, draftOf } from "../core/routing/decision.js";
import type { Made } from "../core/status/source-record.js";
import { type Applied, applyDecisions } from "../core/translate/file-job.js";
import type { OpenJob } from "./open-jobs.js";
import { rewrite } from "./rewrite.js";
import type { SourceRecords } from "./source-records.js";
import type { Workspace } from "./workspace.js";

/** What happened to one target file. */
export interface WrittenJob {
  readonly path: string;
  readonly language: LanguageTag;
  readonly values: number;
  /** How many of the values are drafts, and how many drafts were not written. */
  readonly drafts: number;
  readonly draftsLeftOut: number;
  /** How many of the values are not strings of the run, because they have no words to translate. */
  readonly copied: number;
  /** Keys that somebody filled in while the models worked; those values were kept. */
  readonly overtaken: readonly string[];
  /** The values themselves, with what they were made from. */
  readonly made: readonly Made[];
}

/** A target file that was not written, or whose new translations were not recorded. */
export interface FailedJob {
  readonly path: string;
  readonly error: RouteLmtError;
}

/** What happened to the target files of a run. */
export interface WrittenJobs {
  readonly written: readonly WrittenJob[];
  readonly failed: readonly FailedJob[];
}

/**
 * Divides jobs by whether their target files can be written, before anything is paid for.
 *
 * @throws {RouteLmtError} `file-write` if none can be written
 */
export async function writableJobs(
  workspace: Workspace,
  records: SourceRecords,
  all: readonly OpenJob[],
): Promise<{ readonly jobs: readonly OpenJob[]; readonly unwritable: readonly FailedJob[] }> {
  const jobs: OpenJob[] = [];
  const unwritable: FailedJob[] = [];
  for (const one of all) {
    const { targetPath: path } = one.job;
    await orReport(path, unwritable, async () => {
      await workspace.checkWritable(path);
      await records.checkWritable(path);
      jobs.push(one);
    });
  }
  if (jobs.length === 0 && unwritable[0]) throw unwritable[0].error;
  return { jobs, unwritable };
}

/**
 * Writes decisions into the target files, one by one, and records what they were made from. A file that
 * cannot be written or recorded is reported and the others go on, since the translations may have been paid for.
 */
export async function writeJobs(
  workspace: Workspace,
  records: SourceRecords,
  jobs: readonly OpenJob[],
  decisions: readonly Decision[],
): Promise<WrittenJobs> {
  const written: WrittenJob[] = [];
  const failed: FailedJob[] = [];
  for (const job of jobs) {
    const { targetPath: path, direction } = job.job;
    await orReport(path, failed, async () => {
      const applied = await writeJob(workspace, job, decisions);
      written.push(reportOn(job, applied, decisions));
      if (applied.written > 0) await records.update(path, direction.target, applied.made, applied.keys);
    });
  }
  return { written, failed };
}

/** Does something to a file; a failure is added to a list. */
export async function orReport(path: string, failed: FailedJob[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const error =
      cause instanceof RouteLmtError
        ? cause
        : new RouteLmtError("file-write", said`${path} cannot be written: ${sayingOf(cause)}`, said`Report this.`, {
            cause,
          });
    failed.push({ path, error });
  }
}

/** Puts decisions into the current file: somebody may have edited it while the models worked. */
function writeJob(
  workspace: Workspace,
  { job, encoding: usual }: OpenJob,
  decisions: readonly Decision[],
): Promise<Applied> {
  return rewrite(workspace, job.targetPath, (current) => {
    const encoding = current?.encoding ?? usual;
    const result = applyDecisions(job, decisions, current?.text, encoding);
    return { text: result.written > 0 ? result.text : undefined, encoding, result };
  });
}

function reportOn({ job }: OpenJob, applied: Applied, decisions: readonly Decision[]): WrittenJob {
  const leftOut = new Set(decisions.filter((one) => draftOf(one) && !one.chosen).map(({ segment }) => segment.id));
  return {
    path: job.targetPath,
    language: job.direction.target,
    values: applied.written,
    drafts: applied.drafts,
    draftsLeftOut: job.preparation.segments.filter(({ segment }) => leftOut.has(segment.id)).length,
    copied: applied.copied,
    overtaken: applied.overtaken,
    made: applied.made,
  };
}

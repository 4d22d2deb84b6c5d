import { keyId } from "#core/formats/format.js";
import { type Decision, draftOf } from "#core/routing/decision.js";
import type { Made } from "#core/status/source-record.js";
import type { OpenJob } from "../open-jobs.js";
import type { SourceRecords } from "../source-records.js";
import type { Workspace } from "../workspace.js";
import { type WrittenJob, type WrittenJobs, writeJobs } from "../write-jobs.js";

/** What one run did to a target file, over all its writes. */
interface FileState {
  readonly job: OpenJob;
  /** Our values in the file, by key. */
  readonly made: Map<string, Made>;
  report: WrittenJob | undefined;
}

/**
 * Writes the decisions of one run as they come: the local translations first, and the large model's in their place when
 * they arrive. Replaces only values that are still as this run wrote them.
 */
export class RunWriter {
  readonly #workspace: Workspace;
  readonly #records: SourceRecords;
  readonly #files: readonly FileState[];
  /** Drafts so far that are in no file. */
  readonly #leftOut = new Set<string>();
  /** Decisions since the last write. */
  readonly #pending = new Map<string, Decision>();
  /** Files that could not be written or recorded the last time; their decisions are pending. */
  #failed: WrittenJobs["failed"] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(workspace: Workspace, records: SourceRecords, jobs: readonly OpenJob[]) {
    this.#workspace = workspace;
    this.#records = records;
    this.#files = jobs.map((job) => ({ job, made: new Map(), report: undefined }));
  }

  /** Adds a decision for the next {@link write}; the last one on a segment counts. */
  add(decision: Decision): void {
    this.#pending.set(decision.segment.id, decision);
    if (draftOf(decision) && !decision.chosen) this.#leftOut.add(decision.segment.id);
    else this.#leftOut.delete(decision.segment.id);
  }

  /** Writes the decisions since the last time, after any write in progress. */
  write(): Promise<void> {
    this.#last = this.#last.then(() => this.#write());
    return this.#last;
  }

  /** The results by file so far. */
  get result(): WrittenJobs {
    const written = this.#files.flatMap(({ report, job: { job } }) => {
      const leftOut = job.preparation.segments.filter(({ segment }) => this.#leftOut.has(segment.id));
      return report ? { ...report, draftsLeftOut: leftOut.length } : [];
    });
    return { written, failed: this.#failed };
  }

  async #write(): Promise<void> {
    const decisions = [...this.#pending.values()];
    this.#pending.clear();
    const ids = new Set(decisions.map(({ segment }) => segment.id));
    // A file without decisions may still get, once, values that are the same in every language.
    const files = this.#files.filter(
      ({ job: { job }, report }) => !report || job.preparation.segments.some(({ segment }) => ids.has(segment.id)),
    );
    const { written, failed } = await writeJobs(
      this.#workspace,
      this.#records,
      files.map(({ job, made }) => withReplaces(job, made)),
      decisions,
    );
    const tried = new Set(files.map(({ job: { job } }) => job.targetPath));
    this.#failed = [...this.#failed.filter(({ path }) => !tried.has(path)), ...failed];
    for (const one of written) this.#note(one);
    this.#keep(decisions);
  }

  /** Keeps decisions on files that could not be written, for the next time, unless there are newer ones. */
  #keep(decisions: readonly Decision[]): void {
    const paths = new Set(this.#failed.map(({ path }) => path));
    const open = this.#files.filter(({ job: { job } }) => paths.has(job.targetPath));
    const ids = new Set(open.flatMap(({ job: { job } }) => job.preparation.segments.map(({ segment }) => segment.id)));
    for (const decision of decisions) {
      const { id } = decision.segment;
      if (ids.has(id) && !this.#pending.has(id)) this.#pending.set(id, decision);
    }
  }

  #note(written: WrittenJob): void {
    const file = this.#files.find(
      ({ job }) => job.job.targetPath === written.path && job.job.direction.target === written.language,
    );
    if (!file) return;
    for (const made of written.made) file.made.set(keyId(made.key), made);
    const made = [...file.made.values()];
    file.report = {
      ...written,
      made,
      values: made.length,
      drafts: made.filter(({ author }) => author === "draft").length,
      copied: (file.report?.copied ?? 0) + written.copied,
      overtaken: [...new Set([...(file.report?.overtaken ?? []), ...written.overtaken])],
    };
  }
}

/** A run may replace its own earlier values. */
function withReplaces(open: OpenJob, made: ReadonlyMap<string, Made>): OpenJob {
  if (made.size === 0) return open;
  const { job } = open;
  const segments = job.preparation.segments.map((prepared) => {
    const ours = made.get(keyId(prepared.key));
    return ours ? { ...prepared, replaces: ours.target } : prepared;
  });
  return { ...open, job: { ...job, preparation: { ...job.preparation, segments } } };
}

import { isStoreError, type RouteLmtError } from "#core/errors.js";
import type { Decision } from "#core/routing/decision.js";
import { type Balance, type Cap, MemoryLedger } from "#core/routing/ledger.js";
import type { Plan } from "#core/routing/plan.js";
import { type LanguageNote, largeOnlyIn } from "#core/translate/language-notes.js";
import type { Brief, LargeModel, SmallModel } from "#core/translate/models.js";
import { type RunListener, type RunOptions, type RunResult, run } from "#core/translate/translate.js";
import type { ProjectLedger } from "#store/project-ledger.js";
import { instructionsOf } from "../open-jobs.js";
import type { SourceRecords } from "../source-records.js";
import type { Workspace } from "../workspace.js";
import type { WrittenJobs } from "../write-jobs.js";
import { paidAmong } from "./paid-answers.js";
import { RunHistory, type RunInfo } from "./run-history.js";
import { recording } from "./run-recorder.js";
import { RunWriter } from "./run-writer.js";

/** How often arriving purchases are written, in milliseconds. */
const WRITE_INTERVAL = 1_000;

/** A run over opened jobs. The project's pins apply, unless `options.pins` overrides them. */
export interface JobRun extends RunInfo {
  readonly workspace: Workspace;
  readonly records: SourceRecords;
  readonly small: SmallModel;
  /** Undefined to buy nothing. */
  readonly large: LargeModel | undefined;
  /** The remarks on the target languages. */
  readonly languages: readonly LanguageNote[];
  /** The large model's instructions, which are part of the price, even if no large model is set up. */
  instructions(brief: Brief): string;
  readonly options: Pick<RunOptions, "share" | "price" | "minimumQuality" | "pins">;
  /** The caps over all runs of the project. */
  readonly caps: readonly Cap[];
  readonly listener: Omit<RunListener, "approved"> & {
    /** Called if the project database cannot be used; the run goes on without a history, and buys nothing. */
    readonly withoutHistory?: (error: RouteLmtError) => void;
  };
  readonly signal?: AbortSignal | undefined;
}

/** How it ended. */
export interface JobRunResult {
  /** In the order of the segments; after a failure, only those made before it. */
  readonly decisions: readonly Decision[];
  /** Undefined after a failure or a cancellation. */
  readonly plan: Plan | undefined;
  /** False if a person cancelled at the plan: nothing is written. */
  readonly isApproved: boolean;
  /** Why the project database could not be used: nothing was bought, and the run is not stored. */
  readonly historyFailure: RouteLmtError | undefined;
  readonly balance: Balance;
  readonly files: WrittenJobs;
  /** Why the run broke off; what was finished by then is written. */
  readonly failure: unknown;
}

/**
 * Translates what some jobs lack: the main job with everything that must persist. Decisions go into the project's
 * history, money into its ledger, translations into the files as they come. Without a usable database nothing is
 * bought, because it could not be counted; local translations are still made and written.
 */
export async function translateJobs(jobRun: JobRun): Promise<JobRunResult> {
  const history = await beginHistory(jobRun);
  const open = new OpenRun(jobRun, history instanceof RunHistory ? history : undefined);
  try {
    open.result = await open.translate();
  } catch (error) {
    open.failure = error;
  }
  return { ...(await open.finish()), historyFailure: history instanceof RunHistory ? undefined : history };
}

async function beginHistory(jobRun: JobRun): Promise<RunHistory | RouteLmtError> {
  try {
    return await RunHistory.begin(jobRun);
  } catch (error) {
    if (!isStoreError(error)) throw error;
    jobRun.listener.withoutHistory?.(error);
    return error;
  }
}

/** A run in progress. */
class OpenRun {
  result: RunResult | undefined;
  /** What ended the run early. */
  failure: unknown;
  readonly #jobRun: JobRun;
  readonly #history: RunHistory | undefined;
  readonly #large: LargeModel | undefined;
  /** That of the project, if there is a history. */
  readonly #project: ProjectLedger | undefined;
  readonly #writer: RunWriter;
  readonly #decisions = new Map<string, Decision>();
  /** Failures that did not end the run; the first one is reported. */
  #later: unknown;
  #isApproved = false;
  #written = Date.now();

  constructor(jobRun: JobRun, history: RunHistory | undefined) {
    const { store, jobs, workspace, records, caps } = jobRun;
    this.#jobRun = jobRun;
    this.#history = history;
    this.#large = history && jobRun.large;
    this.#project = history && store.ledgerOf(history.run, caps);
    const recorded = { workspace, writes: store.writes, jobs, note: this.#note };
    this.#writer = new RunWriter(history ? recording({ ...recorded, run: history.run }) : workspace, records, jobs);
  }

  async translate(): Promise<RunResult> {
    const { small, signal } = this.#jobRun;
    const listener: RunListener = {
      ...this.#jobRun.listener,
      decided: (decision) => {
        this.#decided(decision);
        this.#jobRun.listener.decided?.(decision);
      },
      approved: () => this.#approved(),
    };
    return run(
      this.#segments,
      { ...this.#options(), paid: await this.#paid() },
      { small, large: this.#large, listener, signal },
    );
  }

  /** Writes and stores the results, however the run ended. */
  async finish(): Promise<Omit<JobRunResult, "historyFailure">> {
    const isDeclined = this.result?.isApproved === false;
    if (!isDeclined) {
      await this.#history?.save().catch(this.#note);
      await this.#writer.write();
    }
    await this.#history?.end(this.failure, isDeclined).catch(this.#note);
    const balance = await this.#balance();
    return {
      decisions:
        this.result?.decisions ?? this.#segments.flatMap(({ segment }) => this.#decisions.get(segment.id) ?? []),
      plan: this.result?.plan,
      isApproved: !isDeclined,
      balance,
      files: this.#writer.result,
      failure: this.failure ?? this.#later,
    };
  }

  get #segments() {
    return this.#jobRun.jobs.flatMap(({ job }) => job.preparation.segments);
  }

  async #paid(): Promise<ReadonlySet<string> | undefined> {
    return this.#large && paidAmong(this.#jobRun.store, this.#segments, this.#large.name);
  }

  #options(): RunOptions {
    const { jobs, options, languages, caps } = this.#jobRun;
    const history = this.#history;
    const large = this.#large;
    return {
      ...options,
      // The ledger enforces the caps; without a large model, nothing is bought.
      cap: large ? Number.POSITIVE_INFINITY : 0,
      isUncounted: history === undefined && this.#jobRun.large !== undefined,
      instructions: instructionsOf(jobs, (brief) => large?.instructions(brief) ?? this.#jobRun.instructions(brief)),
      largeOnly: largeOnlyIn(languages),
      ledger: this.#project ?? new MemoryLedger(caps),
      ...(history && {
        known: (prepared) => history.known(prepared, options.minimumQuality),
        pins: new Map([...history.pins, ...(options.pins ?? [])]),
      }),
    };
  }

  #decided(decision: Decision): void {
    this.#decisions.set(decision.segment.id, decision);
    this.#history?.add(decision);
    this.#writer.add(decision);
    if (!this.#isApproved || Date.now() - this.#written < WRITE_INTERVAL) return;
    this.#written = Date.now();
    void this.#keep();
  }

  async #keep(): Promise<void> {
    try {
      await this.#history?.save();
      await this.#writer.write();
    } catch (error) {
      this.#note(error);
    }
  }

  /** Without a writable history nothing is bought; local translations are still written. */
  async #approved(): Promise<void> {
    this.#isApproved = true;
    try {
      await this.#history?.save();
    } catch (error) {
      if (this.#large) throw error;
      this.#note(error);
    } finally {
      await this.#writer.write();
    }
  }

  async #balance(): Promise<Balance> {
    if (!this.#project) return new MemoryLedger(this.#jobRun.caps).balance();
    try {
      return await this.#project.balance();
    } catch (error) {
      this.#note(error);
      return this.#project.known();
    }
  }

  readonly #note = (error: unknown): void => {
    this.#later ??= error;
  };
}

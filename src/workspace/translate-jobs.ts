import { isStoreError, type RouteLmtError } from "../core/errors.js";
import { keyId } from "../core/formats/format.js";
import type { Cap } from "../core/routing/cap.js";
import type { Decision, Route } from "../core/routing/decision.js";
import { type Balance, MemoryLedger } from "../core/routing/ledger.js";
import type { Plan } from "../core/routing/plan.js";
import { knownLocal } from "../core/translate/known.js";
import { type LanguageNote, largeOnlyIn } from "../core/translate/language-notes.js";
import type { Brief, LargeModel, SmallModel } from "../core/translate/models.js";
import type { PreparedSegment } from "../core/translate/prepare.js";
import type { LocalResult } from "../core/translate/small-pass.js";
import { type RunListener, type RunOptions, type RunResult, run } from "../core/translate/translate.js";
import type { KeptDecision, PlacedDecision } from "../store/history.js";
import type { ProjectStore } from "../store/project-store.js";
import type { OpenJob } from "./open-jobs.js";
import { instructionsOf } from "./operations/plan-jobs.js";
import { recording } from "./run-recorder.js";
import { RunWriter } from "./run-writer.js";
import { runState } from "./runs/run-state.js";
import type { SourceRecords } from "./source-records.js";
import type { Workspace } from "./workspace.js";
import type { WrittenJobs } from "./write-jobs.js";

/** While purchases come in, what they bring is written this often, in milliseconds. */
const WRITE_INTERVAL = 1_000;

/** A run over opened jobs. */
export interface JobRun {
  readonly workspace: Workspace;
  readonly records: SourceRecords;
  readonly store: ProjectStore;
  readonly jobs: readonly OpenJob[];
  readonly small: SmallModel;
  /** The small model's name and how it searches: what another one made is not taken for its own. */
  readonly smallName: string;
  /** Undefined where nothing is bought. */
  readonly large: LargeModel | undefined;
  /** What was said of the target languages. */
  readonly languages: readonly LanguageNote[];
  /** The large model's instructions, which are part of the price, whether there is one or not. */
  instructions(brief: Brief): string;
  readonly options: Pick<RunOptions, "share" | "price" | "minimumQuality" | "pins">;
  /** The caps that hold over all runs of the project. */
  readonly caps: readonly Cap[];
  /** What a person called, for the history. The project's pins hold, but for what `options.pins` says. */
  readonly command: string;
  readonly listener: Omit<RunListener, "approved"> & {
    /** The project database cannot be used; the run goes on without a history, as it buys nothing. */
    readonly withoutHistory?: (error: RouteLmtError) => void;
  };
  readonly signal?: AbortSignal | undefined;
}

/** How it ended. */
export interface JobRunResult {
  /** In the order of the segments; those alone that were made before a failure. */
  readonly decisions: readonly Decision[];
  /** Undefined after a failure or a cancellation. */
  readonly plan: Plan | undefined;
  /** False when a person cancelled at the plan: nothing is written. */
  readonly isApproved: boolean;
  readonly balance: Balance;
  readonly files: WrittenJobs;
  /** Why the run broke off; what was finished until then is written. */
  readonly failure: unknown;
}

/**
 * Translates what some jobs lack: the main job with everything around it that must last. Decisions go into the project's
 * history, money into its ledger, translations into the files as they come.
 *
 * @throws {RouteLmtError} `store-…` when something is to be bought, and the database cannot count it
 */
export async function translateJobs(jobRun: JobRun): Promise<JobRunResult> {
  const { store, jobs, large, options, listener, signal, small } = jobRun;
  const segments = jobs.flatMap(({ job }) => job.preparation.segments);
  const memory = await openMemory(jobRun);
  let later: unknown;
  const noteLater = (error: unknown): void => {
    later ??= error;
  };
  const recorded = { workspace: jobRun.workspace, writes: store.writes, jobs, note: noteLater };
  const workspace = memory ? recording({ ...recorded, run: memory.run }) : jobRun.workspace;
  const writer = new RunWriter(workspace, jobRun.records, jobs);
  const project = memory && store.ledgerOf(memory.run, jobRun.caps);
  const ledger = project ?? new MemoryLedger(jobRun.caps);
  const placeOf = placesOf(jobRun);
  const unsaved = new Map<string, Decision>();
  const decisions = new Map<string, Decision>();
  const save = async (): Promise<void> => {
    if (!memory) return;
    const saved = [...unsaved];
    unsaved.clear();
    try {
      await store.history.record(
        memory.run,
        saved.map(([, decision]) => placeOf(decision)),
      );
    } catch (error) {
      for (const [id, decision] of saved) if (!unsaved.has(id)) unsaved.set(id, decision);
      throw error;
    }
  };
  let isApproved = false;
  let written = Date.now();
  const writeSoon = (): void => {
    if (!isApproved || Date.now() - written < WRITE_INTERVAL) return;
    written = Date.now();
    void save().then(() => writer.write(), noteLater);
  };
  let result: RunResult | undefined;
  let failure: unknown;
  try {
    result = await run(
      segments,
      small,
      large,
      {
        ...options,
        // The ledger has the caps; without a large model nothing is bought.
        cap: large ? Number.POSITIVE_INFINITY : 0,
        instructions: instructionsOf(jobs, (brief) => large?.instructions(brief) ?? jobRun.instructions(brief)),
        largeOnly: largeOnlyIn(jobRun.languages),
        ledger,
        ...(memory ? { known: memory.known, pins: memory.pins } : {}),
      },
      {
        ...listener,
        decided: (decision) => {
          decisions.set(decision.segment.id, decision);
          unsaved.set(decision.segment.id, decision);
          writer.add(decision);
          listener.decided?.(decision);
          writeSoon();
        },
        approved: async () => {
          isApproved = true;
          // Without a history that can be written nothing is bought; what is local is written all the same.
          try {
            await save();
          } catch (error) {
            if (large) throw error;
            noteLater(error);
          } finally {
            await writer.write();
          }
        },
      },
      signal,
    );
  } catch (error) {
    failure = error;
  }
  const isDeclined = result?.isApproved === false;
  if (!isDeclined) {
    try {
      await save();
    } catch (error) {
      noteLater(error);
    }
    await writer.write();
  }
  if (memory) await store.history.endRun(memory.run, runState(failure, isDeclined)).catch(noteLater);
  const balance = await ledger.balance().catch((error: unknown) => {
    noteLater(error);
    if (!project) throw error;
    return project.known();
  });
  const made = result?.decisions ?? segments.flatMap(({ segment }) => decisions.get(segment.id) ?? []);
  return {
    decisions: made,
    plan: result?.plan,
    isApproved: !isDeclined,
    balance,
    files: writer.result,
    failure: failure ?? later,
  };
}

/** What is known from earlier runs, and the id of this one. */
interface RunMemory {
  readonly run: number;
  readonly known: (prepared: PreparedSegment) => LocalResult | undefined;
  readonly pins: ReadonlyMap<string, Route>;
}

async function openMemory(jobRun: JobRun): Promise<RunMemory | undefined> {
  const { store, jobs, command, large, listener, options, smallName } = jobRun;
  try {
    const kept = new Map<string, KeptDecision>();
    for (const { job } of jobs) {
      const { targetPath, direction } = job;
      for (const one of await store.history.decisionsOn(targetPath)) {
        if (one.small !== smallName || one.decision.segment.direction.target !== direction.target) continue;
        kept.set(`${targetPath} ${direction.target} ${keyId(one.key)}`, one);
      }
    }
    const known = (prepared: PreparedSegment): LocalResult | undefined => {
      const earlier = kept.get(prepared.segment.id);
      return earlier && knownLocal(prepared, earlier.decision, options.minimumQuality);
    };
    const pins = new Map([...(await store.pins.among(jobs)), ...(options.pins ?? [])]);
    return { run: await store.history.beginRun(command), known, pins };
  } catch (error) {
    if (!isStoreError(error) || large) throw error;
    listener.withoutHistory?.(error);
    return undefined;
  }
}

function placesOf({ jobs, smallName }: JobRun): (decision: Decision) => PlacedDecision {
  const places = new Map(
    jobs.flatMap(({ job, sourcePath }) =>
      job.preparation.segments.map(({ segment, key }) => {
        const { targetPath, format } = job;
        return [segment.id, { targetPath, sourcePath, format: format.name, key, small: smallName }] as const;
      }),
    ),
  );
  return (decision) => {
    const place = places.get(decision.segment.id);
    if (!place) throw new RangeError(`no job has the segment ${decision.segment.id}`);
    return { ...place, decision };
  };
}

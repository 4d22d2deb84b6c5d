import type { Decision, Route } from "#core/routing/decision.js";
import { knownLocal } from "#core/translate/known.js";
import type { PreparedSegment } from "#core/translate/prepared-segment.js";
import type { LocalResult } from "#core/translate/small-pass.js";
import { keptAmong } from "#store/kept-among.js";
import type { PlacedDecision } from "#store/placed-decision.js";
import type { ProjectStore } from "#store/project-store.js";
import type { OpenJob } from "../open-jobs.js";
import { runState } from "./run-state.js";

/** Where a decision of a run belongs, and what is known of its source file. */
type RunPlace = Omit<PlacedDecision, "decision" | "small">;

/** What a run's history needs to know about it. */
export interface RunInfo {
  readonly store: ProjectStore;
  readonly jobs: readonly OpenJob[];
  /** The command that a person ran. */
  readonly command: string;
  /** The small model's name and search: another model's results are not reused. */
  readonly smallName: string;
}

/** A run in the project's history: results of earlier runs, and its own decisions. */
export class RunHistory {
  /** The run's id. */
  readonly run: number;
  /** The project's pins on segments of the run, by segment id. */
  readonly pins: ReadonlyMap<string, Route>;
  readonly #info: RunInfo;
  readonly #kept: ReadonlyMap<string, Decision>;
  readonly #places: ReadonlyMap<string, RunPlace>;
  readonly #unsaved = new Map<string, Decision>();

  private constructor(info: RunInfo, run: number, pins: RunHistory["pins"], kept: ReadonlyMap<string, Decision>) {
    this.#info = info;
    this.run = run;
    this.pins = pins;
    this.#kept = kept;
    this.#places = placesOf(info.jobs);
  }

  /**
   * Begins a run.
   *
   * @throws {RouteLmtError} `store-…` if the database cannot be used
   */
  static async begin(info: RunInfo): Promise<RunHistory> {
    const kept = await keptAmong(info.store.history, info.jobs, info.smallName);
    const pins = await info.store.pins.among(info.jobs);
    return new RunHistory(info, await info.store.history.beginRun(info.command), pins, kept);
  }

  /** The same small model's earlier result for the same text, if it is still valid. */
  known(prepared: PreparedSegment, minimumQuality?: number): LocalResult | undefined {
    const earlier = this.#kept.get(prepared.segment.id);
    return earlier && knownLocal(prepared, earlier, minimumQuality);
  }

  /** Collects a decision; {@link save} stores it. */
  add(decision: Decision): void {
    this.#unsaved.set(decision.segment.id, decision);
  }

  /**
   * Stores what was collected since the last time; after a failure, the next call tries again.
   *
   * @throws {RouteLmtError} `store-…`
   */
  async save(): Promise<void> {
    const saved = [...this.#unsaved];
    this.#unsaved.clear();
    try {
      await this.#info.store.history.record(
        this.run,
        saved.map(([id, decision]) => ({ ...this.#placeOf(id), decision, small: this.#info.smallName })),
      );
    } catch (error) {
      for (const [id, decision] of saved) if (!this.#unsaved.has(id)) this.#unsaved.set(id, decision);
      throw error;
    }
  }

  /**
   * Records how the run ended.
   *
   * @throws {RouteLmtError} `store-…`
   */
  end(failure: unknown, isDeclined: boolean): Promise<void> {
    return this.#info.store.history.endRun(this.run, runState(failure, isDeclined));
  }

  #placeOf(id: string): RunPlace {
    const place = this.#places.get(id);
    if (!place) throw new RangeError(`no job has the segment ${id}`);
    return place;
  }
}

function placesOf(jobs: readonly OpenJob[]): Map<string, RunPlace> {
  return new Map(
    jobs.flatMap(({ job: { preparation, format, targetPath }, sourcePath, sourceFileHash }) => {
      const checked = { file: sourceFileHash, isCurrent: true };
      return preparation.segments.map(
        ({ segment, key }) => [segment.id, { targetPath, sourcePath, format: format.name, key, checked }] as const,
      );
    }),
  );
}

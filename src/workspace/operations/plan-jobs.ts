import { existsSync } from "node:fs";
import type { Price } from "#core/routing/cost.js";
import type { Decision } from "#core/routing/decision.js";
import { type Cap, MemoryLedger } from "#core/routing/ledger.js";
import type { Plan } from "#core/routing/plan.js";
import { draftsIn } from "#core/translate/file-job.js";
import { knownLocal } from "#core/translate/known.js";
import { type LanguageNote, largeOnlyIn } from "#core/translate/language-notes.js";
import type { Brief, SmallModel } from "#core/translate/models.js";
import type { PreparedSegment } from "#core/translate/prepared-segment.js";
import type { LocalResult, Progress } from "#core/translate/small-pass.js";
import { planOnly } from "#core/translate/translate.js";
import { keptAmong } from "#store/kept-among.js";
import type { ProjectStore } from "#store/project-store.js";
import { instructionsOf, type OpenJob } from "../open-jobs.js";

/** What a plan is made from. */
export interface PlanRequest {
  readonly store: ProjectStore;
  readonly jobs: readonly OpenJob[];
  readonly small: SmallModel;
  /** The small model's name and search. */
  readonly smallName: string;
  readonly languages: readonly LanguageNote[];
  /** Empty for no limit: whatever is worth buying. */
  readonly caps: readonly Cap[];
  readonly share: number;
  readonly price: Price;
  /** The ids of segments whose answers were paid for earlier: they cost nothing. */
  readonly paid: ReadonlySet<string>;
  /** The large model's instructions, which are part of the price. */
  instructions(brief: Brief): string;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A plan over jobs. */
export interface JobsPlan {
  readonly decisions: readonly Decision[];
  readonly plan: Plan;
  readonly segments: number;
  /** Strings that have a translation already. */
  readonly existing: number;
  readonly reused: number;
  /** Missing strings without words to translate, which are copied; they are not among the segments. */
  readonly copied: number;
  /** Known drafts; others only show once they are translated. */
  readonly drafts: number;
}

/**
 * What a run over some jobs would buy, from the prefill of every missing string, or an earlier run's prediction. Writes and sends
 * nothing.
 *
 * @throws {RouteLmtError} as {@link planOnly}, and what the project database throws
 */
export async function planJobs(request: PlanRequest): Promise<JobsPlan> {
  const { jobs, caps, share, price, paid, small, progress, signal } = request;
  const segments = jobs.flatMap(({ job }) => job.preparation.segments);
  const options = {
    share,
    cap: caps.some(({ limit }) => limit === 0) ? 0 : Number.POSITIVE_INFINITY,
    ledger: new MemoryLedger(await capsLeft(request.store, caps)),
    price,
    paid,
    instructions: instructionsOf(jobs, request.instructions),
    largeOnly: largeOnlyIn(request.languages),
    pins: await request.store.pins.among(jobs),
    known: await knownGains(request),
  };
  const { decisions, plan } = await planOnly(segments, options, {
    small,
    listener: progress ? { progress } : {},
    signal,
  });
  return {
    decisions,
    plan,
    segments: segments.length,
    existing: jobs.reduce((sum, { job }) => sum + job.preparation.existing, 0),
    reused: decisions.filter(({ outcome }) => outcome === "memory").length,
    copied: jobs.reduce((sum, { job }) => sum + job.preparation.copied.length, 0),
    drafts: jobs.reduce((sum, { job }) => sum + draftsIn(job), 0),
  };
}

/** The gains that earlier runs predicted, which are shown at the strings. Planning does not create a database. */
async function knownGains(request: PlanRequest): Promise<(prepared: PreparedSegment) => LocalResult | undefined> {
  if (!existsSync(request.store.path)) return () => undefined;
  const { store, jobs, smallName } = request;
  const kept = await keptAmong(store.history, jobs, smallName);
  return (prepared) => {
    const earlier = kept.get(prepared.segment.id);
    const known = earlier && knownLocal(prepared, earlier);
    return known && { prepared, predicted: known.predicted, findings: [], usable: false };
  };
}

/** What is left of some caps, as caps of one run. Planning does not create a database. */
async function capsLeft(store: ProjectStore, caps: readonly Cap[]): Promise<Cap[]> {
  const lasting = caps.filter(({ period }) => period !== "run");
  const used = lasting.length > 0 && existsSync(store.path) ? await store.book.used(lasting) : [];
  return caps.map((cap) => {
    const spent = used[lasting.indexOf(cap)] ?? 0;
    return { ...cap, period: "run", limit: Math.max(0, cap.limit - spent) };
  });
}

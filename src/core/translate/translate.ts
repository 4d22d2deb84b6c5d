import type { LanguageTag } from "../language/tag.js";
import type { Spending } from "../routing/amount.js";
import { costOf, type Price, type Usage } from "../routing/cost.js";
import type { Decision, Route } from "../routing/decision.js";
import { type Balance, type Ledger, MemoryLedger } from "../routing/ledger.js";
import { type Plan, type PlannedRoute, plan } from "../routing/plan.js";
import { decisionFor } from "./decide.js";
import { segmentUsage } from "./large-items.js";
import { type PurchaseResult, purchase } from "./large-pass.js";
import type { LargeModel, SmallModel } from "./models.js";
import type { PreparedSegment } from "./prepared-segment.js";
import { reuse } from "./reuse.js";
import { GAIN_WITHOUT_HYPOTHESIS, type LocalResult, type Progress, translateLocally } from "./small-pass.js";

/** Options of a run: spending limits, the price used for planning, what counts as done, and results of earlier runs. */
export interface RunOptions {
  /** Highest share of segments for the large model, 0 to 1. */
  readonly share: number;
  /** Highest cost of this run in US dollars; with 0 no request is made. The caps of the ledger apply as well. */
  readonly cap: number;
  /** Nothing is bought, because it could not be counted; decisions then say nothing about the budget. */
  readonly isUncounted?: boolean;
  readonly price: Price;
  /** The large model's instructions, whose length is part of the price. */
  readonly instructions: string;
  /** Predicted quality, 0 to 100, below which a local translation is a draft; {@link DEFAULT_MINIMUM_QUALITY} by default. */
  readonly minimumQuality?: number | undefined;
  /** The ledger of the project; by default, one for this run alone, limited by `cap`. */
  readonly ledger?: Ledger;
  /** The small model's result of an earlier run; undefined to ask the model. */
  readonly known?: (prepared: PreparedSegment) => LocalResult | undefined;
  /** Target languages that the small model does not have: they go to the large model or stay open. */
  readonly largeOnly?: ReadonlySet<LanguageTag>;
  /** The model that people chose for segments, by id. */
  readonly pins?: ReadonlyMap<string, Route>;
  /** The ids of segments whose answers were paid for earlier: they cost nothing. */
  readonly paid?: ReadonlySet<string> | undefined;
  /** Predicted gain, in points, above which a segment is worth the large model. Default 0. */
  readonly minimumGain?: number;
}

/** A person's answer to a plan: carry it out, write only the local translations, or do nothing. */
export type Approval = "buy" | "local" | "cancel";

/** Callbacks of a run. */
export interface RunListener {
  /** Counted in segments, including those from the memory. */
  readonly progress?: Progress;
  /** After the small model, before any purchase. */
  readonly planned?: (plan: Plan) => void;
  /** Asked before anything is bought; by default the plan is carried out. */
  readonly approve?: (plan: Plan) => Promise<Approval>;
  /** Every decision as it is made, and again when a purchase changes it. */
  readonly decided?: (decision: Decision) => void;
  /** Called when all local results are complete and approved: they can be written before the purchases arrive. */
  readonly approved?: () => Promise<void>;
}

/** The models of a run, its listener, and what stops it. */
export interface RunContext {
  readonly small: SmallModel;
  /** Undefined if no large model is set up: then strings that are worth it are only flagged. */
  readonly large?: LargeModel | undefined;
  readonly listener?: RunListener;
  readonly signal?: AbortSignal | undefined;
}

/** How a run ended. */
export interface RunResult {
  /** In the order of the segments. */
  readonly decisions: readonly Decision[];
  readonly plan: Plan;
  readonly balance: Balance;
  /** False if a person rejected the plan: then nothing must be written. */
  readonly isApproved: boolean;
}

/**
 * The main job: memory, small model, plan, purchases, output guard. Writes nothing; the caller puts
 * `decision.chosen` into files.
 *
 * @throws {RouteLmtError} what the small model and the ledger throw, and `cancelled`; decisions reported before
 *   stay valid
 */
export async function run(
  segments: readonly PreparedSegment[],
  options: RunOptions,
  context: RunContext,
): Promise<RunResult> {
  const { large, listener = {}, signal } = context;
  const { reused, fresh } = divide(segments);
  for (const decision of reused.values()) listener.decided?.(decision);
  const usageOf = estimating(options);
  const locals = await runLocally(fresh, options, context, { decode: true, reused: reused.size, usageOf });
  const ledger = options.ledger ?? new MemoryLedger([{ unit: "usd", period: "run", limit: options.cap }]);
  const thePlan = planFor(fresh, locals, options, leftOf(await ledger.balance()), usageOf);
  listener.planned?.(thePlan);
  const bought = new Map<string, PurchaseResult>();
  const routes = new Map(thePlan.routes.map((route) => [route.id, route]));
  const decide = (prepared: PreparedSegment): Decision => {
    const { id } = prepared.segment;
    const known = reused.get(id);
    if (known) return known;
    const [local, route] = [locals.get(id) as LocalResult, routes.get(id) as PlannedRoute];
    return decisionFor(local, route, costOf(usageOf(prepared), options.price), bought.get(id));
  };
  for (const prepared of fresh) listener.decided?.(decide(prepared));
  const isForSale = large !== undefined && thePlan.largeCount > 0;
  const approval = isForSale ? ((await listener.approve?.(thePlan)) ?? "buy") : "local";
  const isApproved = approval !== "cancel";
  if (isApproved) await listener.approved?.();
  if (large && approval === "buy" && isForSale) {
    const chosen = fresh.filter(({ segment }) => routes.get(segment.id)?.route === "large");
    chosen.sort((a, b) => (routes.get(a.segment.id)?.rank ?? 0) - (routes.get(b.segment.id)?.rank ?? 0));
    await purchase(chosen, { large, ledger, signal }, (result) => {
      bought.set(result.prepared.segment.id, result);
      listener.decided?.(decide(result.prepared));
    });
  }
  return { decisions: segments.map(decide), plan: thePlan, balance: await ledger.balance(), isApproved };
}

/**
 * The plan alone: the prefill of every segment, no hypothesis, no purchase.
 *
 * @throws {RouteLmtError} what the small model and the ledger throw, and `cancelled`
 */
export async function planOnly(
  segments: readonly PreparedSegment[],
  options: RunOptions,
  context: RunContext,
): Promise<Omit<RunResult, "isApproved">> {
  const { reused, fresh } = divide(segments);
  const usageOf = estimating(options);
  const locals = await runLocally(fresh, options, context, { decode: false, reused: reused.size, usageOf });
  const balance = await (options.ledger ?? new MemoryLedger([])).balance();
  const thePlan = planFor(fresh, locals, options, leftOf(balance), usageOf);
  context.listener?.planned?.(thePlan);
  const routes = new Map(thePlan.routes.map((route) => [route.id, route]));
  const decisions = segments.map((prepared) => {
    const { id } = prepared.segment;
    const [local, route] = [locals.get(id), routes.get(id)];
    if (!local || !route) return reused.get(id) as Decision;
    return decisionFor(local, route, costOf(usageOf(prepared), options.price), undefined);
  });
  return { decisions, plan: thePlan, balance };
}

/** Divides segments into those that the memory has and those to translate. */
function divide(segments: readonly PreparedSegment[]): {
  readonly reused: ReadonlyMap<string, Decision>;
  readonly fresh: readonly PreparedSegment[];
} {
  const reused = new Map<string, Decision>();
  for (const prepared of segments) {
    const decision = prepared.isForSale ? undefined : reuse(prepared);
    if (decision) reused.set(prepared.segment.id, decision);
  }
  return { reused, fresh: segments.filter(({ segment }) => !reused.has(segment.id)) };
}

/** How much of each unit may still be spent under all caps. */
function leftOf({ caps }: Balance): Spending {
  const left = { usd: Number.POSITIVE_INFINITY, tokens: Number.POSITIVE_INFINITY, segments: Number.POSITIVE_INFINITY };
  for (const { cap, used } of caps) left[cap.unit] = Math.min(left[cap.unit], Math.max(0, cap.limit - used));
  return left;
}

async function runLocally(
  segments: readonly PreparedSegment[],
  options: RunOptions,
  { small, listener = {}, signal }: RunContext,
  { decode, reused, usageOf }: { readonly decode: boolean; readonly reused: number; readonly usageOf: UsageOf },
): Promise<Map<string, LocalResult>> {
  const locals = new Map<string, LocalResult>();
  const total = reused + segments.length;
  const report = (result: LocalResult): void => {
    const { prepared } = result;
    locals.set(prepared.segment.id, result);
    listener.progress?.(reused + locals.size, total);
    if (!decode) return;
    // Provisional: the plan, which needs all segments, may still send it to the large model.
    const route: PlannedRoute = { id: prepared.segment.id, route: "local", reason: "no-gain", rank: 0 };
    listener.decided?.(decisionFor(result, route, costOf(usageOf(prepared), options.price), undefined));
  };
  const asked: PreparedSegment[] = [];
  for (const prepared of segments) {
    const isLargeOnly = options.largeOnly?.has(prepared.segment.direction.target) === true;
    const known = isLargeOnly ? withoutSmallModel(prepared) : options.known?.(prepared);
    if (known) report(known);
    else asked.push(prepared);
  }
  const how = { decode, minimumQuality: options.minimumQuality, ...(signal ? { signal } : {}) };
  await translateLocally(asked, small, how, report);
  return locals;
}

/** Without a hypothesis, the large model is worth the most. */
function withoutSmallModel(prepared: PreparedSegment): LocalResult {
  return { prepared, predicted: GAIN_WITHOUT_HYPOTHESIS, findings: [], usable: false, isLargeOnly: true };
}

function planFor(
  segments: readonly PreparedSegment[],
  locals: ReadonlyMap<string, LocalResult>,
  options: RunOptions,
  left: Spending,
  usageOf: UsageOf,
): Plan {
  const routable = segments.map((prepared) => {
    const { id } = prepared.segment;
    const pin = options.pins?.get(id);
    const usage = usageOf(prepared);
    return {
      id,
      gain: locals.get(id)?.predicted.gain ?? 0,
      cost: costOf(usage, options.price),
      tokens: usage.inputTokens + usage.outputTokens,
      isPaid: options.paid?.has(id) ?? false,
      ...(pin ? { pin } : {}),
    };
  });
  const cap = Math.min(options.cap, left.usd);
  const { share, minimumGain = 0, isUncounted = false } = options;
  return plan(routable, { share, cap, tokens: left.tokens, segments: left.segments, minimumGain, isUncounted });
}

/** For a segment whose answer was paid for. */
const FREE: Usage = { inputTokens: 0, outputTokens: 0 };

/** What the large model would need for a segment. */
type UsageOf = (prepared: PreparedSegment) => Usage;

/** Estimates each segment once: the plan and every decision on it ask. */
function estimating({ instructions, price, paid }: RunOptions): UsageOf {
  const known = new Map<PreparedSegment, Usage>();
  const estimate = (prepared: PreparedSegment): Usage =>
    paid?.has(prepared.segment.id) ? FREE : segmentUsage(prepared, instructions, price.unit);
  return (prepared) => {
    const usage = known.get(prepared) ?? estimate(prepared);
    known.set(prepared, usage);
    return usage;
  };
}

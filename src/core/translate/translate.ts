import type { Finding } from "../checks/check.js";
import type { Cap } from "../routing/cap.js";
import type { Price } from "../routing/cost.js";
import type { Candidate, CandidateFinding, Decision, Origin, Outcome } from "../routing/decision.js";
import type { RoutedReason } from "../routing/decision-reason.js";
import { type Balance, MemoryLedger } from "../routing/ledger.js";
import { type Plan, type PlannedRoute, plan } from "../routing/plan.js";
import { segmentCost } from "./large-items.js";
import { type PurchaseResult, purchase } from "./large-pass.js";
import type { LargeModel, SmallModel } from "./models.js";
import type { PreparedSegment } from "./prepare.js";
import { reuse } from "./reuse.js";
import { type LocalResult, type Progress, translateLocally } from "./small-pass.js";

/** The caps of a run, the price that its plan reckons with, and what it takes for done. */
export interface RunBudget {
  /** Highest share of segments for the large model, 0 to 1. */
  readonly share: number;
  /** Cap in US dollars; 0 makes no call. */
  readonly cap: number;
  readonly price: Price;
  /** The large model's instructions, whose length is part of the price. */
  readonly instructions: string;
  /**
   * Predicted quality, 0 to 100, below which a local translation is a draft and no more;
   * {@link DEFAULT_MINIMUM_QUALITY} without it.
   */
  readonly minimumQuality?: number;
}

/** Who is told what while a run goes on. */
export interface RunListener {
  readonly progress?: Progress;
  /** After the small model, before any purchase. */
  readonly planned?: (plan: Plan) => void;
  /** Asked before anything is paid; without it the plan is carried out. */
  readonly approve?: (plan: Plan) => Promise<boolean>;
  /** Every decision as it falls, and again when a purchase changes it. */
  readonly decided?: (decision: Decision) => void;
}

/** How a run ended. */
export interface RunResult {
  /** In the order of the segments. */
  readonly decisions: readonly Decision[];
  readonly plan: Plan;
  readonly balance: Balance;
}

/**
 * The main job: memory, small model, plan, purchases, output guard. Writes nothing; the caller puts
 * `decision.chosen` into files.
 *
 * @param large undefined when no large model is set up: then what is worth it is only flagged
 * @throws {RouteLmtError} what the small model throws, and `cancelled`; decisions reported before
 *   stay valid
 */
export async function run(
  segments: readonly PreparedSegment[],
  small: SmallModel,
  large: LargeModel | undefined,
  budget: RunBudget,
  listener: RunListener = {},
  signal?: AbortSignal,
): Promise<RunResult> {
  const { reused, fresh } = divide(segments);
  for (const decision of reused.values()) listener.decided?.(decision);
  const locals = await runLocally(fresh, small, budget, true, listener, signal);
  const thePlan = planFor(fresh, locals, budget);
  listener.planned?.(thePlan);
  const ledger = new MemoryLedger(capsOf(budget));
  const bought = new Map<string, PurchaseResult>();
  const routes = new Map(thePlan.routes.map((route) => [route.id, route]));
  const decide = (prepared: PreparedSegment): Decision => {
    const { id } = prepared.segment;
    const known = reused.get(id);
    if (known) return known;
    const local = locals.get(id) as LocalResult;
    return decisionFor(
      local,
      routes.get(id) as PlannedRoute,
      segmentCost(prepared, budget.instructions, budget.price),
      bought.get(id),
    );
  };
  for (const prepared of fresh) listener.decided?.(decide(prepared));
  if (large && thePlan.largeCount > 0 && ((await listener.approve?.(thePlan)) ?? true)) {
    const chosen = fresh.filter(({ segment }) => routes.get(segment.id)?.route === "large");
    chosen.sort((a, b) => (routes.get(a.segment.id)?.rank ?? 0) - (routes.get(b.segment.id)?.rank ?? 0));
    await purchase(chosen, large, ledger, signal, (result) => {
      bought.set(result.prepared.segment.id, result);
      listener.decided?.(decide(result.prepared));
    });
  }
  return { decisions: segments.map(decide), plan: thePlan, balance: await ledger.balance() };
}

/**
 * The plan alone: the prefill of every segment, no hypothesis, no purchase.
 *
 * @throws {RouteLmtError} what the small model throws, and `cancelled`
 */
export async function planOnly(
  segments: readonly PreparedSegment[],
  small: SmallModel,
  budget: RunBudget,
  listener: RunListener = {},
  signal?: AbortSignal,
): Promise<RunResult> {
  const { reused, fresh } = divide(segments);
  const locals = await runLocally(fresh, small, budget, false, listener, signal);
  const thePlan = planFor(fresh, locals, budget);
  listener.planned?.(thePlan);
  const routes = new Map(thePlan.routes.map((route) => [route.id, route]));
  const decisions = segments.map((prepared) => {
    const { id } = prepared.segment;
    const cost = segmentCost(prepared, budget.instructions, budget.price);
    const known = reused.get(id);
    return known ?? decisionFor(locals.get(id) as LocalResult, routes.get(id) as PlannedRoute, cost, undefined);
  });
  return { decisions, plan: thePlan, balance: await new MemoryLedger(capsOf(budget)).balance() };
}

function capsOf({ cap }: RunBudget): Cap[] {
  return [{ unit: "usd", period: "run", limit: cap }];
}

/** What the memory has, and what has to be translated. */
function divide(segments: readonly PreparedSegment[]): {
  readonly reused: ReadonlyMap<string, Decision>;
  readonly fresh: readonly PreparedSegment[];
} {
  const reused = new Map<string, Decision>();
  for (const prepared of segments) {
    const decision = reuse(prepared);
    if (decision) reused.set(prepared.segment.id, decision);
  }
  return { reused, fresh: segments.filter(({ segment }) => !reused.has(segment.id)) };
}

async function runLocally(
  segments: readonly PreparedSegment[],
  small: SmallModel,
  budget: RunBudget,
  decode: boolean,
  listener: RunListener,
  signal: AbortSignal | undefined,
): Promise<Map<string, LocalResult>> {
  const locals = new Map<string, LocalResult>();
  const options = {
    decode,
    ...(budget.minimumQuality === undefined ? {} : { minimumQuality: budget.minimumQuality }),
    ...(listener.progress ? { progress: listener.progress } : {}),
    ...(signal ? { signal } : {}),
  };
  await translateLocally(segments, small, options, (result) => {
    const { prepared } = result;
    locals.set(prepared.segment.id, result);
    if (!decode) return;
    // Shown at once; the plan, which needs all segments, may still send it to the large model.
    const route: PlannedRoute = { id: prepared.segment.id, route: "local", reason: "no-gain", rank: 0 };
    listener.decided?.(decisionFor(result, route, segmentCost(prepared, budget.instructions, budget.price), undefined));
  });
  return locals;
}

function planFor(
  segments: readonly PreparedSegment[],
  locals: ReadonlyMap<string, LocalResult>,
  budget: RunBudget,
): Plan {
  const routable = segments.map((prepared) => ({
    id: prepared.segment.id,
    gain: locals.get(prepared.segment.id)?.predicted.gain ?? 0,
    cost: segmentCost(prepared, budget.instructions, budget.price),
  }));
  return plan(routable, { share: budget.share, cap: budget.cap });
}

function decisionFor(
  local: LocalResult,
  route: PlannedRoute,
  estimatedCost: number,
  bought: PurchaseResult | undefined,
): Decision {
  const { prepared, predicted } = local;
  const candidates = [local.candidate, bought?.candidate].filter((one): one is Candidate => one !== undefined);
  const outcome = outcomeOf(local, route, bought);
  const chosen = chosenFor(outcome, local, bought);
  const findings = [...findingsOn("small", local.findings), ...findingsOn("large", bought?.findings ?? [])];
  return {
    segment: prepared.segment,
    outcome,
    reason: reasonFor(local, route, bought),
    predicted,
    estimatedCost,
    cost: bought?.cost ?? 0,
    ...(chosen ? { chosen } : {}),
    candidates,
    findings,
  };
}

function reasonFor({ draft }: LocalResult, { reason }: PlannedRoute, bought: PurchaseResult | undefined): RoutedReason {
  const failure = bought?.failure;
  const refused = bought?.findings.find(({ severity }) => severity === "error");
  return {
    code: reason,
    ...(draft ? { draft } : {}),
    ...(failure ? { failure } : {}),
    ...(refused ? { refused } : {}),
  };
}

function outcomeOf(
  local: LocalResult,
  route: PlannedRoute,
  bought: PurchaseResult | undefined,
): Exclude<Outcome, "memory"> {
  if (bought?.usable) return "large";
  const isTried = local.candidate !== undefined || local.findings.length > 0;
  if (isTried && !local.usable) return "failed";
  if (local.draft !== undefined) return "draft";
  if (bought?.candidate) return "held";
  return route.route === "large" || route.reason === "budget-cap" ? "flagged" : "local";
}

function chosenFor(
  outcome: Outcome,
  { prepared, usable, candidate }: LocalResult,
  bought: PurchaseResult | undefined,
): Candidate | undefined {
  if (outcome === "large") return bought?.candidate;
  if (outcome === "draft" && !prepared.takesDraft) return undefined;
  return usable ? candidate : undefined;
}

function findingsOn(origin: Origin, findings: readonly Finding[]): CandidateFinding[] {
  return findings.map((finding) => ({ origin, finding }));
}

import type { Route } from "./decision.js";
import type { RouteReason } from "./decision-reason.js";

/** What the plan needs to know of a segment. */
export interface Routable {
  readonly id: string;
  /** Predicted gain in points of the quality metric. */
  readonly gain: number;
  /** Estimated price of sending it to the large model, in US dollars, ≥ 0. */
  readonly cost: number;
  /** Estimated tokens of sending it, ≥ 0. */
  readonly tokens?: number;
  /** A person's choice; it overrides the prediction, but no cap. */
  readonly pin?: Route;
  /** Whether its answer was paid for earlier: it costs nothing, and fits under every cap but 0. */
  readonly isPaid?: boolean;
}

/** The caps of a plan. */
export interface Caps {
  /** Highest share of segments that may go to the large model, 0 to 1. */
  readonly share: number;
  /** Highest total of estimated costs, in US dollars; Infinity for none. */
  readonly cap: number;
  /** Highest total of estimated tokens, and of segments; no cap by default. */
  readonly tokens?: number;
  readonly segments?: number;
  /** Segments whose predicted gain is not above this stay local. Default 0. */
  readonly minimumGain?: number;
  /** Nothing is bought, because it could not be counted; whatever the other caps are. */
  readonly isUncounted?: boolean;
}

/** The plan's verdict on one segment. */
export interface PlannedRoute {
  readonly id: string;
  readonly route: Route;
  readonly reason: RouteReason;
  /** Position in the order of purchase, from 0; also for segments left out because of a cap. */
  readonly rank: number;
}

/** All verdicts, in the order of the input, and their totals. */
export interface Plan {
  readonly routes: readonly PlannedRoute[];
  readonly largeCount: number;
  /** Sum of the estimated costs of the large route, in US dollars. */
  readonly estimatedCost: number;
  /** Sum of the predicted gains of the large route, in points. */
  readonly predictedGain: number;
}

/** Avoids a division by zero: a segment that costs nothing is simply very cheap. */
const MIN_COST = 1e-12;

/**
 * Chooses the segments for the large model: by predicted gain per dollar, best first, until a cap on share or spending
 * is reached. The order of purchase does not depend on the caps, and buying stops at the first segment that exceeds the
 * budget, so a larger budget buys everything that a smaller one would, and more. Segments that only the budget keeps
 * local count towards the share. (RouteLMT, section 3, routes the top p by gain; gain per cost is ours.)
 *
 * @throws {RangeError} when a cap is negative or not a number, or the share is above 1
 * @example
 * const segments = [
 *   { id: "title", gain: 8, cost: 0.002 },
 *   { id: "hint", gain: 8, cost: 0.001 },
 *   { id: "ok", gain: 0, cost: 0.001 },
 * ];
 * const { routes } = plan(segments, { share: 1, cap: 0.001 });
 * routes.map(({ id, route, reason }) => `${id}: ${route}, ${reason}`)
 *   // ["title: local, budget-cap", "hint: large, bought", "ok: local, no-gain"]
 */
export function plan(segments: readonly Routable[], caps: Caps): Plan {
  if (!(caps.share >= 0 && caps.share <= 1)) throw new RangeError(`share must be 0 to 1, not ${caps.share}`);
  if (!(caps.cap >= 0)) throw new RangeError(`cap must be at least 0, not ${caps.cap}`);
  const minimum = caps.minimumGain ?? 0;
  const order = segments.map((segment, index) => ({ segment, index }));
  order.sort((a, b) => compare(a.segment, b.segment) || a.index - b.index);

  // The small surplus keeps 0.3 × 10 = 3 in spite of binary fractions.
  const maxLarge = Math.floor(caps.share * segments.length + 1e-9);
  const routes: PlannedRoute[] = new Array(segments.length);
  const total: Totals = { count: 0, asked: 0, considered: 0, cost: 0, tokens: 0, gain: 0, broke: false };
  order.forEach(({ segment, index }, rank) => {
    const reason = reasonFor(segment, { ...caps, minimum, maxLarge }, total);
    const large = reason === "bought" || reason === "pinned-large";
    if (large) {
      total.count++;
      if (!segment.isPaid) total.asked++;
      total.cost += segment.cost;
      total.tokens += segment.tokens ?? 0;
      total.gain += segment.gain;
    } else if (isCapped(reason)) total.broke = true;
    if (large || isCapped(reason)) total.considered++;
    routes[index] = { id: segment.id, route: large ? "large" : "local", reason, rank };
  });
  return { routes, largeCount: total.count, estimatedCost: total.cost, predictedGain: total.gain };
}

/**
 * Sums over the segments of the large route: `asked` counts those whose answers are not paid for, `considered` also those
 * that only a cap keeps local.
 */
interface Totals {
  count: number;
  asked: number;
  considered: number;
  cost: number;
  tokens: number;
  gain: number;
  broke: boolean;
}

function reasonFor(
  segment: Routable,
  { minimum, maxLarge, ...caps }: Caps & { readonly minimum: number; readonly maxLarge: number },
  total: Totals,
): RouteReason {
  if (segment.pin === "local") return "pinned-local";
  if (segment.pin === undefined && !(segment.gain > minimum)) return "no-gain";
  if (total.considered >= maxLarge) return "share-cap";
  if (caps.isUncounted) return "uncounted";
  if (!fits(segment, caps, total)) return "budget-cap";
  return segment.pin === "large" ? "pinned-large" : "bought";
}

/** Whether a segment is worth the large model, and only money keeps it local. */
export function isCapped(reason: RouteReason): boolean {
  return reason === "budget-cap" || reason === "uncounted";
}

/** With a cap of 0 dollars no request is made, not even a free one. */
function fits({ cost, tokens = 0, isPaid = false }: Routable, caps: Caps, total: Totals): boolean {
  const { cap, tokens: maxTokens = Number.POSITIVE_INFINITY, segments = Number.POSITIVE_INFINITY } = caps;
  if (cap <= 0 || isPaid) return cap > 0;
  return !total.broke && total.cost + cost <= cap && total.tokens + tokens <= maxTokens && total.asked + 1 <= segments;
}

/** Pinned to the large model first, then gain per dollar, then gain. */
function compare(a: Routable, b: Routable): number {
  const pinned = Number(b.pin === "large") - Number(a.pin === "large");
  return pinned || ratio(b) - ratio(a) || b.gain - a.gain;
}

function ratio({ gain, cost }: Routable): number {
  const known = Number.isFinite(gain) ? gain : Number.NEGATIVE_INFINITY;
  return known / Math.max(cost, MIN_COST);
}

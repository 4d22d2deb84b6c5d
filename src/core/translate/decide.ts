import type { Finding } from "../checks/check.js";
import type { Candidate, CandidateFinding, Decision, Origin, Outcome } from "../routing/decision.js";
import type { RoutedReason } from "../routing/decision-reason.js";
import { isCapped, type PlannedRoute } from "../routing/plan.js";
import type { PurchaseResult } from "./large-pass.js";
import type { LocalResult } from "./small-pass.js";

/** The decision on a segment, from the results of both models and the plan. */
export function decisionFor(
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

function reasonFor(
  { draft, isLargeOnly }: LocalResult,
  { reason }: PlannedRoute,
  bought: PurchaseResult | undefined,
): RoutedReason {
  const failure = bought?.failure;
  const refused = bought?.findings.find(({ severity }) => severity === "error");
  return {
    code: reason,
    ...(draft ? { draft } : {}),
    ...(isLargeOnly ? { isLargeOnly } : {}),
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
  if (local.isLargeOnly) return bought?.candidate ? "held" : "flagged";
  const isTried = local.candidate !== undefined || local.findings.length > 0;
  if (isTried && !local.usable) return "failed";
  if (local.draft !== undefined) return "draft";
  if (bought?.candidate) return "held";
  return route.route === "large" || isCapped(route.reason) ? "flagged" : "local";
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

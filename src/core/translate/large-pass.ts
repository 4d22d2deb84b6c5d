import { isUsable } from "../checks/all-checks.js";
import type { Finding } from "../checks/check.js";
import { repair } from "../checks/repair.js";
import { messageOf, RouteLmtError, throwIfCancelled } from "../errors.js";
import type { Spending } from "../routing/cap.js";
import { costOf, estimateUsage, type Usage } from "../routing/cost.js";
import type { Candidate } from "../routing/decision.js";
import type { PurchaseFailure } from "../routing/decision-reason.js";
import type { Ledger, Reservation } from "../routing/ledger.js";
import { LARGE_BATCH, largeItems } from "./large-items.js";
import type { Brief, LargeModel } from "./models.js";
import { checkedOf, type PreparedSegment } from "./prepare.js";

/** What the large model made of a segment. */
export interface PurchaseResult {
  readonly prepared: PreparedSegment;
  /** The large model's candidate, also one that must not be used. */
  readonly candidate?: Candidate;
  readonly findings: readonly Finding[];
  readonly usable: boolean;
  /** This segment's part of what was paid, in US dollars. */
  readonly cost: number;
  /** Why there is no candidate. */
  readonly failure?: PurchaseFailure;
}

/** What all requests of a purchase share. */
interface Purchase {
  readonly large: LargeModel;
  readonly ledger: Ledger;
  readonly signal: AbortSignal | undefined;
  /** Paid for each segment so far, in US dollars. */
  readonly paid: Map<PreparedSegment, number>;
  /** What was wrong with an earlier answer. */
  readonly problems: Map<PreparedSegment, readonly string[]>;
  report(result: PurchaseResult): void;
}

/**
 * Buys translations of the large model, some segments of one direction and form of address a request. Every request is
 * reserved in the ledger before it goes out and settled after. What the checks refuse is asked for once
 * more at the end, with what was wrong, as far as the money goes. When the provider fails, the rest is
 * reported as failed and nothing more is sent.
 *
 * @param report may be called again for a segment: what came later counts
 * @throws {RouteLmtError} `cancelled`; what was reported stays valid
 */
export async function purchase(
  segments: readonly PreparedSegment[],
  large: LargeModel,
  ledger: Ledger,
  signal: AbortSignal | undefined,
  report: (result: PurchaseResult) => void,
): Promise<void> {
  const refused = new Map<PreparedSegment, PurchaseResult>();
  const shared = { large, ledger, signal, paid: new Map(), problems: new Map() };
  const failure = await purchaseAll(segments, {
    ...shared,
    report: (result) => {
      if (result.candidate && !result.usable) refused.set(result.prepared, result);
      report(result);
    },
  });
  if (failure !== undefined || refused.size === 0) return;
  for (const [prepared, { findings }] of refused) shared.problems.set(prepared, problemsIn(findings, large));
  await purchaseAll([...refused.keys()], {
    ...shared,
    report: (result) => {
      const before = refused.get(result.prepared) as PurchaseResult;
      report(result.usable ? result : { ...before, cost: result.cost });
    },
  });
}

function problemsIn(findings: readonly Finding[], large: LargeModel): string[] {
  return findings.filter(({ severity }) => severity === "error").map(({ problem }) => large.problemText(problem));
}

/** Returns why buying stopped, or undefined. */
async function purchaseAll(
  segments: readonly PreparedSegment[],
  purchase: Purchase,
): Promise<PurchaseFailure | undefined> {
  let failure: PurchaseFailure | undefined;
  for (const batch of batches(segments)) {
    throwIfCancelled(purchase.signal);
    if (failure === undefined) failure = await purchaseBatch(batch, purchase, true);
    else for (const prepared of batch) fail(purchase, prepared, failure);
  }
  return failure;
}

/** Batches of one direction and form of address each, in the order of purchase. */
function batches(segments: readonly PreparedSegment[]): PreparedSegment[][] {
  const open = new Map<string, PreparedSegment[]>();
  const all: PreparedSegment[][] = [];
  for (const prepared of segments) {
    const { direction, formality = "" } = prepared.segment;
    const name = `${direction.source} ${direction.target} ${formality}`;
    let batch = open.get(name);
    if (!batch || batch.length >= LARGE_BATCH) {
      batch = [];
      open.set(name, batch);
      all.push(batch);
    }
    batch.push(prepared);
  }
  return all;
}

function briefOf({ segment: { direction, formality } }: PreparedSegment): Brief {
  return { ...direction, ...(formality ? { formality } : {}) };
}

/** Returns why buying must stop, or undefined. */
async function purchaseBatch(
  batch: readonly PreparedSegment[],
  purchase: Purchase,
  mayAskAgain: boolean,
): Promise<PurchaseFailure | undefined> {
  const { large, ledger, signal, paid, problems, report } = purchase;
  const brief = briefOf(batch[0] as PreparedSegment);
  const items = batch.map((prepared, index) => largeItems(prepared, index, problems.get(prepared)));
  const estimate = estimateUsage(items.flat(), large.instructions(brief));
  let reservation: Reservation;
  try {
    const amount = spendingOf(estimate, costOf(estimate, large.price), batch.length);
    const segments = batch.map(({ segment }) => segment.id);
    const language = brief.target;
    reservation = await ledger.reserve(amount, { provider: large.provider, model: large.name, language, segments });
  } catch (error) {
    // The sum of the plan fitted, this request's upper estimate does not: buy what still fits.
    if (batch.length > 1) return purchaseHalves(batch, purchase, mayAskAgain);
    fail(purchase, batch[0] as PreparedSegment, { code: "over-budget", message: messageOf(error) });
    return undefined;
  }
  let answer: Awaited<ReturnType<LargeModel["translate"]>>;
  try {
    answer = await large.translate(brief, items.flat(), estimate.outputTokens, signal);
  } catch (error) {
    // A refusal costs nothing. After a broken connection nobody knows: the reservation stays counted.
    if (error instanceof RouteLmtError && error.code === "provider-refused") await ledger.release(reservation);
    else await ledger.doubt(reservation);
    if (error instanceof RouteLmtError && error.code === "cancelled") throw error;
    const failure = { code: "provider", message: messageOf(error) } as const;
    for (const prepared of batch) fail(purchase, prepared, failure);
    return failure;
  }
  const cost = costOf(answer.usage, large.price);
  await ledger.settle(reservation, spendingOf(answer.usage, cost, batch.length), []);
  const again: PreparedSegment[] = [];
  batch.forEach((prepared, index) => {
    paid.set(prepared, (paid.get(prepared) ?? 0) + cost / batch.length);
    const texts = items[index]?.map(({ id }) => answer.translations.get(id)) ?? [];
    if (texts.every((text) => text !== undefined)) report(assemble(prepared, texts, paid.get(prepared) ?? 0));
    else if (mayAskAgain) again.push(prepared);
    else fail(purchase, prepared, { code: answer.truncated ? "cut" : "left-out" });
  });
  if (again.length === 0) return undefined;
  if (answer.truncated && again.length > 1) return purchaseHalves(again, purchase, false);
  return purchaseBatch(again, purchase, false);
}

function spendingOf({ inputTokens, outputTokens }: Usage, usd: number, segments: number): Spending {
  return { usd, tokens: inputTokens + outputTokens, segments };
}

async function purchaseHalves(
  batch: readonly PreparedSegment[],
  purchase: Purchase,
  mayAskAgain: boolean,
): Promise<PurchaseFailure | undefined> {
  const middle = Math.ceil(batch.length / 2);
  const first = await purchaseBatch(batch.slice(0, middle), purchase, mayAskAgain);
  const rest = batch.slice(middle);
  if (first === undefined) return purchaseBatch(rest, purchase, mayAskAgain);
  for (const prepared of rest) fail(purchase, prepared, first);
  return first;
}

function assemble(prepared: PreparedSegment, texts: readonly string[], cost: number): PurchaseResult {
  const { target: text, findings } = repair(checkedOf(prepared, prepared.parts.rebuild(texts)));
  return { prepared, candidate: { origin: "large", text }, findings, usable: isUsable(findings), cost };
}

function fail({ paid, report }: Purchase, prepared: PreparedSegment, failure: PurchaseFailure): void {
  report({ prepared, findings: [], usable: false, cost: paid.get(prepared) ?? 0, failure });
}

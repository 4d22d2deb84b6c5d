import type { Ledger } from "../budget.js";
import { messageOf, RouteLmtError, throwIfCancelled } from "../errors.js";
import { isUsable } from "../quality/checks.js";
import type { Finding } from "../quality/finding.js";
import { repair } from "../quality/repair.js";
import { costOf, estimateUsage } from "../routing/cost.js";
import type { Candidate, Direction } from "../segment.js";
import { LARGE_BATCH, largeItems } from "./large-items.js";
import type { LargeModelPort } from "./ports.js";
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
  readonly failure?: string;
}

/**
 * Buys translations of the large model, some segments of one direction a request. Every request is
 * reserved in the ledger before it goes out and settled after. When the provider fails, the rest is
 * reported as failed and nothing more is sent.
 *
 * @throws {RouteLmtError} `cancelled`; what was reported stays valid
 */
export async function purchase(
  segments: readonly PreparedSegment[],
  large: LargeModelPort,
  ledger: Ledger,
  signal: AbortSignal | undefined,
  report: (result: PurchaseResult) => void,
): Promise<void> {
  let failure: string | undefined;
  for (const batch of batches(segments)) {
    throwIfCancelled(signal);
    if (failure === undefined) failure = await purchaseBatch(batch, large, ledger, signal, report, true);
    else for (const prepared of batch) report(failed(prepared, failure, 0));
  }
}

/** Batches of one direction each, in the order of purchase. */
function batches(segments: readonly PreparedSegment[]): PreparedSegment[][] {
  const open = new Map<string, PreparedSegment[]>();
  const all: PreparedSegment[][] = [];
  for (const prepared of segments) {
    const { source, target } = prepared.segment.direction;
    const name = `${source} ${target}`;
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

/** Returns why buying must stop, or undefined. */
async function purchaseBatch(
  batch: readonly PreparedSegment[],
  large: LargeModelPort,
  ledger: Ledger,
  signal: AbortSignal | undefined,
  report: (result: PurchaseResult) => void,
  mayAskAgain: boolean,
): Promise<string | undefined> {
  const direction = batch[0]?.segment.direction as Direction;
  const items = batch.map(largeItems);
  const estimate = estimateUsage(items.flat(), large.instructions(direction));
  const fail = (reason: string): string => {
    for (const prepared of batch) report(failed(prepared, reason, 0));
    return reason;
  };
  let reservation: ReturnType<Ledger["reserve"]>;
  try {
    reservation = ledger.reserve(costOf(estimate, large.price));
  } catch (error) {
    // The sum of the plan fitted, this request's upper estimate does not: buy what still fits.
    if (batch.length === 1) {
      report(failed(batch[0] as PreparedSegment, messageOf(error), 0));
      return undefined;
    }
    return purchaseHalves(batch, large, ledger, signal, report, mayAskAgain);
  }
  let answer: Awaited<ReturnType<LargeModelPort["translate"]>>;
  try {
    answer = await large.translate(direction, items.flat(), estimate.outputTokens, signal);
  } catch (error) {
    // A refusal costs nothing. After a broken connection nobody knows: the reservation stays counted.
    if (error instanceof RouteLmtError && error.code === "provider-refused") ledger.settle(reservation, 0);
    if (error instanceof RouteLmtError && error.code === "cancelled") throw error;
    return fail(messageOf(error));
  }
  const paid = costOf(answer.usage, large.price);
  ledger.settle(reservation, paid);
  const again: PreparedSegment[] = [];
  batch.forEach((prepared, index) => {
    const texts = items[index]?.map(({ id }) => answer.translations.get(id)) ?? [];
    const share = paid / batch.length;
    if (texts.every((text) => text !== undefined)) report(assemble(prepared, texts, share));
    else if (mayAskAgain) again.push(prepared);
    else
      report(failed(prepared, answer.truncated ? "the answer was cut at its limit" : "the answer left it out", share));
  });
  if (again.length === 0) return undefined;
  if (answer.truncated && again.length > 1) return purchaseHalves(again, large, ledger, signal, report, false);
  return purchaseBatch(again, large, ledger, signal, report, false);
}

async function purchaseHalves(
  batch: readonly PreparedSegment[],
  large: LargeModelPort,
  ledger: Ledger,
  signal: AbortSignal | undefined,
  report: (result: PurchaseResult) => void,
  mayAskAgain: boolean,
): Promise<string | undefined> {
  const middle = Math.ceil(batch.length / 2);
  const first = await purchaseBatch(batch.slice(0, middle), large, ledger, signal, report, mayAskAgain);
  const rest = batch.slice(middle);
  if (first === undefined) return purchaseBatch(rest, large, ledger, signal, report, mayAskAgain);
  for (const prepared of rest) report(failed(prepared, first, 0));
  return first;
}

function assemble(prepared: PreparedSegment, texts: readonly string[], cost: number): PurchaseResult {
  const { target: text, findings } = repair(checkedOf(prepared, prepared.parts.rebuild(texts)));
  return { prepared, candidate: { origin: "large", text }, findings, usable: isUsable(findings), cost };
}

function failed(prepared: PreparedSegment, failure: string, cost: number): PurchaseResult {
  return { prepared, findings: [], usable: false, cost, failure };
}

import { isUsable } from "../checks/all-checks.js";
import type { Finding } from "../checks/check.js";
import { repair } from "../checks/repair.js";
import { throwIfCancelled } from "../errors.js";
import type { Candidate } from "../routing/decision.js";
import type { PurchaseFailure } from "../routing/decision-reason.js";
import type { Ledger } from "../routing/ledger.js";
import { batchesOf } from "./large-batches.js";
import type { LargeModel } from "./models.js";
import { PaidRequests } from "./paid-requests.js";
import { checkedOf, type PreparedSegment } from "./prepare.js";
import { Purchase } from "./purchase.js";
import { likeQuestions, questionOf } from "./question.js";
import { REAL_WAITING, type Waiting } from "./retry.js";

/** What the large model made of a segment. */
export interface PurchaseResult {
  readonly prepared: PreparedSegment;
  /** The large model's candidate, also one that must not be used. */
  readonly candidate?: Candidate;
  readonly findings: readonly Finding[];
  readonly usable: boolean;
  /** This segment's part of what was paid now, in US dollars; 0 where its answer was bought before. */
  readonly cost: number;
  /** Why there is no candidate. */
  readonly failure?: PurchaseFailure;
}

/**
 * Buys translations of the large model. What was ever paid for is taken from the ledger; of segments with one question
 * one is asked. The rest goes out in requests of one direction and form of address, some at a time, each reserved in the
 * ledger before it goes out and settled after. What the checks refuse is asked for once more at the end, with what was
 * wrong, as far as the money goes. When every request would fail, or three fail in a row, the rest is reported as failed
 * and nothing more is sent.
 *
 * @param report as results come; may be called again for a segment: what came later counts
 * @throws {RouteLmtError} `cancelled`, and what the ledger throws; what was reported stays valid
 */
export async function purchase(
  segments: readonly PreparedSegment[],
  large: LargeModel,
  ledger: Ledger,
  signal: AbortSignal | undefined,
  report: (result: PurchaseResult) => void,
  waiting: Waiting = REAL_WAITING,
): Promise<void> {
  const groups = await groupsOf(segments, large.name);
  const refused = new Map<PreparedSegment, PurchaseResult>();
  const reportGroup = (result: PurchaseResult, texts?: readonly string[]): void => {
    const before = refused.get(result.prepared);
    // A second answer that must not be used either is no better than the first.
    if (before && !result.usable) {
      report({ ...before, cost: result.cost });
      return;
    }
    report(result);
    for (const other of groups.get(result.prepared)?.others ?? [])
      report(texts ? assemble(other, texts, 0) : { ...result, prepared: other, cost: 0 });
  };
  const questionIn = (prepared: PreparedSegment): string => groups.get(prepared)?.question ?? "";
  /** Reports what was paid for before; returns the rest. */
  const takePaid = async (wanted: readonly PreparedSegment[]): Promise<PreparedSegment[]> => {
    const found = await ledger.find(wanted.flatMap((prepared) => groups.get(prepared)?.answeredBy ?? []));
    return wanted.filter((prepared) => {
      const answeredBy = groups.get(prepared)?.answeredBy ?? [];
      const texts = answeredBy.map((question) => found.get(question)).find((one) => one !== undefined);
      if (texts?.length !== prepared.parts.texts.length) return true;
      reportGroup(assemble(prepared, texts, 0), texts);
      return false;
    });
  };
  const requests = new PaidRequests(large, ledger, waiting, signal);
  const bought = new Purchase({
    requests,
    questionOf: questionIn,
    answered: (prepared, texts, cost) => {
      const result = assemble(prepared, texts, cost);
      reportGroup(result, texts);
      if (!result.usable) refused.set(prepared, result);
    },
    failed: (prepared, failure, cost) => reportGroup({ prepared, findings: [], usable: false, cost, failure }),
    isDeterministic: large.isDeterministic ?? false,
  });
  const { concurrency } = requests.pace;
  const buy = async (wanted: readonly PreparedSegment[]): Promise<void> => {
    await buyAll(wanted, bought, concurrency, signal);
    if (bought.stopped || large.isDeterministic) return;
    for (const [prepared, { findings }] of refused) bought.problems.set(prepared, problemsIn(findings, large));
    await buyAll([...refused.keys()], bought, concurrency, signal);
    refused.clear();
  };
  for (let left = [...groups.keys()]; left.length > 0; ) {
    const mine = await ledger.claim(left.map(questionIn));
    const free = left.filter((prepared) => mine.has(questionIn(prepared)));
    try {
      // Looked for once nobody else can buy them any more: another run may have, until now.
      await buy(await takePaid(free));
    } finally {
      // Before it waits: two runs that wait for each other's would do so for ever.
      await ledger.unclaim(free.map(questionIn)).catch(() => undefined);
    }
    left = left.filter((prepared) => !mine.has(questionIn(prepared)));
    if (left.length > 0) await waiting.wait(CLAIM_INTERVAL, signal);
  }
}

/** How often it is looked whether another run has bought what it claimed, in milliseconds. */
const CLAIM_INTERVAL = 300;

interface Group {
  readonly question: string;
  /** Questions whose answers will do, its own first. */
  readonly answeredBy: readonly string[];
  /** Segments besides the first that ask the same. */
  readonly others: PreparedSegment[];
}

/** The first segment of each question, in order. */
async function groupsOf(segments: readonly PreparedSegment[], model: string): Promise<Map<PreparedSegment, Group>> {
  const asked = await Promise.all(
    segments.map(async (prepared) => [await questionOf(prepared, model), ...(await likeQuestions(prepared, model))]),
  );
  const byQuestion = new Map<string, Group>();
  const groups = new Map<PreparedSegment, Group>();
  segments.forEach((prepared, index) => {
    const answeredBy = asked[index] ?? [];
    const [question = ""] = answeredBy;
    const known = byQuestion.get(question);
    const group = known ?? { question, answeredBy, others: [] };
    byQuestion.set(question, group);
    if (known) known.others.push(prepared);
    else groups.set(prepared, group);
  });
  return groups;
}

/** Requests in the order of purchase, some at a time. Where one throws, no other is begun. */
async function buyAll(
  segments: readonly PreparedSegment[],
  bought: Purchase,
  concurrency: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const queue = batchesOf(segments).values();
  let isOver = false;
  const lanes = Array.from({ length: concurrency }, async () => {
    for (const batch of queue) {
      if (isOver) return;
      try {
        throwIfCancelled(signal);
        await bought.buy(batch);
      } catch (error) {
        isOver = true;
        throw error;
      }
    }
  });
  const ends = await Promise.allSettled(lanes);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

function problemsIn(findings: readonly Finding[], large: LargeModel): string[] {
  return findings.filter(({ severity }) => severity === "error").map(({ problem }) => large.problemText(problem));
}

function assemble(prepared: PreparedSegment, texts: readonly string[], cost: number): PurchaseResult {
  const { target: text, findings: found } = repair(checkedOf(prepared, prepared.parts.rebuild(texts)));
  // The source once more is nothing to pay for, let alone to take for done.
  const findings = found.map((one) =>
    one.check === "copied-source" && !one.isRepaired ? { ...one, severity: "error" as const } : one,
  );
  return { prepared, candidate: { origin: "large", text }, findings, usable: isUsable(findings), cost };
}

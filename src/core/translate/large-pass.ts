import { isUsable } from "../checks/all-checks.js";
import type { Finding } from "../checks/check.js";
import { repair } from "../checks/repair.js";
import { throwIfCancelled } from "../errors.js";
import type { PurchaseFailure } from "../routing/decision-reason.js";
import { CLAIM_INTERVAL } from "../routing/ledger.js";
import type { CheckedCandidate } from "./checked-candidate.js";
import { batchesOf } from "./large-batches.js";
import type { LargeModel } from "./models.js";
import { PaidRequests, type PurchaseContext } from "./paid-requests.js";
import { checkedOf, type PreparedSegment } from "./prepared-segment.js";
import { Purchase } from "./purchase.js";
import { paidAnswer, questionsOf } from "./question.js";
import { REAL_WAITING } from "./retry.js";

/** What the large model made of a segment. */
export interface PurchaseResult extends CheckedCandidate {
  /** This segment's share of what was paid now, in US dollars; 0 if its answer was bought earlier. */
  readonly cost: number;
  /** Why there is no candidate. */
  readonly failure?: PurchaseFailure;
}

/**
 * Buys translations of the large model. Answers that were ever paid for come from the ledger, and segments with the
 * same question are asked once. The rest is sent in requests of one direction and form of address, several at a time,
 * each reserved in the ledger before it is sent and settled after. Answers that the checks refuse are requested once
 * more at the end, with the problems found, as far as the budget allows. If every request would fail, or three fail in
 * a row, the rest is reported as failed and nothing more is sent.
 *
 * @param report as results come; may be called again for a segment: what came later counts
 * @throws {RouteLmtError} `cancelled`, and what the ledger throws; what was reported stays valid
 */
export async function purchase(
  segments: readonly PreparedSegment[],
  context: PurchaseContext,
  report: (result: PurchaseResult) => void,
): Promise<void> {
  const groups = await groupsOf(segments, context.large.name);
  await new LargePass(context, groups, report).buyAll();
}

/** A purchase of all that some segments ask, each question once. */
class LargePass {
  readonly #context: PurchaseContext;
  readonly #groups: ReadonlyMap<PreparedSegment, Group>;
  readonly #report: (result: PurchaseResult) => void;
  readonly #requests: PaidRequests;
  readonly #purchase: Purchase;
  /** Refused answers, by segment: these are requested once more. */
  readonly #refused = new Map<PreparedSegment, PurchaseResult>();

  constructor(
    context: PurchaseContext,
    groups: ReadonlyMap<PreparedSegment, Group>,
    report: (result: PurchaseResult) => void,
  ) {
    this.#context = context;
    this.#groups = groups;
    this.#report = report;
    this.#requests = new PaidRequests(context);
    this.#purchase = new Purchase({
      requests: this.#requests,
      questionOf: this.#questionOf,
      answered: (prepared, texts, cost) => {
        const result = assemble(prepared, texts, cost);
        this.#reportGroup(result, texts);
        if (!result.usable) this.#refused.set(prepared, result);
      },
      failed: (prepared, failure, cost) => this.#reportGroup({ prepared, findings: [], usable: false, cost, failure }),
      isDeterministic: context.large.isDeterministic ?? false,
    });
  }

  async buyAll(): Promise<void> {
    const { ledger, signal, waiting = REAL_WAITING } = this.#context;
    for (let left = [...this.#groups.keys()]; left.length > 0; ) {
      const mine = await ledger.claim(left.map(this.#questionOf));
      const free = left.filter((prepared) => mine.has(this.#questionOf(prepared)));
      try {
        // Only now: until the claim, another run may have bought them.
        await this.#buy(await this.#takePaid(free));
      } finally {
        // Before waiting: two runs that wait for each other would wait forever.
        await ledger.unclaim(free.map(this.#questionOf)).catch(() => undefined);
      }
      left = left.filter((prepared) => !mine.has(this.#questionOf(prepared)));
      if (left.length > 0) await waiting.wait(CLAIM_INTERVAL, signal);
    }
  }

  readonly #questionOf = (prepared: PreparedSegment): string => this.#groups.get(prepared)?.question ?? "";

  /** Reports what was paid for earlier; returns the rest. */
  async #takePaid(wanted: readonly PreparedSegment[]): Promise<PreparedSegment[]> {
    const answeredBy = (prepared: PreparedSegment): readonly string[] => this.#groups.get(prepared)?.answeredBy ?? [];
    const found = await this.#context.ledger.find(wanted.flatMap(answeredBy));
    return wanted.filter((prepared) => {
      const texts = paidAnswer(prepared, answeredBy(prepared), found);
      if (!texts) return true;
      this.#reportGroup(assemble(prepared, texts, 0), texts);
      return false;
    });
  }

  async #buy(wanted: readonly PreparedSegment[]): Promise<void> {
    const { large } = this.#context;
    await this.#send(wanted);
    if (this.#purchase.stopped || large.isDeterministic) return;
    for (const [prepared, { findings }] of this.#refused)
      this.#purchase.problems.set(prepared, problemsIn(findings, large));
    await this.#send([...this.#refused.keys()]);
    this.#refused.clear();
  }

  /** Sends requests in the order of purchase, several at a time. After one throws, no new one is begun. */
  async #send(wanted: readonly PreparedSegment[]): Promise<void> {
    const queue = batchesOf(wanted).values();
    let isOver = false;
    const lanes = Array.from({ length: this.#requests.pace.concurrency }, async () => {
      for (const batch of queue) {
        if (isOver) return;
        try {
          throwIfCancelled(this.#context.signal);
          await this.#purchase.buy(batch);
        } catch (error) {
          isOver = true;
          throw error;
        }
      }
    });
    const ends = await Promise.allSettled(lanes);
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  }

  /** Reports a result for all segments that ask the same. */
  #reportGroup(result: PurchaseResult, texts?: readonly string[]): void {
    const before = this.#refused.get(result.prepared);
    // A second refused answer is no better than the first.
    if (before && !result.usable) {
      this.#report({ ...before, cost: result.cost });
      return;
    }
    this.#report(result);
    for (const other of this.#groups.get(result.prepared)?.others ?? [])
      this.#report(texts ? assemble(other, texts, 0) : { ...result, prepared: other, cost: 0 });
  }
}

interface Group {
  readonly question: string;
  /** Questions whose answers can be used, its own first. */
  readonly answeredBy: readonly string[];
  /** Segments besides the first that ask the same. */
  readonly others: PreparedSegment[];
}

/** The first segment of each question, in order. */
async function groupsOf(segments: readonly PreparedSegment[], model: string): Promise<Map<PreparedSegment, Group>> {
  const asked = await Promise.all(segments.map((prepared) => questionsOf(prepared, model)));
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

function problemsIn(findings: readonly Finding[], large: LargeModel): string[] {
  return findings.filter(({ severity }) => severity === "error").map(({ problem }) => large.problemText(problem));
}

function assemble(prepared: PreparedSegment, texts: readonly string[], cost: number): PurchaseResult {
  const { target: text, findings: found } = repair(checkedOf(prepared, prepared.parts.rebuild(texts)));
  // A copy of the source is not worth paying for, let alone counting as done.
  const findings = found.map((one) =>
    one.check === "copied-source" && !one.isRepaired ? { ...one, severity: "error" as const } : one,
  );
  return { prepared, candidate: { origin: "large", text }, findings, usable: isUsable(findings), cost };
}

import { ProviderError, RouteLmtError } from "../errors.js";
import type { PurchaseFailure } from "../routing/decision-reason.js";
import { briefOf } from "./large-batches.js";
import { largeItems } from "./large-items.js";
import type { LargeAnswer } from "./models.js";
import type { PaidAnswer, PaidRequests } from "./paid-requests.js";
import type { PreparedSegment } from "./prepared-segment.js";

/** How many requests in a row may fail, after all their tries, before the rest is given up. */
const MAX_FAILURES_IN_ROW = 3;
/** How often to ask again, in smaller requests, for texts that a cut or refused answer lacks. */
const MAX_ASKS = 2;

/** What a purchase works with, and where it reports. */
export interface PurchaseParts {
  readonly requests: PaidRequests;
  questionOf(prepared: PreparedSegment): string;
  /** @param cost paid for the segment so far, in US dollars */
  answered(prepared: PreparedSegment, texts: readonly string[], cost: number): void;
  failed(prepared: PreparedSegment, failure: PurchaseFailure, cost: number): void;
  readonly isDeterministic: boolean;
}

/** One purchase: its batches, what was paid for them, and whether it must stop. */
export class Purchase {
  /** Problems of earlier answers. */
  readonly problems = new Map<PreparedSegment, readonly string[]>();
  readonly #parts: PurchaseParts;
  /** Paid for each segment so far, in US dollars. */
  readonly #paid = new Map<PreparedSegment, number>();
  #failuresInRow = 0;
  #stopped: PurchaseFailure | undefined;

  constructor(parts: PurchaseParts) {
    this.#parts = parts;
  }

  /** Why nothing more is sent; undefined while it goes on. */
  get stopped(): PurchaseFailure | undefined {
    return this.#stopped;
  }

  /**
   * Buys a batch with one brief, in several requests if one is not enough.
   *
   * @param asks how often it may be asked for again
   * @param room factor on the usual output tokens
   * @throws {RouteLmtError} `cancelled`, and what the ledger throws
   */
  async buy(batch: readonly PreparedSegment[], asks = MAX_ASKS, room = 1): Promise<void> {
    if (this.#stopped) {
      this.#failAll(batch, this.#stopped);
      return;
    }
    const items = batch.map((prepared, index) => largeItems(prepared, index, this.problems.get(prepared)));
    const textsIn = ({ translations }: LargeAnswer): (readonly string[] | undefined)[] =>
      items.map((own) => completeTexts(own.map(({ id }) => translations.get(id))));
    let paid: PaidAnswer;
    try {
      paid = await this.#parts.requests.send({
        brief: briefOf(batch[0] as PreparedSegment),
        items: items.flat(),
        segments: batch.map(({ segment }) => segment.id),
        room,
        boughtFrom: (answer, cost) =>
          textsIn(answer).flatMap((texts, index) =>
            texts
              ? [
                  {
                    question: this.#parts.questionOf(batch[index] as PreparedSegment),
                    texts,
                    cost: cost / batch.length,
                  },
                ]
              : [],
          ),
      });
    } catch (error) {
      if (batch.length > 1 && isTooLarge(error)) await this.#buyHalves(batch, asks, room);
      else this.#failWith(batch, error);
      return;
    }
    this.#failuresInRow = 0;
    const left = this.#take(batch, textsIn(paid.answer), paid.cost);
    if (paid.unsettled !== undefined) throw paid.unsettled;
    if (left.length > 0) await this.#buyLeft(left, paid.answer, asks, room);
  }

  /** Reports the answers. Returns the segments without one. */
  #take(
    batch: readonly PreparedSegment[],
    answers: readonly (readonly string[] | undefined)[],
    cost: number,
  ): PreparedSegment[] {
    for (const prepared of batch) this.#paid.set(prepared, this.#paidFor(prepared) + cost / batch.length);
    return batch.filter((prepared, index) => {
      const texts = answers[index];
      if (texts) this.#parts.answered(prepared, texts, this.#paidFor(prepared));
      return !texts;
    });
  }

  /** Asks again for what an answer lacks: in halves, with more room, or once more as it is. */
  async #buyLeft(
    left: readonly PreparedSegment[],
    { truncated, refused, isUnreadable }: LargeAnswer,
    asks: number,
    room: number,
  ): Promise<void> {
    const isFinal = asks === 0 || this.#parts.isDeterministic || (refused === true && left.length === 1);
    const more = truncated ? room * 2 : room;
    const code = refused ? "refused" : truncated ? "cut" : isUnreadable ? "unreadable" : "left-out";
    if (isFinal) this.#failAll(left, { code });
    else if (!truncated && !refused) await this.buy(left, 0, more);
    else if (left.length > 1) await this.#buyHalves(left, asks - 1, more);
    else await this.buy(left, asks - 1, more);
  }

  async #buyHalves(batch: readonly PreparedSegment[], asks: number, room: number): Promise<void> {
    const middle = Math.ceil(batch.length / 2);
    await this.buy(batch.slice(0, middle), asks, room);
    await this.buy(batch.slice(middle), asks, room);
  }

  #failWith(batch: readonly PreparedSegment[], error: unknown): void {
    if (error instanceof ProviderError) {
      const { code, what, cure } = error;
      const failure = { code: "provider", error: code, what, cure } as const;
      const { isFatal = false, again } = error.failure;
      // A problem with one text says nothing about the others.
      if (again !== "smaller") this.#failuresInRow++;
      if (isFatal || this.#failuresInRow >= MAX_FAILURES_IN_ROW) this.#stopped ??= failure;
      this.#failAll(batch, failure);
    } else if (isOverBudget(error)) this.#failAll(batch, { code: "over-budget", what: error.what });
    else throw error;
  }

  #failAll(batch: readonly PreparedSegment[], failure: PurchaseFailure): void {
    for (const prepared of batch) this.#parts.failed(prepared, failure, this.#paidFor(prepared));
  }

  #paidFor(prepared: PreparedSegment): number {
    return this.#paid.get(prepared) ?? 0;
  }
}

/** All texts of a segment; undefined if one is missing or empty. */
function completeTexts(texts: readonly (string | undefined)[]): readonly string[] | undefined {
  return texts.every((text) => text !== undefined && text.trim() !== "") ? (texts as string[]) : undefined;
}

/** Over budget by this request's upper estimate, though the plan fits, or too large for the provider: split it. */
function isTooLarge(error: unknown): boolean {
  return isOverBudget(error) || (error instanceof ProviderError && error.failure.again === "smaller");
}

function isOverBudget(error: unknown): error is RouteLmtError {
  return error instanceof RouteLmtError && error.code === "budget-exceeded";
}

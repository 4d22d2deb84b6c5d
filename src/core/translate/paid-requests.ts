import { ProviderError, RouteLmtError, throwIfCancelled } from "../errors.js";
import type { Spending } from "../routing/amount.js";
import { costOf, estimateUsage, type Usage } from "../routing/cost.js";
import type { Bought, Ledger, RequestNote, Reservation } from "../routing/ledger.js";
import type { Brief, LargeAnswer, LargeModel, LargeRequest, Pace } from "./models.js";
import { REAL_WAITING, USUAL_PACE, type Waiting, withRetries } from "./retry.js";

/** What a purchase needs: the model, the money and the means to stop it. */
export interface PurchaseContext {
  readonly large: LargeModel;
  readonly ledger: Ledger;
  readonly signal?: AbortSignal | undefined;
  readonly waiting?: Waiting;
}

/** What is to be sent, and what it is for. */
export interface PaidRequest {
  readonly brief: Brief;
  readonly items: readonly LargeRequest[];
  /** Ids of the segments that it is about. */
  readonly segments: readonly string[];
  /** Factor on the usual output, for texts whose answer was cut off before. */
  readonly room: number;
  /** The parts of an answer worth keeping. @param cost US dollars of the whole request */
  boughtFrom(answer: LargeAnswer, cost: number): Bought[];
}

/** A paid answer. */
export interface PaidAnswer {
  readonly answer: LargeAnswer;
  /** US dollars. */
  readonly cost: number;
  /** Why the ledger could not record it; thrown after the answer is used. */
  readonly unsettled?: unknown;
}

/**
 * Requests to a large model, with accounting: every try is reserved before it is sent, then settled, released or left
 * in doubt.
 */
export class PaidRequests {
  readonly pace: Pace;
  readonly #large: LargeModel;
  readonly #ledger: Ledger;
  readonly #waiting: Waiting;
  readonly #signal: AbortSignal | undefined;
  /** Tries with an open reservation. */
  #open = 0;
  /** Reservations are made one after another, so that the first in the order of purchase gets the money. */
  #turn: Promise<unknown> = Promise.resolve();
  #onClosed: (() => void) | undefined;
  /** While one request waits to try again, no other is sent: it would be refused, too. */
  #pause: Promise<unknown> = Promise.resolve();

  constructor({ large, ledger, signal, waiting = REAL_WAITING }: PurchaseContext) {
    this.#large = large;
    this.#ledger = ledger;
    this.#waiting = {
      random: waiting.random,
      wait: (milliseconds, within) => {
        const waited = waiting.wait(milliseconds, within);
        this.#pause = waited.catch(() => undefined);
        return waited;
      },
    };
    this.#signal = signal;
    this.pace = { ...USUAL_PACE, ...large.pace };
  }

  /**
   * @throws {ProviderError} if no try got an answer
   * @throws {RouteLmtError} `budget-exceeded`, even after all other requests are settled; `cancelled`
   */
  send(request: PaidRequest): Promise<PaidAnswer> {
    const { name, price, provider } = this.#large;
    const { brief, items } = request;
    const answered = { target: brief.target, unit: price.unit };
    const usual = estimateUsage(items, this.#large.instructions(brief), answered);
    const estimate = { ...usual, outputTokens: usual.outputTokens * request.room };
    const note = { provider, model: name, language: brief.target, segments: request.segments };
    return withRetries(() => this.#try(request, estimate, note), this.pace, this.#waiting, this.#signal);
  }

  async #try(request: PaidRequest, estimate: Usage, note: RequestNote): Promise<PaidAnswer> {
    await this.#pause;
    throwIfCancelled(this.#signal);
    const { price } = this.#large;
    const count = request.segments.length;
    const reservation = await this.#reserve(spendingOf(estimate, costOf(estimate, price), count), note);
    try {
      const answer = await this.#ask(request, estimate, reservation);
      const cost = costOf(answer.usage, price);
      try {
        await this.#ledger.settle(reservation, spendingOf(answer.usage, cost, count), request.boughtFrom(answer, cost));
      } catch (unsettled) {
        return { answer, cost, unsettled };
      }
      return { answer, cost };
    } finally {
      this.#open--;
      this.#onClosed?.();
    }
  }

  async #ask({ brief, items }: PaidRequest, estimate: Usage, reservation: Reservation): Promise<LargeAnswer> {
    if (this.#signal?.aborted) {
      await this.#ledger.release(reservation);
      throwIfCancelled(this.#signal);
    }
    try {
      return await this.#large.translate(brief, items, estimate, this.#signal);
    } catch (error) {
      // Anything that may have been answered stays counted, including a request that was cancelled while under way.
      if (error instanceof ProviderError && error.failure.charge === "none") await this.#ledger.release(reservation);
      else await this.#ledger.doubt(reservation);
      throw error;
    }
  }

  #reserve(amount: Spending, note: RequestNote): Promise<Reservation> {
    const reserved = this.#turn.then(() => this.#reserveOnceThereIsRoom(amount, note));
    this.#turn = reserved.catch(() => undefined);
    return reserved;
  }

  /** Estimates are high: other requests under way may turn out cheaper and leave enough. */
  async #reserveOnceThereIsRoom(amount: Spending, note: RequestNote): Promise<Reservation> {
    for (;;) {
      throwIfCancelled(this.#signal);
      const closed = new Promise<void>((resolve) => {
        this.#onClosed = resolve;
      });
      try {
        const reservation = await this.#ledger.reserve(amount, note);
        this.#open++;
        return reservation;
      } catch (error) {
        const isFull = error instanceof RouteLmtError && error.code === "budget-exceeded";
        if (!isFull || this.#open === 0) throw error;
      }
      await closed;
    }
  }
}

function spendingOf({ inputTokens, outputTokens }: Usage, usd: number, segments: number): Spending {
  return { usd, tokens: inputTokens + outputTokens, segments };
}

import { ProviderError, RouteLmtError, throwIfCancelled } from "../errors.js";
import type { Pace } from "./models.js";

/** Where a provider says nothing else. */
export const USUAL_PACE: Pace = { concurrency: 4, attempts: 3, firstDelay: 1000 };

/** Milliseconds: nobody waits longer for a provider; one that wants more is given up at once. */
const MAX_WAIT = 60_000;
/** A request is another at most so many times, as one thing after another is left out of it. */
const MAX_CHANGES = 6;

/** Time and chance, which tests replace. */
export interface Waiting {
  /** 0 to 1. */
  random(): number;
  /** @throws {RouteLmtError} `cancelled` */
  wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

/** The clock and the chance of the machine. */
export const REAL_WAITING: Waiting = { random: Math.random, wait: pause };

/**
 * Milliseconds before another try, or undefined where none helps: what the provider asks for, else a wait that doubles
 * with each try, of which half is left to chance, so that requests that failed together do not come back together.
 *
 * @param tries how many there were, from 1
 */
export function delayBefore(
  tries: number,
  { failure }: ProviderError,
  { attempts, firstDelay }: Pace,
  random: () => number,
): number | undefined {
  if (failure.again !== "later" || tries >= attempts) return undefined;
  const wanted = failure.retryAfter === undefined ? undefined : failure.retryAfter * 1000;
  if (wanted !== undefined) return wanted <= MAX_WAIT ? wanted : undefined;
  const longest = Math.min(firstDelay * 2 ** (tries - 1), MAX_WAIT);
  return longest / 2 + (random() * longest) / 2;
}

/**
 * Tries until an answer comes or nothing helps. Each try reserves its own money: what an earlier one may have cost
 * stays counted, and where there is none left for another, the provider's failure is what is thrown.
 *
 * @throws what the last try threw that the provider is to blame for
 */
export async function withRetries<Answer>(
  attempt: () => Promise<Answer>,
  pace: Pace,
  { random, wait }: Waiting,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  let last: ProviderError | undefined;
  for (let tries = 1, changes = 0; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (last && error instanceof RouteLmtError && error.code === "budget-exceeded") throw last;
      if (!(error instanceof ProviderError)) throw error;
      last = error;
    }
    if (last.failure.again === "now" && changes++ < MAX_CHANGES) continue;
    const delay = delayBefore(tries++, last, pace, random);
    if (delay === undefined) throw last;
    await wait(delay, signal);
  }
}

/** Waits; cancelling ends that at once. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      try {
        throwIfCancelled(signal);
        resolve();
      } catch (error) {
        reject(error);
      }
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end, { once: true });
    if (signal?.aborted) end();
  });
}

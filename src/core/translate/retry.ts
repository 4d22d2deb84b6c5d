import { ProviderError, RouteLmtError, throwIfCancelled } from "../errors.js";
import type { Pace } from "./models.js";

/** The pace unless a provider asks for another. */
export const USUAL_PACE: Pace = { concurrency: 4, attempts: 3, firstDelay: 1000 };

/** The longest wait for a provider, in milliseconds; one that asks for more is given up at once. */
const MAX_WAIT = 60_000;
/** How often a request may be changed, by leaving out one thing after another. */
const MAX_CHANGES = 6;

/** Time and chance, which tests replace. */
export interface Waiting {
  /** 0 to 1. */
  random(): number;
  /** @throws {RouteLmtError} `cancelled` */
  wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

/** The real clock and real random numbers. */
export const REAL_WAITING: Waiting = { random: Math.random, wait: pause };

/**
 * Milliseconds before the next try, or undefined if none would help: what the provider asks for, otherwise a wait that
 * doubles with each try. Half of it is random, so that requests that failed together do not return together.
 *
 * @param tries how many tries there were, from 1
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
 * Tries until there is an answer or no hope. Each try makes its own reservation: the possible cost of earlier ones
 * stays counted, and if nothing is left for another, the provider's failure is thrown.
 *
 * @throws the provider's last failure
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

/** Waits; cancelling ends the wait at once. */
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

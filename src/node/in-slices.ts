import { setImmediate } from "node:timers/promises";

/** Milliseconds that work may go on before others have a turn. */
const SLICE = 15;

/**
 * Runs work step by step, and lets everything else that waits for the process have a turn now and then.
 *
 * @param steps each short
 * @throws {DOMException} `AbortError` when the signal says so
 */
export async function inSlices<Result>(steps: Generator<void, Result>, signal?: AbortSignal): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - began < SLICE) continue;
    await setImmediate();
    signal?.throwIfAborted();
    began = performance.now();
  }
}

import { setImmediate } from "node:timers/promises";

/** Milliseconds that work may take before it yields. */
const SLICE = 15;

/**
 * Runs work step by step, and yields to the event loop now and then.
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

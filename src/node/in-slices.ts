/** Milliseconds that work may take before it yields. */
const SLICE = 8;

/** Whether somebody looks at the place where the result will be shown, or it can wait for that. */
export type Urgency = "now" | "later";

const waiting: Record<Urgency, (() => void)[]> = { now: [], later: [] };
let isScheduled = false;

/**
 * Waits for a turn of this process. There is one in each round of the event loop, however much work waits: otherwise,
 * everything else would wait for a slice of each. Work that can wait runs when nothing else wants a slice.
 */
export function turn(urgency: Urgency = "later"): Promise<void> {
  return new Promise((resolve) => {
    waiting[urgency].push(resolve);
    schedule();
  });
}

/** Milliseconds after a keystroke in which nothing that can wait has a turn. */
const HOLD = 50;
let heldUntil = 0;
/** Whether what can wait does so. */
let isHeld = false;

/** Says that somebody types: what can wait does so for a moment. */
export function holdLater(): void {
  heldUntil = performance.now() + HOLD;
}

function schedule(): void {
  if (isScheduled || waiting.now.length + waiting.later.length === 0) return;
  const left = waiting.now.length > 0 ? 0 : heldUntil - performance.now();
  if (left > 0) {
    if (!isHeld) setTimeout(releaseLater, left);
    isHeld = true;
    return;
  }
  isScheduled = true;
  setImmediate(() => {
    isScheduled = false;
    const next = waiting.now.shift() ?? (performance.now() < heldUntil ? undefined : waiting.later.shift());
    next?.();
    schedule();
  });
}

function releaseLater(): void {
  isHeld = false;
  schedule();
}

/** How work is done that takes long. */
export interface SliceOptions {
  readonly signal?: AbortSignal | undefined;
  /** `later` by default. */
  readonly urgency?: Urgency;
}

/**
 * Runs work step by step in slices, each in a {@link turn}.
 *
 * @param steps each short
 * @throws {DOMException} `AbortError` when the signal says so
 */
export async function inSlices<Result>(
  steps: Generator<void, Result>,
  { signal, urgency = "later" }: SliceOptions = {},
): Promise<Result> {
  for (;;) {
    await turn(urgency);
    signal?.throwIfAborted();
    const began = performance.now();
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() - began < SLICE);
  }
}

/** Returns a function that work of many asynchronous steps calls before each: it waits for a {@link turn} after each slice. */
export function pausing(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < SLICE) return;
    await turn();
    began = performance.now();
  };
}

import type { Batch } from "./batch.js";
import type { Prompt } from "./search.js";

/**
 * The most positions of all rows in the cache for admitting another prompt; 18 kB each in
 * the bundled model.
 */
const MAX_POSITIONS = 4096;
/**
 * The initial capacity at most. Unused room takes no memory; growing would leave the old buffer to
 * the garbage collector, which is slow.
 */
const MAX_ROOM = 2 * MAX_POSITIONS;
/** How many more tokens than its prompt a hypothesis is expected to need. */
const EXPECTED_SURPLUS = 4;
/** Prompts are admitted once this many rows are free, so that they are read together. */
const REFILL = 24;
/** Most tokens of prompts that are read together, including padding: activations of more take memory without saving time. */
const MAX_PREFILL = 384;
/** How many extra rows there may be for searches that continue over beams, so that their prompts need not be read again. */
const MAX_SURPLUS_ROWS = 32;

/** How many rows a batch may have, and how many of them each new prompt. */
export interface Room {
  /** Most rows of one forward pass. */
  readonly rows: number;
  /** Beams of a new prompt; 1 is greedy. */
  readonly width: number;
}

/** The capacity of the cache in positions: allocating all takes longer than one short text. */
export function expectedPositions(prompts: readonly Prompt[], { rows, width }: Room): number {
  const maxPrompts = Math.min(prompts.length * width, Math.max(rows, width));
  const longest = prompts.reduce((length, { tokens }) => Math.max(length, tokens.length), 0);
  return Math.min(MAX_ROOM, maxPrompts * expectedLength(longest));
}

/** How many of the waiting prompts, in order, can be read together; at least one. */
export function readable(waiting: readonly Prompt[], maxPrompts: number): number {
  let widest = 0;
  for (const [count, { tokens, prefix }] of waiting.slice(0, maxPrompts).entries()) {
    widest = Math.max(widest, tokens.length - prefix);
    if (count > 0 && (count + 1) * widest > MAX_PREFILL) return count;
  }
  return Math.min(maxPrompts, waiting.length);
}

/**
 * How many of the waiting prompts are admitted to a batch now.
 *
 * @param reserved rows that the searches of the batch may come to have
 */
export function admissible(
  waiting: readonly Prompt[],
  { cache, size }: Batch,
  reserved: number,
  { rows, width }: Room,
): number {
  const maxPrompts = Math.max(1, Math.floor(rows / width));
  const free = size === 0 ? maxPrompts : Math.floor((rows - size) / width);
  if (size > 0 && free < Math.min(Math.ceil(REFILL / width), maxPrompts)) return 0;
  let needed = size > 0 ? cache.capacity : 0;
  let count = 0;
  for (const { tokens } of waiting.slice(0, free)) {
    needed = Math.max(needed, expectedLength(tokens.length));
    if (count + size > 0 && (reserved + (count + 1) * width) * needed > MAX_POSITIONS) break;
    count++;
  }
  return count;
}

/**
 * Whether a search can continue over this many beams in place of its row.
 *
 * @param reserved rows that the searches of the batch may come to have, with these beams
 */
export function hasRoomForBeams({ tokens }: Prompt, { cache }: Batch, reserved: number, rows: number): boolean {
  const needed = Math.max(cache.capacity, expectedLength(tokens.length));
  return reserved <= rows + MAX_SURPLUS_ROWS && reserved * needed <= MAX_POSITIONS;
}

/** How many positions a row is likely to need in the end. */
function expectedLength(promptLength: number): number {
  return 2 * promptLength + EXPECTED_SURPLUS;
}

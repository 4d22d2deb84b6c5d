import type { Batch } from "./batch.js";
import type { Prompt } from "./search.js";

/**
 * So many positions, of all rows together, has the cache at most before no further prompt is taken in: in the bundled
 * model 18 kB each.
 */
const MAX_POSITIONS = 4096;
/**
 * For so many there is room at first at most. Room that is not used takes no memory, and more would leave the former
 * room to the garbage collector, which does not hurry.
 */
const MAX_ROOM = 2 * MAX_POSITIONS;
/** A hypothesis is expected to need room for so many tokens more than its prompt has. */
const EXPECTED_SURPLUS = 4;
/** Prompts are taken in once so many rows are free, so that they are read together. */
const REFILL = 24;
/** Most tokens of prompts that are read together, padding included: activations of more take memory, and no less time. */
const MAX_PREFILL = 384;
/** So many rows more than usual may there be for searches that go on over beams: their prompts need not be read again. */
const MAX_SURPLUS_ROWS = 32;

/** How many rows a batch may have, and how many of them each new prompt. */
export interface Room {
  /** Most rows of one forward pass. */
  readonly rows: number;
  /** Beams of a new prompt; 1 is greedy. */
  readonly width: number;
}

/** For how many positions the cache gets room: taking that for all takes longer than one short text. */
export function expectedPositions(prompts: readonly Prompt[], { rows, width }: Room): number {
  const maxPrompts = Math.min(prompts.length * width, Math.max(rows, width));
  const longest = prompts.reduce((length, { tokens }) => Math.max(length, tokens.length), 0);
  return Math.min(MAX_ROOM, maxPrompts * expectedLength(longest));
}

/** How many of the prompts that wait, in their order, can be read together; one at least. */
export function readable(waiting: readonly Prompt[], maxPrompts: number): number {
  let widest = 0;
  for (const [count, { tokens, prefix }] of waiting.slice(0, maxPrompts).entries()) {
    widest = Math.max(widest, tokens.length - prefix);
    if (count > 0 && (count + 1) * widest > MAX_PREFILL) return count;
  }
  return Math.min(maxPrompts, waiting.length);
}

/**
 * How many of the prompts that wait are taken into a batch now.
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
 * Whether a search can go on over so many beams in the place of its row.
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

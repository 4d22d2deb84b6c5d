/** Longest repeated sequence to look for, in tokens. */
const MAX_PERIOD = 16;
/** How many tokens at the end must be repetition, and how often the sequence must occur. */
const MIN_LOOP = 6;
const REPEATS = 3;

/**
 * Whether a hypothesis with a further token ends in a repeated sequence, unlike its prompt: small
 * models fall into endless loops.
 *
 * @param tokens the hypothesis so far
 * @param token the next one
 */
export function continuesLoop(tokens: readonly number[], token: number, prompt: readonly number[]): boolean {
  const last = tokens.length;
  const at = (index: number): number | undefined => (index === last ? token : tokens[index]);
  for (let period = 1; period <= MAX_PERIOD && (REPEATS - 1) * period <= last; period++) {
    const length = Math.max(MIN_LOOP, REPEATS * period);
    let same = 0;
    while (same <= last - period && at(last - same) === at(last - same - period)) same++;
    if (same + period >= length && !repeats(prompt, period, length)) return true;
  }
  return false;
}

/** Whether the last tokens repeat with a period. */
function repeats(tokens: readonly number[], period: number, length: number): boolean {
  let same = 0;
  for (let index = period; index < tokens.length; index++) {
    same = tokens[index] === tokens[index - period] ? same + 1 : 0;
    if (same + period >= length) return true;
  }
  return false;
}

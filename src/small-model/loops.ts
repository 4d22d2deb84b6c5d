/** Longest repeated sequence that is looked for, in tokens. */
const MAX_PERIOD = 16;
/** So many tokens at the end must be repetition, and so often must it come. */
const MIN_LOOP = 6;
const REPEATS = 3;

/**
 * Whether a hypothesis with a further token ends in one sequence several times over, which its prompt does not: small
 * models fall into loops that never end.
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

/** Whether a stretch of so many tokens repeats with that period. */
function repeats(tokens: readonly number[], period: number, length: number): boolean {
  let same = 0;
  for (let index = period; index < tokens.length; index++) {
    same = tokens[index] === tokens[index - period] ? same + 1 : 0;
    if (same + period >= length) return true;
  }
  return false;
}

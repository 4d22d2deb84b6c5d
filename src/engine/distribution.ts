/** What decoding asks of a row of logits; at 16,384 logits a token these loops are what it costs beside the graph. */

/** So many logits are compared with the highest so far at once. */
const RUN = 8;

/** Index of the highest logit, the first of several; 0 when none is above −∞. */
export function argmax(logits: Float32Array): number {
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  const whole = logits.length - (logits.length % RUN);
  const look = (start: number, end: number): void => {
    for (let index = start; index < end; index++) {
      const logit = logits[index] as number;
      if (logit > highest) {
        highest = logit;
        best = index;
      }
    }
  };
  for (let start = 0; start < whole; start += RUN) {
    // Written out: this is twice as fast as a loop, and nearly every run fails it.
    if (
      (logits[start] as number) > highest ||
      (logits[start + 1] as number) > highest ||
      (logits[start + 2] as number) > highest ||
      (logits[start + 3] as number) > highest ||
      (logits[start + 4] as number) > highest ||
      (logits[start + 5] as number) > highest ||
      (logits[start + 6] as number) > highest ||
      (logits[start + 7] as number) > highest
    )
      look(start, start + RUN);
  }
  look(whole, logits.length);
  return best;
}

/** Terms below the highest by more than this add under 1e-9 in all to a sum of 16,384. */
const NEGLIGIBLE = 30;

/** log Σ exp of logits. */
export function logSumExp(logits: Float32Array): number {
  const highest = logits[argmax(logits)] as number;
  let sum = 0;
  for (let index = 0; index < logits.length; index++) {
    const below = highest - (logits[index] as number);
    if (below < NEGLIGIBLE) sum += expOfMinus(below);
  }
  return highest + Math.log(sum);
}

/**
 * Entropy of the softmax of logits, in nats.
 *
 * @param normaliser log Σ exp of the logits
 */
export function entropyOf(logits: Float32Array, normaliser: number): number {
  let entropy = 0;
  for (let index = 0; index < logits.length; index++) {
    const surprise = normaliser - (logits[index] as number);
    if (surprise < NEGLIGIBLE) entropy += expOfMinus(surprise) * surprise;
  }
  return entropy;
}

const FINE = 2048;
const WHOLES = Float64Array.from({ length: NEGLIGIBLE + 1 }, (_, whole) => Math.exp(-whole));
const PARTS = Float64Array.from({ length: FINE + 1 }, (_, part) => Math.exp(-part / FINE));

/**
 * e^−x for x from −1/2048 to 30 with a relative error below 1e-10, from tables, in a third of the time of
 * `Math.exp`: a batch of prompts needs half a million.
 */
function expOfMinus(x: number): number {
  const whole = x | 0;
  const scaled = (x - whole) * FINE;
  const part = scaled | 0;
  const rest = (scaled - part) / FINE;
  return (WHOLES[whole] as number) * (PARTS[part] as number) * (1 - rest + (rest * rest) / 2);
}

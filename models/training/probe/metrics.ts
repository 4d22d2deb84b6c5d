/** Measures of a router: how well scores find the gains. Definitions: docs/routing.md. */

/** Points of quality below which a loss is severe (ours). */
export const SEVERE = 10;

/** Spearman's rank correlation, −1 to 1, with mean ranks for ties; 0 when one side is constant. */
export function spearman(scores: readonly number[], gains: readonly number[]): number {
  const a = ranks(scores);
  const b = ranks(gains);
  const middle = (scores.length - 1) / 2;
  let both = 0;
  let left = 0;
  let right = 0;
  a.forEach((rank, index) => {
    const [x, y] = [rank - middle, (b[index] as number) - middle];
    both += x * y;
    left += x * x;
    right += y * y;
  });
  return left === 0 || right === 0 ? 0 : both / Math.sqrt(left * right);
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const result = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]?.value === order[start]?.value) end++;
    for (let at = start; at <= end; at++) result[order[at]?.index as number] = (start + end) / 2;
    start = end + 1;
  }
  return result;
}

/** Indexes of the top share by score, ties in the order of the input. */
export function routed(scores: readonly number[], share: number): number[] {
  const order = scores.map((_, index) => index).sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  return order.slice(0, Math.round(share * scores.length));
}

/** |top-p by score ∩ top-p by gain| / (p·N), in percent (RouteLMT, table 1). */
export function hitRate(scores: readonly number[], gains: readonly number[], share: number): number {
  const best = new Set(routed(gains, share));
  const chosen = routed(scores, share);
  return chosen.length === 0 ? 0 : (100 * chosen.filter((index) => best.has(index)).length) / chosen.length;
}

/** Mean gain over the routed segments, in points (RouteLMT, table 1). */
export function meanDelta(scores: readonly number[], gains: readonly number[], share: number): number {
  return mean(routed(scores, share).map((index) => gains[index] as number));
}

/** (MeanDelta − random) / (oracle − random), in percent (ours): comparable between settings. */
export function headroomShare(scores: readonly number[], gains: readonly number[], share: number): number {
  const random = mean(gains);
  const oracle = meanDelta(gains, gains, share);
  return oracle === random ? 0 : (100 * (meanDelta(scores, gains, share) - random)) / (oracle - random);
}

/** Share of the routed segments with a gain below −{@link SEVERE}, in percent (ours). */
export function severeLoss(scores: readonly number[], gains: readonly number[], share: number): number {
  const chosen = routed(scores, share);
  return chosen.length === 0
    ? 0
    : (100 * chosen.filter((index) => (gains[index] as number) < -SEVERE).length) / chosen.length;
}

/** Arithmetic mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A random number generator with a seed (mulberry32), 0 to 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Bootstrap interval (95 %) of a measure of scores and gains: percentiles over resampled segments.
 *
 * @param rounds how many resamples
 */
export function bootstrap(
  scores: readonly number[],
  gains: readonly number[],
  measure: (scores: readonly number[], gains: readonly number[]) => number,
  rounds = 500,
  seed = 1,
): readonly [low: number, high: number] {
  const random = seededRandom(seed);
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const sample = scores.map(() => Math.floor(random() * scores.length));
    values.push(
      measure(
        sample.map((index) => scores[index] as number),
        sample.map((index) => gains[index] as number),
      ),
    );
  }
  values.sort((a, b) => a - b);
  return [values[Math.floor(rounds * 0.025)] ?? 0, values[Math.floor(rounds * 0.975)] ?? 0];
}

import type { IsotonicMap } from "#core/routing/probe.js";

interface Block {
  sum: number;
  count: number;
  left: number;
  right: number;
}

/** With fewer calibration segments around a score, an interval would be meaningless. */
const NEIGHBOURS = 60;

/**
 * Isotonic regression by pooling adjacent violators (Barlow et al. 1972): the non-decreasing map
 * from scores to values with the least squared error, as knots at the means of its blocks, with the
 * 10th and 90th percentile of the values around each knot.
 */
export function fitIsotonic(scores: readonly number[], values: readonly number[]): IsotonicMap {
  const order = scores
    .map((score, index) => ({ score, value: values[index] as number }))
    .sort((a, b) => a.score - b.score);
  const blocks: Block[] = [];
  for (const { score, value } of order) {
    blocks.push({ sum: value, count: 1, left: score, right: score });
    for (
      let last = blocks.at(-1), before = blocks.at(-2);
      last && before && before.sum / before.count >= last.sum / last.count;
    ) {
      before.sum += last.sum;
      before.count += last.count;
      before.right = last.right;
      blocks.pop();
      last = blocks.at(-1);
      before = blocks.at(-2);
    }
  }
  const knots = blocks.map(({ sum, count, left, right }) => ({ x: (left + right) / 2, y: sum / count }));
  const spread = knots.map(({ x }) => spreadAround(order, x));
  return {
    x: knots.map(({ x }) => x),
    y: knots.map(({ y }) => y),
    low: knots.map(({ y }, index) => Math.min(y, spread[index]?.[0] ?? y)),
    high: knots.map(({ y }, index) => Math.max(y, spread[index]?.[1] ?? y)),
  };
}

/** Percentiles of the values of the segments nearest to a score. */
function spreadAround(order: readonly { score: number; value: number }[], x: number): readonly [number, number] {
  let start = order.findIndex(({ score }) => score >= x);
  if (start < 0) start = order.length;
  const from = Math.max(0, Math.min(order.length - NEIGHBOURS, start - NEIGHBOURS / 2));
  const near = order.slice(from, from + NEIGHBOURS).map(({ value }) => value);
  near.sort((a, b) => a - b);
  const at = (share: number): number => near[Math.min(near.length - 1, Math.floor(share * near.length))] ?? 0;
  return [at(0.1), at(0.9)];
}

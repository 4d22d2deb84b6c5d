/** A string that the large model could translate, or did. */
export interface Purchasable {
  /** Expected gain in points of 100. */
  readonly gain: number;
  /** Price in US dollars: what was paid, otherwise the estimate. */
  readonly cost: number;
  /** Predicted quality of the local translation, 0 to 100; undefined where there is none. */
  readonly quality?: number;
  readonly isBought: boolean;
  /** Whether a purchase offers it where nobody chose it. */
  readonly isOffered: boolean;
}

/** A point of the quality–budget curve. */
export interface CurvePoint {
  /** US dollars spent on the strings so far. */
  readonly cost: number;
  /** Mean predicted quality of all strings, 0 to 100. */
  readonly quality: number;
  /** How many strings are bought at this point. */
  readonly count: number;
}

/** Avoids a division by zero: a string that costs nothing is simply very cheap. */
const MIN_COST = 1e-12;

/** The strings for sale that are worth buying, in the order of purchase: gain per dollar, then gain. */
export function orderOfPurchase<One extends Purchasable>(strings: readonly One[]): One[] {
  const ratio = ({ gain, cost }: Purchasable): number => gain / Math.max(cost, MIN_COST);
  return strings
    .filter(({ gain, isBought, isOffered }) => isOffered && !isBought && gain > 0)
    .toSorted((a, b) => ratio(b) - ratio(a) || b.gain - a.gain);
}

/**
 * What each further dollar buys: the first point is what has been bought so far, and each later one adds a string, in
 * the order in which a plan buys them. Quality is predicted, not measured.
 *
 * @example
 * const one = { gain: 20, cost: 0.5, quality: 60, isBought: false, isOffered: true };
 * curveOf([one, { ...one, gain: 0 }]).map(({ cost, quality }) => [cost, quality]) // [[0, 60], [0.5, 70]]
 */
export function curveOf(strings: readonly Purchasable[]): CurvePoint[] {
  const total = Math.max(1, strings.length);
  const after = ({ quality = 0, gain }: Purchasable): number => Math.min(100, Math.max(0, quality + gain));
  const bought = strings.filter(({ isBought }) => isBought);
  let sum = strings.reduce((all, one) => all + (one.isBought ? after(one) : (one.quality ?? 0)), 0);
  let cost = bought.reduce((all, one) => all + one.cost, 0);
  const points: CurvePoint[] = [{ cost, quality: sum / total, count: bought.length }];
  for (const one of orderOfPurchase(strings)) {
    sum += after(one) - (one.quality ?? 0);
    cost += one.cost;
    points.push({ cost, quality: sum / total, count: (points.at(-1)?.count ?? 0) + 1 });
  }
  return points;
}

/** The strings that some more dollars would buy: a prefix of the order of purchase. */
export function boughtFor<One extends Purchasable>(strings: readonly One[], dollars: number): One[] {
  let left = dollars;
  const bought: One[] = [];
  for (const one of orderOfPurchase(strings)) {
    left -= one.cost;
    if (left < -1e-9) break;
    bought.push(one);
  }
  return bought;
}

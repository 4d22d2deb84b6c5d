/** A linear model: weights and intercept in the units of the inputs. */
export interface LinearModel {
  readonly weights: readonly number[];
  readonly bias: number;
}

/**
 * Sums over rows that a ridge regression needs. They add and subtract, so that leaving out one
 * group after another costs no second pass over the rows.
 */
export class Moments {
  #count = 0;
  #valueSum = 0;
  readonly #sums: Float64Array;
  readonly #valueProducts: Float64Array;
  /** Lower triangle of Σ x·xᵀ. */
  readonly #products: Float64Array;

  /** @param width inputs per row */
  constructor(readonly width: number) {
    this.#sums = new Float64Array(width);
    this.#valueProducts = new Float64Array(width);
    this.#products = new Float64Array(width * width);
  }

  /** Adds a row and its value. */
  add(row: ArrayLike<number>, value: number): void {
    const { width } = this;
    this.#count++;
    this.#valueSum += value;
    for (let i = 0; i < width; i++) {
      const left = row[i] as number;
      this.#sums[i] = (this.#sums[i] as number) + left;
      this.#valueProducts[i] = (this.#valueProducts[i] as number) + left * value;
      for (let j = 0; j <= i; j++) {
        this.#products[i * width + j] = (this.#products[i * width + j] as number) + left * (row[j] as number);
      }
    }
  }

  /** These sums and `factor` (1 or −1) times others. */
  plus(other: Moments, factor: 1 | -1): Moments {
    const result = new Moments(this.width);
    const combine = (into: Float64Array, a: Float64Array, b: Float64Array): void => {
      for (let i = 0; i < into.length; i++) into[i] = (a[i] as number) + factor * (b[i] as number);
    };
    result.#count = this.#count + factor * other.#count;
    result.#valueSum = this.#valueSum + factor * other.#valueSum;
    combine(result.#sums, this.#sums, other.#sums);
    combine(result.#valueProducts, this.#valueProducts, other.#valueProducts);
    combine(result.#products, this.#products, other.#products);
    return result;
  }

  /**
   * Ridge regression on standardised inputs, solved by Cholesky; the intercept is not penalised.
   *
   * @param lambda penalty per row: 0.01 is weak, 1 strong
   * @throws {RangeError} when no row was added
   */
  fit(lambda: number): LinearModel {
    const { width } = this;
    const count = this.#count;
    if (count <= 0) throw new RangeError("ridge regression needs at least one row");
    const means = this.#sums.map((sum) => sum / count);
    const middle = this.#valueSum / count;
    const at = (i: number, j: number): number =>
      (this.#products[i * width + j] as number) / count - (means[i] as number) * (means[j] as number);
    const scales = means.map((_, i) => Math.sqrt(Math.max(0, at(i, i))) || 1);
    const correlations = new Float64Array(width * width);
    const moments = new Float64Array(width);
    for (let i = 0; i < width; i++) {
      moments[i] = ((this.#valueProducts[i] as number) / count - (means[i] as number) * middle) / (scales[i] as number);
      for (let j = 0; j <= i; j++)
        correlations[i * width + j] = at(i, j) / ((scales[i] as number) * (scales[j] as number));
      correlations[i * width + i] = (correlations[i * width + i] as number) + lambda;
    }
    const solution = solveCholesky(correlations, moments, width);
    const weights = Array.from(solution, (weight, i) => weight / (scales[i] as number));
    const bias = middle - weights.reduce((sum, weight, i) => sum + weight * (means[i] as number), 0);
    return { weights, bias };
  }
}

/** Solves A·x = b for a symmetric positive definite A, of which the lower triangle is given and overwritten. */
function solveCholesky(a: Float64Array, b: Float64Array, width: number): Float64Array {
  for (let j = 0; j < width; j++) {
    for (let i = j; i < width; i++) {
      let sum = a[i * width + j] as number;
      for (let k = 0; k < j; k++) sum -= (a[i * width + k] as number) * (a[j * width + k] as number);
      a[i * width + j] = i === j ? Math.sqrt(sum) : sum / (a[j * width + j] as number);
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < width; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (a[i * width + k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (a[i * width + i] as number);
  }
  for (let i = width - 1; i >= 0; i--) {
    for (let k = i + 1; k < width; k++) x[i] = (x[i] as number) - (a[k * width + i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (a[i * width + i] as number);
  }
  return x;
}

/** The value of a linear model. */
export function applyLinear({ weights, bias }: LinearModel, row: ArrayLike<number>): number {
  return weights.reduce((sum, weight, index) => sum + weight * (row[index] as number), bias);
}

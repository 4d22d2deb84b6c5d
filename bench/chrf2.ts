import { chrf } from "../models/training/probe/chrf.js";
import type { RouterSegment } from "../models/training/segments.js";

/** chrF++ against the human reference or the recorded large translation, whichever it is nearer to; 0 to 100. */
export function chrf2(hypothesis: string, { reference, large = "" }: RouterSegment): number {
  return Math.max(chrf(hypothesis, reference), chrf(hypothesis, large));
}

/** `+1.2 ± 0.4`: the mean of some differences with its standard error. */
export function meanDifference(differences: readonly number[]): string {
  const count = differences.length;
  const mean = differences.reduce((sum, one) => sum + one, 0) / Math.max(1, count);
  const squares = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const error = Math.sqrt(squares / Math.max(1, count - 1) / Math.max(1, count));
  return `${mean < 0 ? "−" : "+"}${Math.abs(mean).toFixed(2)} ± ${error.toFixed(2)}`;
}

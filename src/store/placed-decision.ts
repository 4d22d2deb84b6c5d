import type { KeyPath } from "../core/formats/format.js";
import type { Decision } from "../core/routing/decision.js";
import type { SourceCheck } from "./source-check.js";

/** Where a decision belongs. */
export interface DecisionPlace {
  /** Absolute paths; the source file is the target file itself if that holds both. */
  readonly targetPath: string;
  readonly sourcePath: string;
  /** The format's name. */
  readonly format: string;
  readonly key: KeyPath;
}

/** A decision and where it belongs. */
export interface PlacedDecision extends DecisionPlace {
  readonly decision: Decision;
  /** Name of the small model, and its kind of search. */
  readonly small: string;
  /** The last one, if any. */
  readonly checked?: SourceCheck | undefined;
}

/** A stored decision. */
export interface KeptDecision extends PlacedDecision {
  /** The segment's id in the database. */
  readonly segment: number;
  /** {@link textHash} of its source text. */
  readonly sourceHash: string;
  /** The run that made it. */
  readonly run: number;
}

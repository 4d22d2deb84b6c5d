import type * as vscode from "vscode";
import type { Format, KeyPath, Unit } from "#core/formats/format.js";
import type { Direction } from "#core/language/tag.js";
import type { Decision } from "#core/routing/decision.js";

/** A value of a document with its decision, and the target file of the decision. */
export interface DecidedUnit {
  readonly unit: Unit;
  readonly decision: Decision;
  readonly target: vscode.Uri;
}

/** Where a decision belongs. */
export interface DecisionUnit {
  readonly target: vscode.Uri;
  /** The source file; the target itself if it holds both. */
  readonly source: vscode.Uri;
  readonly format: Format;
  readonly key: KeyPath;
}

/** A decision and where it belongs. */
export type StoredDecision = DecisionUnit & { readonly decision: Decision };

/** The decisions on one file in one language, by key. */
export interface DecidedLanguage {
  readonly direction: Direction;
  readonly decisions: Map<string, StoredDecision>;
}

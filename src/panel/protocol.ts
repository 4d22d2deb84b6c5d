import type { CapUnit } from "../core/routing/amount.js";
import type { Purchasable } from "../core/routing/budget-curve.js";
import type { CapPeriod } from "../core/routing/ledger.js";

/** A string in the panel. */
export interface PanelString extends Purchasable {
  /** Its index in the extension. */
  readonly id: number;
  /** Relative to the project. */
  readonly file: string;
  readonly language: string;
  readonly key: string;
  readonly source: string;
  /** The central 80% of the gains of strings with similar predictions. */
  readonly low: number;
  readonly high: number;
}

/** A request in the panel's ledger. */
export interface PanelRequest {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly model: string;
  readonly language: string;
  readonly segments: number;
  readonly state: "open" | "doubtful" | "settled" | "released";
  /** The US dollars that count. */
  readonly usd: number;
}

/** Everything that the panel shows. */
export interface PanelData {
  readonly project: string;
  readonly strings: readonly PanelString[];
  readonly caps: readonly {
    readonly unit: CapUnit;
    readonly period: CapPeriod;
    readonly limit: number;
    readonly used: number;
  }[];
  /** Newest first, at most a few hundred. */
  readonly requests: readonly PanelRequest[];
  /** The total number. */
  readonly requestCount: number;
  /** US dollars by local day, oldest first. */
  readonly days: readonly { readonly day: string; readonly usd: number }[];
  /** Sentences in the editor's language, by their English text. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Messages from the panel to the extension. */
export type PanelRequestMessage =
  | { readonly type: "ready" }
  | { readonly type: "open"; readonly id: number }
  /** Asks to set the cap to what was spent plus `more` US dollars. */
  | { readonly type: "budget"; readonly more?: number }
  | { readonly type: "buy" }
  | { readonly type: "export"; readonly as: "csv" | "json" };

/** Messages from the extension to the panel. */
export interface PanelDataMessage {
  readonly type: "data";
  readonly data: PanelData;
}

import type { Purchasable } from "../core/routing/budget-curve.js";
import type { CapPeriod, CapUnit } from "../core/routing/cap.js";

/** A string in the panel. */
export interface PanelString extends Purchasable {
  /** Index by which the extension knows it. */
  readonly id: number;
  /** Relative to the project. */
  readonly file: string;
  readonly language: string;
  readonly key: string;
  readonly source: string;
  /** Central 80 % of the gains of strings that were predicted alike. */
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
  /** US dollars that count. */
  readonly usd: number;
}

/** All that the panel shows. */
export interface PanelData {
  readonly project: string;
  readonly strings: readonly PanelString[];
  readonly caps: readonly {
    readonly unit: CapUnit;
    readonly period: CapPeriod;
    readonly limit: number;
    readonly used: number;
  }[];
  /** Newest first, at most some hundred. */
  readonly requests: readonly PanelRequest[];
  /** How many there are in all. */
  readonly requestCount: number;
  /** US dollars by local day, oldest first. */
  readonly days: readonly { readonly day: string; readonly usd: number }[];
  /** Sentences in the editor's language, by their English. */
  readonly texts: Readonly<Record<string, string>>;
}

/** What the panel says to the extension. */
export type PanelRequestMessage =
  | { readonly type: "ready" }
  | { readonly type: "open"; readonly id: number }
  | { readonly type: "budget" }
  | { readonly type: "export"; readonly as: "csv" | "json" };

/** What the extension says to the panel. */
export interface PanelDataMessage {
  readonly type: "data";
  readonly data: PanelData;
}

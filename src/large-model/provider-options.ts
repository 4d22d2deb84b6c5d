import type { Price } from "../core/routing/cost.js";
import type { Pace } from "../core/translate/models.js";

/** Where and how to reach a large model. */
export interface ProviderOptions {
  /** Up to and including the version, such as `https://host/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Empty if none is needed. */
  readonly key: string;
  readonly price: Price;
  /** Time-out of a request, in milliseconds. Default 60,000. */
  readonly timeout?: number;
  readonly pace?: Partial<Pace>;
  /** What sends the requests, such as one that uses a proxy. Default: the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
}

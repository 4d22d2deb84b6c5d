import type { Price } from "../core/routing/cost.js";
import type { Pace } from "../core/translate/models.js";

/** Where and how to reach a large model. */
export interface ProviderOptions {
  /** Up to and including the version, as in `https://host/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Empty where none is needed. */
  readonly key: string;
  readonly price: Price;
  /** Milliseconds until a request is given up. Default 60,000. */
  readonly timeout?: number;
  readonly pace?: Partial<Pace>;
}

import type { Price, Usage } from "../core/routing/cost.js";
import type { Brief } from "../core/translate/models.js";

/** One text for the large model. */
export interface LargeRequest {
  readonly id: string;
  readonly text: string;
  readonly context?: string;
  /** Words of the text with the translation that the termbase wants. */
  readonly terms?: Readonly<Record<string, string>>;
  /** Why an earlier answer was refused. */
  readonly problems?: readonly string[];
}

/** What one call brought. */
export interface LargeAnswer {
  /** Translations by id; an id may be missing when the model left it out. */
  readonly translations: ReadonlyMap<string, string>;
  /** What the provider says it used; an upper estimate where it says nothing. */
  readonly usage: Usage;
  /** The answer was cut at the token limit. */
  readonly truncated: boolean;
}

/** A large model behind some API. */
export interface LargeModel {
  readonly name: string;
  readonly price: Price;
  /** The instructions sent with every request of a brief: needed to estimate its price. */
  instructions(brief: Brief): string;
  /**
   * Translates some texts in one request.
   *
   * @param maxOutputTokens where the provider must cut its answer: it bounds the price
   * @throws {RouteLmtError} `provider-unreachable`, `provider-refused`, `provider-answer`, `cancelled`
   */
  translate(
    brief: Brief,
    requests: readonly LargeRequest[],
    maxOutputTokens: number,
    signal?: AbortSignal,
  ): Promise<LargeAnswer>;
}

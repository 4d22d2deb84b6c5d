import type { Problem } from "../checks/problem.js";
import type { Formality } from "../language/address-markers.js";
import type { Direction } from "../language/tag.js";
import type { Price, Usage } from "../routing/cost.js";
import type { PredictedGain } from "../routing/decision.js";

/** A text for the small model. */
export interface SmallModelRequest {
  readonly id: string;
  readonly text: string;
  readonly direction: Direction;
  /** Literal words to carry over unchanged, besides the known placeholder syntaxes. */
  readonly doNotTranslate: readonly string[];
  /** How to address the reader; ignored if the direction does not promise to keep to it. */
  readonly formality?: Formality;
  /** Literal words with their required translations; the model decides where they go. */
  readonly forced?: readonly { readonly text: string; readonly target: string }[];
}

/** What a large model is predicted to gain over the small one on a text. */
export interface TextEstimate {
  readonly id: string;
  readonly predicted: PredictedGain;
}

/** The small model's translation of a text, with the estimate refined by it. */
export interface TextHypothesis extends TextEstimate {
  readonly text: string;
  /** Mean log-probability of its tokens, in nats. */
  readonly meanLogProbability: number;
  /** Predicted judged quality, 0 to 100. */
  readonly quality: number;
  /** Whether the length limit ended it. */
  readonly truncated: boolean;
}

/** A text that the small model cannot translate. */
export interface Refusal {
  readonly id: string;
  readonly reason: string;
}

/** What a run needs from the small model; implemented by the client of the model host. */
export interface SmallModel {
  translate(
    requests: readonly SmallModelRequest[],
    listener: {
      estimated?(estimate: TextEstimate): void;
      translated?(hypothesis: TextHypothesis): void;
      refused?(refusal: Refusal): void;
    },
    options: { decode?: boolean },
    signal?: AbortSignal,
  ): Promise<void>;
}

/** What all texts of one request to a large model have in common. */
export interface Brief extends Direction {
  /** How to address the reader; undefined leaves it to the model. */
  readonly formality?: Formality;
}

/** One text for the large model. */
export interface LargeRequest {
  readonly id: string;
  readonly text: string;
  /** Where it is used: the meaningful part of its key's path. */
  readonly key?: string;
  readonly context?: string;
  /** Its neighbours in the file, for short texts that would be ambiguous alone. */
  readonly near?: readonly string[];
  /** Most characters that there is room for. */
  readonly maxLength?: number;
  /** Words of the text, with the translations that the termbase demands. */
  readonly terms?: Readonly<Record<string, string>>;
  /** Why an earlier answer was refused. */
  readonly problems?: readonly string[];
}

/** The result of one call. */
export interface LargeAnswer {
  /** Translations by id; an id may be missing when the model left it out. */
  readonly translations: ReadonlyMap<string, string>;
  /** The usage reported by the provider, if plausible; otherwise the estimate. */
  readonly usage: Usage;
  /** The answer was cut at the token limit. */
  readonly truncated: boolean;
  /** The model refused to answer; that is paid for all the same. */
  readonly refused?: true;
  /** There is an answer, but not in the form that was asked for. */
  readonly isUnreadable?: true;
}

/** The pace of requests to a provider. */
export interface Pace {
  /** Most requests at once. */
  readonly concurrency: number;
  /** Most tries of a request that may succeed later. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubles with each. */
  readonly firstDelay: number;
}

/** A large model with some API: what a run needs of it. */
export interface LargeModel {
  /** Who runs it, a server or a service, for the ledger and the log. */
  readonly provider: string;
  readonly name: string;
  readonly price: Price;
  /** Deviations from the usual pace. */
  readonly pace?: Partial<Pace>;
  /** It always gives the same answer to the same text, so that asking again only costs more. */
  readonly isDeterministic?: boolean;
  /** The instructions sent with every request of a brief: needed to estimate its price. */
  instructions(brief: Brief): string;
  /** A problem of an earlier answer, as worded in the next request; the words are part of its price. */
  problemText(problem: Problem): string;
  /**
   * Translates some texts in a single request, without a second try.
   *
   * @param estimate the reserved usage; its output tokens are the limit for the answer
   * @throws {ProviderError} if there is no answer
   * @throws {RouteLmtError} `cancelled`; the request may have been answered anyway
   */
  translate(
    brief: Brief,
    requests: readonly LargeRequest[],
    estimate: Usage,
    signal?: AbortSignal,
  ): Promise<LargeAnswer>;
}

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
  /** How to address the reader; where the direction does not promise it, the model is not told. */
  readonly formality?: Formality;
  /** Literal words with their required translations: the model decides where they go. */
  readonly forced?: readonly { readonly text: string; readonly target: string }[];
}

/** What a run needs of the small model; the engine's client is one. */
export interface SmallModel {
  translate(
    requests: readonly SmallModelRequest[],
    listener: {
      estimated?(estimate: { id: string; predicted: PredictedGain }): void;
      translated?(hypothesis: {
        id: string;
        text: string;
        predicted: PredictedGain;
        meanLogProbability: number;
        /** Predicted judged quality, 0 to 100. */
        quality: number;
        truncated: boolean;
      }): void;
      refused?(refusal: { id: string; reason: string }): void;
    },
    options: { decode?: boolean },
    signal?: AbortSignal,
  ): Promise<void>;
}

/** What all texts of one request to a large model share. */
export interface Brief extends Direction {
  /** How to address the reader; undefined leaves it to the model. */
  readonly formality?: Formality;
}

/** One text for the large model. */
export interface LargeRequest {
  readonly id: string;
  readonly text: string;
  /** Where it is in the program: the path of its key, cut to what tells something. */
  readonly key?: string;
  readonly context?: string;
  /** Texts before and after it in its file, of short ones that would be ambiguous alone. */
  readonly near?: readonly string[];
  /** Most characters that there is room for. */
  readonly maxLength?: number;
  /** Words of the text with the translation that the termbase wants. */
  readonly terms?: Readonly<Record<string, string>>;
  /** Why an earlier answer was refused. */
  readonly problems?: readonly string[];
}

/** What one call brought. */
export interface LargeAnswer {
  /** Translations by id; an id may be missing when the model left it out. */
  readonly translations: ReadonlyMap<string, string>;
  /** What the provider says it used, as far as that can be; the estimate where it says nothing. */
  readonly usage: Usage;
  /** The answer was cut at the token limit. */
  readonly truncated: boolean;
  /** The model refused to answer; that is paid for all the same. */
  readonly refused?: true;
  /** There is an answer, but not in the form that was asked for. */
  readonly isUnreadable?: true;
}

/** How requests to a provider follow each other. */
export interface Pace {
  /** Most requests at once. */
  readonly concurrency: number;
  /** Most tries of a request that waiting can heal. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubles with each. */
  readonly firstDelay: number;
}

/** A large model with some API: what a run needs of it. */
export interface LargeModel {
  /** Who runs it: a host or a service, for the ledger and the log. */
  readonly provider: string;
  readonly name: string;
  readonly price: Price;
  /** Where it differs from the usual. */
  readonly pace?: Partial<Pace>;
  /** It gives the same answer to the same text, whatever problems it is told of: to ask twice is to pay twice. */
  readonly isDeterministic?: boolean;
  /** The instructions sent with every request of a brief: needed to estimate its price. */
  instructions(brief: Brief): string;
  /** A problem of an earlier answer in the words that are sent with the next request: they are part of its price. */
  problemText(problem: Problem): string;
  /**
   * Translates some texts in one request, and tries once.
   *
   * @param estimate what the request was reserved for; its output tokens are where the provider must cut its answer
   * @throws {ProviderError} when there is no answer
   * @throws {RouteLmtError} `cancelled`; the request may have been answered all the same
   */
  translate(
    brief: Brief,
    requests: readonly LargeRequest[],
    estimate: Usage,
    signal?: AbortSignal,
  ): Promise<LargeAnswer>;
}

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
  /** How to address the reader; undefined leaves it to the model. */
  readonly formality?: Formality;
  /** Literal words and what must stand for them. */
  readonly forced?: readonly { readonly text: string; readonly target: string }[];
}

/** What a run needs of the small model; the engine's client is one. */
export interface SmallModelPort {
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

/** What a run needs of a large model; every provider is one. */
export interface LargeModelPort {
  readonly name: string;
  readonly price: Price;
  instructions(brief: Brief): string;
  translate(
    brief: Brief,
    requests: readonly {
      id: string;
      text: string;
      context?: string;
      terms?: Readonly<Record<string, string>>;
      problems?: readonly string[];
    }[],
    maxOutputTokens: number,
    signal?: AbortSignal,
  ): Promise<{
    readonly translations: ReadonlyMap<string, string>;
    readonly usage: Usage;
    readonly truncated: boolean;
  }>;
}

import type { SmallModelRequest } from "../core/translate/models.js";
import type { Estimate, Hypothesis, TranslateListener } from "./protocol.js";

/** What is done of some requests, however many hosts it takes: each result is reported once, and only what was asked for. */
export class Results {
  readonly #open: Map<string, SmallModelRequest>;
  readonly #estimated = new Set<string>();
  readonly #listener: TranslateListener;
  readonly #decode: boolean;

  /** @param decode whether hypotheses are wanted; the estimate is the result otherwise */
  constructor(requests: readonly SmallModelRequest[], listener: TranslateListener, decode: boolean) {
    this.#open = new Map(requests.map((request) => [request.id, request]));
    this.#listener = listener;
    this.#decode = decode;
  }

  /** What there is no result of. */
  get open(): readonly SmallModelRequest[] {
    return [...this.#open.values()];
  }

  /**
   * Takes what one host says. What nobody asked for is left out; what cannot be read counts as refused.
   *
   * @param resulted called for everything that brings the requests further
   */
  listener(resulted: () => void): Required<TranslateListener> {
    return {
      estimated: (estimate) => {
        const { id } = estimate;
        if (!this.#open.has(id) || (this.#decode && this.#estimated.has(id))) return;
        resulted();
        if (!isEstimate(estimate)) {
          if (!this.#decode) this.#refuse(id);
          return;
        }
        if (!this.#decode) this.#open.delete(id);
        if (!this.#estimated.has(id)) this.#listener.estimated?.(estimate);
        this.#estimated.add(id);
      },
      translated: (hypothesis) => {
        if (!this.#open.has(hypothesis.id)) return;
        resulted();
        if (!isHypothesis(hypothesis)) return this.#refuse(hypothesis.id);
        this.#open.delete(hypothesis.id);
        this.#listener.translated?.(hypothesis);
      },
      refused: ({ id, reason }) => {
        if (!this.#open.delete(id)) return;
        resulted();
        this.#listener.refused?.({ id, reason: String(reason) });
      },
    };
  }

  #refuse(id: string): void {
    this.#open.delete(id);
    this.#listener.refused?.({ id, reason: "what the model host said of it cannot be read" });
  }
}

function isEstimate({ predicted, sourceTokens }: Estimate): boolean {
  return [predicted?.gain, predicted?.low, predicted?.high, sourceTokens].every(Number.isFinite);
}

function isHypothesis(hypothesis: Hypothesis): boolean {
  return typeof hypothesis.text === "string" && Number.isFinite(hypothesis.quality) && isEstimate(hypothesis);
}

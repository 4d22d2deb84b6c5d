import type { SmallModelRequest } from "#core/translate/models.js";
import type { Estimate, Hypothesis, TranslateListener } from "../protocol.js";

/** The results of some requests, over any number of hosts: each is reported once, and only if requested. */
export class Results {
  /** By the ids that hosts get: the requests' own ids contain keys of files, which may have any length. */
  readonly #open: Map<string, SmallModelRequest>;
  readonly #estimated = new Set<string>();
  readonly #listener: TranslateListener;
  readonly #decode: boolean;

  /** @param decode whether hypotheses are wanted; otherwise the estimate is the result */
  constructor(requests: readonly SmallModelRequest[], listener: TranslateListener, decode: boolean) {
    this.#open = new Map(requests.map((request, index) => [String(index), request]));
    this.#listener = listener;
    this.#decode = decode;
  }

  /** The requests without a result, with the ids that {@link listener} takes. */
  get open(): readonly SmallModelRequest[] {
    return [...this.#open].map(([id, request]) => ({ ...request, id }));
  }

  /**
   * Takes the messages of one host. Unrequested results are ignored; unreadable ones count as refused.
   *
   * @param resulted called for every step towards the results
   */
  listener(resulted: () => void): Required<TranslateListener> {
    return {
      estimated: (estimate) => {
        const { id } = estimate;
        const request = this.#open.get(id);
        if (!request || (this.#decode && this.#estimated.has(id))) return;
        resulted();
        if (!isEstimate(estimate)) {
          if (!this.#decode) this.#refuse(id, UNREADABLE);
          return;
        }
        if (!this.#decode) this.#open.delete(id);
        if (!this.#estimated.has(id)) this.#listener.estimated?.({ ...estimate, id: request.id });
        this.#estimated.add(id);
      },
      translated: (hypothesis) => {
        const { id } = hypothesis;
        const request = this.#open.get(id);
        if (!request) return;
        resulted();
        if (!isHypothesis(hypothesis)) return this.#refuse(id, UNREADABLE);
        this.#open.delete(id);
        this.#listener.translated?.({ ...hypothesis, id: request.id });
      },
      refused: ({ id, reason }) => {
        if (!this.#open.has(id)) return;
        resulted();
        this.#refuse(id, String(reason));
      },
    };
  }

  #refuse(id: string, reason: string): void {
    const request = this.#open.get(id);
    this.#open.delete(id);
    if (request) this.#listener.refused?.({ id: request.id, reason });
  }
}

const UNREADABLE = "the model host's answer for it cannot be read";

function isEstimate({ predicted, sourceTokens }: Estimate): boolean {
  return [predicted?.gain, predicted?.low, predicted?.high, sourceTokens].every(Number.isFinite);
}

function isHypothesis(hypothesis: Hypothesis): boolean {
  return typeof hypothesis.text === "string" && Number.isFinite(hypothesis.quality) && isEstimate(hypothesis);
}

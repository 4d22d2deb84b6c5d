import type { SmallModel } from "#core/translate/models.js";

/** What the small model returns for a text. */
export interface Answer {
  readonly text: string;
  /** Predicted quality; 90 by default. */
  readonly quality?: number;
  /** Predicted gain; 5 by default. */
  readonly gain?: number;
  readonly truncated?: boolean;
}

/** A small model with fixed results for some texts, which refuses all others. */
export function smallModel(answers: Readonly<Record<string, Answer>>): SmallModel {
  return {
    translate: async (requests, listener, { decode = true }) => {
      for (const { id, text } of requests) {
        const answer = answers[text];
        if (!answer) {
          listener.refused?.({ id, reason: "the text is not known" });
          continue;
        }
        const { quality = 90, gain = 5, truncated = false } = answer;
        const stage = decode ? "refined" : "prefill";
        const predicted = { gain, low: gain - 5, high: gain + 5, stage } as const;
        listener.estimated?.({ id, predicted });
        if (decode)
          listener.translated?.({ id, text: answer.text, predicted, meanLogProbability: -0.1, quality, truncated });
      }
    },
  };
}

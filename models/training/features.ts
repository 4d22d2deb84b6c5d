import type { Direction } from "#core/language/tag.js";
import { copiedWordsOf, type HypothesisFeatures } from "#core/routing/probe.js";
import type { TranslateOptions } from "#small-model/protocol.js";
import type { Translator } from "#small-model/translator.js";

/** The small model's hypothesis of a segment, with every feature that a probe may use. */
export interface Observed {
  readonly text: string;
  readonly features: HypothesisFeatures;
}

/** The settings of the judged hypotheses, which the labels belong to. */
export const AS_JUDGED: TranslateOptions = { search: "greedy", inOnePiece: true };

/**
 * Runs the small model on segments; those that it refuses are left out.
 *
 * @returns by segment id
 */
export async function observe(
  translator: Translator,
  segments: readonly { readonly id: string; readonly source: string; readonly direction: Direction }[],
  options: TranslateOptions = AS_JUDGED,
): Promise<Map<string, Observed>> {
  const observed = new Map<string, Observed>();
  const sources = new Map(segments.map(({ id, source }) => [id, source]));
  const requests = segments.map(({ id, source, direction }) => ({ id, text: source, direction, doNotTranslate: [] }));
  await translator.translate(
    requests,
    {
      translated: ({ id, text, sourceTokens, entropy, ...rest }) => {
        const { hidden = [], hypothesisHidden = [], logProbabilities = [] } = rest;
        const copiedWords = copiedWordsOf(sources.get(id) ?? "", text);
        const [prompt, hypothesis] = [Float32Array.from(hidden), Float32Array.from(hypothesisHidden)];
        const features = { hidden: prompt, sourceTokens, entropy, hypothesis, logProbabilities, copiedWords };
        observed.set(id, { text, features });
      },
    },
    { ...options, withHidden: true },
  );
  return observed;
}

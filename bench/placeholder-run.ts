import type { Direction } from "#core/language/tag.js";
import { takeApart } from "#core/messages/message.js";
import type { SmallModel } from "#core/translate/models.js";
import type { Sample } from "./placeholder-strings.js";
import type { Syntax } from "./placeholder-syntaxes.js";

/** A text with the small model's translation. */
export interface Translated {
  readonly sample: Sample;
  readonly translation: string;
}

/**
 * Translates texts as in a run, but without checks and repairs; directions alternate.
 *
 * @throws {Error} when the model refuses a text
 */
export async function translateSamples(
  small: SmallModel,
  samples: readonly Sample[],
  { names = [] }: Syntax,
  directions: readonly Direction[],
): Promise<Translated[]> {
  const jobs = samples.map((sample, index) => {
    const direction = directions[index % directions.length] as Direction;
    return { sample, direction, parts: takeApart(sample.text, "plain", direction.target, { fixed: names }) };
  });
  const requests = jobs.flatMap(({ direction, parts }, index) =>
    parts.texts.map((text, part) => ({ id: `${index}.${part}`, direction, ...text })),
  );
  const texts = new Map<string, string>();
  await small.translate(
    requests,
    {
      translated: ({ id, text }) => void texts.set(id, text),
      refused: ({ id, reason }) => {
        throw new Error(`${id} was refused: ${reason}`);
      },
    },
    {},
  );
  return jobs.map(({ sample, parts }, index) => ({
    sample,
    translation: parts.rebuild(parts.texts.map((_, part) => texts.get(`${index}.${part}`) ?? "")),
  }));
}

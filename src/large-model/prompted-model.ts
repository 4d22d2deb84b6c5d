import type { Problem } from "../core/checks/problem.js";
import type { Price, Usage } from "../core/routing/cost.js";
import type { Brief, LargeAnswer, LargeModel, LargeRequest, Pace } from "../core/translate/models.js";
import { problemInEnglish } from "../workspace/finding-text.js";
import { instructionsFor } from "./instructions.js";

/** A large model that is instructed in words: the common part of all of these, independent of the API. */
export abstract class PromptedModel implements LargeModel {
  abstract readonly provider: string;
  abstract readonly name: string;
  abstract readonly price: Price;
  abstract readonly pace?: Partial<Pace>;

  instructions(brief: Brief): string {
    return instructionsFor(brief);
  }

  problemText(problem: Problem): string {
    return problemInEnglish(problem);
  }

  abstract translate(
    brief: Brief,
    requests: readonly LargeRequest[],
    estimate: Usage,
    signal?: AbortSignal,
  ): Promise<LargeAnswer>;
}

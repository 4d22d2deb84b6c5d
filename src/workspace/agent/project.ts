import type { Said } from "#core/errors.js";
import type { FormalitySetting } from "#core/language/formality.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { Price } from "#core/routing/cost.js";
import type { Decision } from "#core/routing/decision.js";
import type { Cap } from "#core/routing/ledger.js";
import type { Brief, LargeModel, SmallModel } from "#core/translate/models.js";
import type { Approval } from "#core/translate/translate.js";
import type { ProjectStore } from "#store/project-store.js";
import type { OpenJob } from "../open-jobs.js";
import type { DescribedModel } from "../operations/open-run.js";
import type { SourceRecords } from "../source-records.js";
import type { TargetChoice } from "../target-of.js";
import type { Workspace } from "../workspace.js";

/** A project that agents may work on, with what its user set up: files, models and caps. */
export interface AgentProject extends TargetChoice {
  /** Absolute; nothing outside it is read or written. */
  readonly folder: string;
  /** As {@link confined} makes it. */
  readonly workspace: Workspace;
  readonly records: SourceRecords;
  readonly store: ProjectStore;
  /** Languages to translate to; empty for the existing ones. */
  readonly targets: readonly LanguageTag[];
  readonly memories: readonly string[] | undefined;
  readonly termbases: readonly string[];
  readonly formality: FormalitySetting;
  readonly writeDrafts: boolean;
  readonly minimumQuality: number | undefined;
  readonly share: number;
  readonly small: SmallModel & DescribedModel;
  readonly smallName: string;
  /** The large model's name, and its price. */
  readonly largeModel: string;
  readonly price: Price;
  instructions(brief: Brief): string;
  /** The user's own caps; an agent's budget can only lower them. Empty, or with one of 0: nothing can be bought. */
  readonly caps: readonly Cap[];
  /**
   * The large model, when something may be bought.
   *
   * @throws {RouteLmtError} `key-missing`, and what opening it throws
   */
  openLarge(): Promise<LargeModel>;
  /** How the user can let agents buy, as a sentence. */
  readonly budgetAdvice: Said;
}

/** What a plan would buy, as shown to the person who must agree. */
export interface Offer {
  readonly count: number;
  /** US dollars. */
  readonly estimatedCost: number;
  /** Mean predicted gain, in points of 100. */
  readonly meanGain: number;
  readonly model: string;
  readonly provider: string;
  /** Relative to the project. */
  readonly files: readonly string[];
}

/** The surroundings of a call. */
export interface AgentCall {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total: number) => void) | undefined;
  /** Asks the person before anything is paid for; without it, the budget of the call counts as consent. */
  readonly approve?: ((offer: Offer) => Promise<Approval>) | undefined;
  /** Every decision as it is made. */
  readonly decided?: ((decision: Decision) => void) | undefined;
  /** The jobs of a translation, before the first decision. */
  readonly opened?: ((jobs: readonly OpenJob[]) => void) | undefined;
}

/** Whether the user's caps allow buying anything. */
export function mayBuy({ caps }: Pick<AgentProject, "caps">): boolean {
  return caps.length > 0 && caps.every(({ limit }) => limit > 0);
}

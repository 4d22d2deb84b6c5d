import { type FormalitySetting, readFormality } from "../core/language/formality.js";
import { CAP_UNITS, type CapUnit } from "../core/routing/amount.js";
import { CAP_PERIODS, type CapPeriod } from "../core/routing/ledger.js";
import { DEFAULTS } from "../core/translate/defaults.js";
import { SEARCH_MODES, type SearchMode } from "../small-model/search-mode.js";
import { listOf, type NumberRange, number, oneOf } from "./arguments.js";
import { LARGE_MODEL_OPTIONS, type LargeModelChoice, largeModelChoice } from "./large-model-options.js";

/** How both models are used, and what may be spent. */
export interface ModelOptions extends LargeModelChoice {
  readonly share: number;
  /** Whether `--share` named it. */
  readonly isShareTold: boolean;
  /** The budget; undefined if none was given. */
  readonly cap: number | undefined;
  /** The unit of the budget, and its period. */
  readonly unit: CapUnit;
  readonly period: CapPeriod;
  readonly modelFolder: string | undefined;
  readonly threads: number;
  /** How the small model searches for a hypothesis. */
  readonly search: SearchMode;
  /** Predicted quality below which a local translation is a draft, 0 to 100; undefined for that of the format. */
  readonly minimumQuality: number | undefined;
  /** Whether drafts are also written if the format has no mark for them. */
  readonly writeDrafts: boolean;
  readonly formality: FormalitySetting;
}

/**
 * Checks the options of {@link MODEL_OPTIONS}, and fills in defaults.
 *
 * @param nameOf where an option of the budget comes from, for messages
 * @throws {RouteLmtError} `option-invalid`
 */
export function modelOptions(
  values: ModelValues,
  nameOf: (option: BudgetOption) => string = (option) => `--${option}`,
): ModelOptions {
  const unit = oneOf(values["budget-unit"] ?? "usd", CAP_UNITS, nameOf("budget-unit"));
  return {
    share: number(values.share, "--share", { min: 0, max: 1, example: "0.3" }) ?? DEFAULTS.share,
    isShareTold: values.share !== undefined,
    cap: number(values.budget, nameOf("budget"), budgetRange(unit)),
    unit,
    period: oneOf(values["budget-period"] ?? "run", CAP_PERIODS, nameOf("budget-period")),
    modelFolder: values.model,
    threads: number(values.threads, "--threads", THREADS) ?? DEFAULTS.threads,
    search: oneOf(values.search ?? "auto", SEARCH_MODES, "--search"),
    ...largeModelChoice(values),
    minimumQuality: number(values["minimum-quality"], "--minimum-quality", QUALITY),
    writeDrafts: values["write-drafts"] ?? false,
    formality: formalityOf(values.formality),
  };
}

const THREADS = { min: 1, max: 64, isWhole: true, example: "2" };
const QUALITY = { min: 0, max: 100, example: "60" };

function budgetRange(unit: CapUnit): NumberRange {
  return unit === "usd" ? { min: 0, example: "0.05" } : { min: 0, isWhole: true, example: "1000" };
}

/** Options that are also variables of the environment. */
export type BudgetOption = "budget" | "budget-unit" | "budget-period";

/** Options of the models and of the budget, for Node's parser. */
export const MODEL_OPTIONS = {
  share: { type: "string" },
  budget: { type: "string" },
  "budget-unit": { type: "string" },
  "budget-period": { type: "string" },
  model: { type: "string" },
  threads: { type: "string" },
  search: { type: "string" },
  ...LARGE_MODEL_OPTIONS,
  "minimum-quality": { type: "string" },
  "write-drafts": { type: "boolean" },
  formality: { type: "string" },
} as const;

/** The parser's result. */
type ModelValues = {
  readonly [Name in keyof typeof MODEL_OPTIONS]?:
    | ((typeof MODEL_OPTIONS)[Name]["type"] extends "boolean" ? boolean : string)
    | undefined;
};

/** `informal`, `de=informal,nl=formal`, or both: a value without a language is for all others. */
function formalityOf(text: string | undefined): FormalitySetting {
  const entries = listOf(text).map((one): [string, string] => {
    const [language, mode] = one.split("=");
    return mode === undefined ? ["*", one] : [language ?? "", mode];
  });
  return readFormality(entries, "--formality");
}

import { listOf, readArguments } from "./arguments.js";
import { KNOWLEDGE_OPTIONS } from "./file-options.js";
import { type BudgetOption, MODEL_OPTIONS, type ModelOptions, modelOptions } from "./model-options.js";
import { type ProjectOptions, projectOf } from "./project-options.js";

/** Options of `mcp`, checked. */
export interface McpOptions extends ModelOptions, ProjectOptions {
  readonly memories: readonly string[] | undefined;
  readonly termbases: readonly string[];
}

/**
 * Reads the arguments after `mcp`. The cap may also be in the environment, by which clients configure servers; arguments take precedence.
 *
 * @throws {RouteLmtError} `option-invalid`, `language-unknown`
 */
export function parseMcpOptions(args: readonly string[], environment: NodeJS.ProcessEnv): McpOptions {
  const { values, positionals } = readArguments(args, { ...KNOWLEDGE_OPTIONS, ...MODEL_OPTIONS });
  const given = (option: BudgetOption): string | undefined => values[option] ?? environment[VARIABLES[option]];
  const budget = {
    budget: given("budget"),
    "budget-unit": given("budget-unit"),
    "budget-period": given("budget-period"),
  };
  const nameOf = (option: BudgetOption): string => (option in values ? `--${option}` : VARIABLES[option]);
  return {
    ...modelOptions({ ...values, ...budget }, nameOf),
    ...projectOf(values, positionals),
    memories: values["no-memory"] ? undefined : listOf(values.memory),
    termbases: listOf(values.terms),
  };
}

const VARIABLES: Readonly<Record<BudgetOption, string>> = {
  budget: "ROUTELMT_BUDGET",
  "budget-unit": "ROUTELMT_BUDGET_UNIT",
  "budget-period": "ROUTELMT_BUDGET_PERIOD",
};

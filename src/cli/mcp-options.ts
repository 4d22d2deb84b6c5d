import { parseArgs } from "node:util";
import { listOf, parsed } from "./arguments.js";
import { KNOWLEDGE_OPTIONS, MODEL_OPTIONS, type ModelOptions, modelOptions } from "./options.js";
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
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], allowPositionals: true, options: { ...KNOWLEDGE_OPTIONS, ...MODEL_OPTIONS } }),
  );
  const { ROUTELMT_BUDGET, ROUTELMT_BUDGET_UNIT, ROUTELMT_BUDGET_PERIOD } = environment;
  const budget = {
    budget: values.budget ?? ROUTELMT_BUDGET,
    "budget-unit": values["budget-unit"] ?? ROUTELMT_BUDGET_UNIT,
    "budget-period": values["budget-period"] ?? ROUTELMT_BUDGET_PERIOD,
  };
  return {
    ...modelOptions({ ...values, ...budget }),
    ...projectOf(values, positionals),
    memories: values["no-memory"] ? undefined : listOf(values.memory),
    termbases: listOf(values.terms),
  };
}

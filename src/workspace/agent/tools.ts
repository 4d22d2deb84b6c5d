import { type AgentInput, readInput } from "./input.js";
import type { AgentCall, AgentProject } from "./project.js";
import { check, ledger, plan, report, status } from "./reading.js";
import { INPUTS, type InputSchema, OUTPUTS } from "./schemas.js";
import { translate } from "./translate.js";

/** A tool that lets an agent work on a project; MCP and the editor offer the same ones. */
export interface AgentTool {
  readonly name: keyof typeof INPUTS;
  readonly title: string;
  /** For the agent: what it does and what it never does. */
  readonly description: string;
  readonly inputSchema: InputSchema;
  readonly outputSchema: { readonly type: "object"; readonly properties: Readonly<Record<string, object>> };
  readonly isReadOnly: boolean;
  /**
   * Runs the tool. Lists in the answer are cut short; counts cover everything.
   *
   * @throws {RouteLmtError} what was wrong, and what to do
   */
  call(project: AgentProject, input: unknown, call: AgentCall): Promise<object>;
}

type Work = (project: AgentProject, input: AgentInput, call: AgentCall) => Promise<object>;

function tool(name: keyof typeof INPUTS, title: string, work: Work, description: string, isReadOnly = true): AgentTool {
  const inputSchema = INPUTS[name];
  const call: AgentTool["call"] = async (project, input, around) =>
    work(project, readInput(input, inputSchema), around);
  return { name, title, description, inputSchema, outputSchema: OUTPUTS[name], isReadOnly, call };
}

/** The tools, in the order in which an agent needs them. */
export const AGENT_TOOLS: readonly AgentTool[] = [
  tool(
    "status",
    "What Is Missing",
    status,
    "Counts what is translated, missing, stale and unused in the project's locale files, by file and language, with the keys. " +
      "Reads files only; free, and nothing leaves the machine.",
  ),
  tool(
    "plan",
    "Plan a Translation",
    plan,
    "Predicts for every missing string how many points of 100 a large cloud model would add to the local translation, and what " +
      "that costs. Local and free: nothing is written, sent or paid. Takes some seconds per hundred strings.",
  ),
  tool(
    "translate",
    "Translate What Is Missing",
    translate,
    "Fills missing strings of the project's locale files, with a small model on this machine. Existing translations are never " +
      "changed. With a budget, the strings with the most predicted gain per dollar are bought from the user's large model, within " +
      "the budget and the user's own caps. toReview lists what a person should look at.",
    false,
  ),
  tool(
    "check",
    "Check Translations",
    check,
    "Checks existing translations for lost placeholders, invalid ICU messages, wrong numbers, missing terms and the like. " +
      "Reads files only.",
  ),
  tool(
    "report",
    "Report of a Run",
    report,
    "Every decision of a translation run: text, why it was kept local or bought, what it cost, and what the checks found.",
  ),
  tool(
    "ledger",
    "What Was Spent",
    ledger,
    "The project's spending on large models, its caps, and its latest requests.",
  ),
];

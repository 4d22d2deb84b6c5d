import * as vscode from "vscode";
import { RouteLmtError, said } from "#core/errors.js";
import { amountText } from "#core/routing/amount.js";
import type { Approval } from "#core/translate/translate.js";
import { instructionsFor } from "#large-model/instructions.js";
import { smallModelName } from "#small-model/bundled-model.js";
import { confined } from "#workspace/agent/confined.js";
import { folderOf } from "#workspace/agent/folder.js";
import { type AgentInput, readInput } from "#workspace/agent/input.js";
import { type AgentCall, type AgentProject, mayBuy, type Offer } from "#workspace/agent/project.js";
import { missingIn } from "#workspace/agent/scope.js";
import { AGENT_TOOLS, type AgentTool } from "#workspace/agent/tools.js";
import { adviceOf } from "../editor/errors.js";
import { jobSettings, vscodeWorkspace } from "../editor/files.js";
import { readSettings } from "../editor/settings.js";
import { localized, shownDollars, shownNumber } from "../editor/shown-text.js";
import { leftOf } from "../state/budget.js";
import type { Context } from "../state/context.js";
import { largeModelFor, largeModelName } from "../state/large-model.js";
import { answerTo } from "./approve-plan.js";
import { placesOf } from "./run-jobs.js";

/** The tools that the editor's agents get; the others are commands with their own views. */
const OFFERED: ReadonlySet<AgentTool["name"]> = new Set(["status", "plan", "translate"]);

/** Offers the tools of `contributes.languageModelTools` to the agents of the editor. */
export function registerAgentTools(context: Context): vscode.Disposable[] {
  return AGENT_TOOLS.filter(({ name }) => OFFERED.has(name)).map((tool) =>
    vscode.lm.registerTool(`routelmt_${tool.name}`, {
      prepareInvocation: ({ input }, token) => prepare(context, tool, input, token),
      invoke: ({ input }, token) => invoke(context, tool, input, token),
    }),
  );
}

/** What the person sees before a call. Tools that write need a confirmation, which names the files and the maximum cost. */
async function prepare(
  context: Context,
  tool: AgentTool,
  input: unknown,
  token: vscode.CancellationToken,
): Promise<vscode.PreparedToolInvocation> {
  const invocationMessage = `RouteLMT: ${tool.title}`;
  if (tool.isReadOnly) return { invocationMessage };
  return telling(context, async () => {
    const asked = readInput(input, tool.inputSchema);
    const { folder, project } = await projectOf(context, asked);
    const files = await missingIn(project, asked, { signal: signalOf(token) });
    const count = files.reduce((sum, file) => sum + file.missing, 0);
    const message = new vscode.MarkdownString();
    message.appendText(
      localized("Translate {0, plural, one {# missing string} other {# missing strings}} on this machine", count),
    );
    for (const { path, missing } of files) message.appendText(`\n${path}: ${missing}`);
    message.appendText(`\n${await priceText(context, folder, project, asked.budget ?? 0)}`);
    return { invocationMessage, confirmationMessages: { title: invocationMessage, message } };
  });
}

/** The maximum cost of a call. */
async function priceText(
  context: Context,
  folder: vscode.WorkspaceFolder,
  project: AgentProject,
  budget: number,
): Promise<string> {
  if (budget === 0 || !mayBuy(project))
    return vscode.l10n.t("Free: nothing is bought, and nothing leaves this machine.");
  const { unit, amount } = leftOf(await context.budget.uses(folder.uri));
  const most = amountText(Math.min(budget, amount), unit);
  return localized("Buys at most {0} from the large model. You are asked again, with the price, before that.", most);
}

async function invoke(
  context: Context,
  tool: AgentTool,
  input: unknown,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  return telling(context, async () => {
    const { project } = await projectOf(context, readInput(input, tool.inputSchema));
    const result = await tool.call(project, input, callOf(context, token));
    if (!tool.isReadOnly) context.budget.changed();
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(result))]);
  });
}

/** Errors for the agent: what was wrong, and what to do. */
async function telling<Result>(context: Context, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RouteLmtError && error.code === "cancelled") throw new vscode.CancellationError();
    context.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    throw new Error(adviceOf(error), { cause: error });
  }
}

function callOf(context: Context, token: vscode.CancellationToken): AgentCall {
  let places: ReturnType<typeof placesOf> = new Map();
  return {
    signal: signalOf(token),
    opened: (jobs) => {
      places = placesOf(jobs);
    },
    decided: (decision) => {
      const place = places.get(decision.segment.id);
      if (place) context.decisions.set(place, decision);
    },
    approve: async (offer) => {
      const answer = await askFor(offer);
      if (answer === "cancel") context.decisions.reload();
      return answer;
    },
  };
}

/** The same three answers as for a person's own plan. */
function askFor({ count, estimatedCost, meanGain, model, provider, files }: Offer): Promise<Approval> {
  const gain = shownNumber(meanGain, 1);
  return answerTo(count, [
    vscode.l10n.t("An agent asks for it."),
    localized("{0} worth the large model (predicted +{1} each)", count, gain),
    localized("estimated {0}", shownDollars(estimatedCost)),
    localized("{0} at {1}", model, provider),
    ...files,
  ]);
}

/**
 * A workspace folder for agents: its settings, its caps, and only its files.
 *
 * @throws {RouteLmtError} `file-missing` where no folder is open, and as {@link folderOf}
 */
async function projectOf(
  context: Context,
  asked: AgentInput,
): Promise<{ readonly folder: vscode.WorkspaceFolder; readonly project: AgentProject }> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const choices = vscode.workspace.workspaceFolders?.map((one) => ({ ...one, path: one.uri.fsPath })) ?? [];
  if (choices.length === 0)
    throw new RouteLmtError("file-missing", said`No folder is open`, said`Open the folder of the project.`);
  const current = active && vscode.workspace.getWorkspaceFolder(active);
  const folder = folderOf(
    choices,
    asked.folder,
    choices.find(({ index }) => index === current?.index),
  );
  const settings = readSettings(folder.uri);
  const { memories, termbases, modelFolder, search } = settings;
  const project: AgentProject = {
    ...settings,
    ...jobSettings(settings),
    largeModel: await largeModelName(settings),
    folder: folder.uri.fsPath,
    workspace: confined(vscodeWorkspace, folder.uri.fsPath, [...(memories ?? []), ...termbases]),
    records: context.records,
    store: context.stores.for(folder.uri),
    small: context.small.open(settings),
    smallName: smallModelName(modelFolder, search),
    instructions: instructionsFor,
    openLarge: async () => {
      const large = await largeModelFor(context, settings);
      if (large) return large;
      throw new RouteLmtError(
        "key-missing",
        said`The user gave no API key`,
        said`Leave budget out for local translations.`,
      );
    },
    budgetAdvice: said`Leave budget out for local translations, or ask the user to run RouteLMT: Set Budget….`,
  };
  return { folder, project };
}

function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

import * as vscode from "vscode";
import { SourceRecords } from "../workspace/source-records.js";
import { registerAgentTools } from "./commands/agent-tools.js";
import { checkProject } from "./commands/check-project.js";
import { chooseLargeModel } from "./commands/choose-large-model.js";
import { openSample } from "./commands/open-sample.js";
import { pseudoLocalizeFile } from "./commands/pseudo-file.js";
import { setApiKey } from "./commands/set-api-key.js";
import { setBudget } from "./commands/set-budget.js";
import { showLedger } from "./commands/show-ledger.js";
import { showPlan } from "./commands/show-plan.js";
import { showReport } from "./commands/show-report.js";
import { testLargeModel } from "./commands/test-connection.js";
import { translateAgain } from "./commands/translate-again.js";
import { buyFlagged, type Sale, translateFile } from "./commands/translate-file.js";
import { buyNode, translateNode } from "./commands/translate-node.js";
import { translateSelection } from "./commands/translate-selection.js";
import { undoRun } from "./commands/undo-last-run.js";
import { vscodeWorkspace } from "./editor/files.js";
import { Diagnostics } from "./features/diagnostics.js";
import { FileContext } from "./features/file-context.js";
import { FileLens } from "./features/file-lens.js";
import { GainHeat } from "./features/gain-heat.js";
import { DecisionHover } from "./features/hover.js";
import { DecisionHints } from "./features/inlay-hints.js";
import { QuickFixes } from "./features/quick-fixes.js";
import { SelectionActions } from "./features/selection-actions.js";
import { BudgetStatus } from "./features/status-bar.js";
import { ValueActions } from "./features/value-actions.js";
import { reviewCommands } from "./review/review-commands.js";
import { ApiKeys, type KeyScope } from "./state/api-keys.js";
import { ProjectBudgets } from "./state/budget.js";
import { type Context, SmallModels, showingErrors } from "./state/context.js";
import { DecisionStore } from "./state/decision-store.js";
import { ProjectKnowledge } from "./state/knowledge.js";
import { ProjectStores } from "./state/project-stores.js";
import { Projects } from "./state/projects.js";
import type { StringPlace } from "./state/string-place.js";
import { stringCommands } from "./strings/string-commands.js";
import { BudgetPanel } from "./views/budget-panel.js";
import { MissingBadge } from "./views/missing-badge.js";
import { RunSummary } from "./views/run-summary.js";
import type { FilesNode, LanguageNode } from "./views/status-items.js";
import { StatusTree } from "./views/status-tree.js";
import { filterView, setFilter, sortByGain } from "./views/view-commands.js";

/** Wires the extension; nothing runs and nothing is sent before a command is used. */
export function activate({ extensionUri, secrets, subscriptions }: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("RouteLMT", { log: true });
  const stores = new ProjectStores();
  const records = new SourceRecords(vscodeWorkspace);
  const context: Context = {
    extensionUri,
    log,
    keys: new ApiKeys(secrets),
    stores,
    budget: new ProjectBudgets(stores),
    decisions: new DecisionStore(stores, log),
    small: new SmallModels(extensionUri, log),
    knowledge: new ProjectKnowledge(vscodeWorkspace),
    records,
    projects: new Projects(records),
  };
  const diagnostics = new Diagnostics(log, context.knowledge, context.records);
  const command = (name: string, work: (...args: never[]) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(`routelmt.${name}`, showingErrors(context, work));
  const panel = new BudgetPanel(context);
  const summary = new RunSummary(extensionUri, stores, context.decisions);
  const { projects, decisions } = context;
  const status = new StatusTree(projects, decisions);
  const view = vscode.window.createTreeView("routelmt.status", {
    treeDataProvider: status,
    showCollapseAll: true,
    canSelectMany: true,
  });
  const lens = new FileLens(projects, decisions);
  // All return immediately for a file without decisions or findings.
  const files: vscode.DocumentSelector = { pattern: "**" };
  subscriptions.push(
    log,
    stores,
    context.small,
    vscode.window.onDidChangeWindowState(({ focused }) => focused && context.decisions.refresh()),
    diagnostics,
    new BudgetStatus(context.budget, context.decisions),
    status,
    panel,
    summary,
    view,
    projects,
    lens,
    new MissingBadge(projects, view),
    new FileContext(projects),
    new GainHeat(decisions, log),
    ...stringCommands(context, command, view),
    ...reviewCommands(context, command),
    command("translateFile", (file?: vscode.Uri, languages?: readonly string[]) =>
      translateFile(context, file, languages),
    ),
    command("translateStale", (file?: vscode.Uri, languages?: readonly string[]) =>
      translateFile(context, file, languages, true),
    ),
    command("pseudoLocalizeFile", (file?: vscode.Uri, language?: string) =>
      pseudoLocalizeFile(context, file, language),
    ),
    command("translateSelection", (language?: string) => translateSelection(context, language)),
    command("translateAgain", (place: StringPlace) => translateAgain(context, place)),
    command("checkProject", () => checkProject(diagnostics)),
    command("showPlan", (file?: vscode.Uri) => showPlan(context, file)),
    command("translateNode", (node: FilesNode | LanguageNode) => translateNode(context, node)),
    command("refreshStatus", async () => context.projects.refresh()),
    command("filterView", () => filterView(status, view)),
    command("clearFilter", () => setFilter(status, view, "")),
    command("sortByGain", () => sortByGain(status, true)),
    command("sortByFile", () => sortByGain(status, false)),
    command("openSample", () => openSample(extensionUri)),
    command("buyFlagged", (of?: vscode.Uri | Sale) => buyFlagged(context, of)),
    command("buyNode", (node: LanguageNode) => buyNode(context, node)),
    command("undoLastRun", (file?: vscode.Uri) => undoRun(context, file)),
    command("showReport", (file?: vscode.Uri) => showReport(summary, file)),
    command("reportAsMarkdown", (file?: vscode.Uri, run?: number) => summary.openMarkdown(file, run)),
    command("showLedger", () => showLedger(context)),
    command("showBudget", (file?: vscode.Uri) => panel.show(file)),
    command("setBudget", (file?: vscode.Uri) => setBudget(context, file)),
    command("setApiKey", (given?: KeyScope) => setApiKey(context, given)),
    command("chooseLargeModel", () => chooseLargeModel(context)),
    command("testConnection", () => testLargeModel(context)),
    ...registerAgentTools(context),
    vscode.languages.registerInlayHintsProvider(files, new DecisionHints(context.decisions)),
    vscode.languages.registerHoverProvider(files, new DecisionHover(context.decisions)),
    vscode.languages.registerCodeActionsProvider(files, new SelectionActions(), {
      providedCodeActionKinds: SelectionActions.kinds,
    }),
    vscode.languages.registerCodeLensProvider(files, lens),
    vscode.languages.registerCodeActionsProvider(files, new ValueActions(projects, decisions), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.languages.registerCodeActionsProvider(files, new QuickFixes(diagnostics), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

import * as vscode from "vscode";
import { holdLater } from "#node/in-slices.js";
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
import { buyFlagged, type Sale, translateFile } from "./commands/translate-file.js";
import { buyNode, translateNode } from "./commands/translate-node.js";
import { translateSelection } from "./commands/translate-selection.js";
import { undoRun } from "./commands/undo-last-run.js";
import { vscodeWorkspace } from "./editor/files.js";
import { SOURCE_SCHEME, sourceTexts } from "./editor/source-of.js";
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
import { type Register, stringCommands } from "./strings/string-commands.js";
import { translateAgain } from "./strings/translate-again.js";
import { BudgetPanel } from "./views/budget-panel.js";
import { MissingBadge } from "./views/missing-badge.js";
import { RunSummary } from "./views/run-summary.js";
import type { FilesNode, LanguageNode, StatusNode } from "./views/status-items.js";
import { StatusTree } from "./views/status-tree.js";
import { filterView, setFilter, sortByGain } from "./views/view-commands.js";

/** Wires the extension; nothing runs and nothing is sent before a command is used. */
export function activate(extension: vscode.ExtensionContext): void {
  const context = createContext(extension);
  const views = createViews(context);
  const { log, stores, small, projects, decisions } = context;
  const diagnostics = new Diagnostics(context);
  const register: Register = (name, work) =>
    vscode.commands.registerCommand(`routelmt.${name}`, showingErrors(context, work));
  extension.subscriptions.push(
    log,
    stores,
    small,
    projects,
    vscode.window.onDidChangeWindowState(({ focused }) => focused && decisions.refresh()),
    views.tree,
    views.status,
    views.panel,
    views.summary,
    new MissingBadge(projects, views.status),
    new FileContext(projects),
    new BudgetStatus(context.budget, decisions),
    diagnostics,
    ...editorFeatures(context, diagnostics),
    ...fileCommands(context, register),
    ...moneyCommands(context, register, views),
    ...viewCommands(context, register, views),
    register("checkProject", () => checkProject(diagnostics)),
    ...stringCommands(context, register, views.status),
    ...reviewCommands(context, register),
    ...registerAgentTools(context),
  );
}

function createContext({ extensionUri, secrets }: vscode.ExtensionContext): Context {
  const log = vscode.window.createOutputChannel("RouteLMT", { log: true });
  const stores = new ProjectStores();
  const records = new SourceRecords(vscodeWorkspace);
  return {
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
}

/** What commands show, and read choices from. */
interface Views {
  /** The rows of `status`. */
  readonly tree: StatusTree;
  readonly status: vscode.TreeView<StatusNode>;
  readonly panel: BudgetPanel;
  readonly summary: RunSummary;
}

function createViews(context: Context): Views {
  const { extensionUri, stores, projects, decisions } = context;
  const tree = new StatusTree(projects, decisions);
  return {
    tree,
    status: vscode.window.createTreeView("routelmt.status", {
      treeDataProvider: tree,
      showCollapseAll: true,
      canSelectMany: true,
    }),
    panel: new BudgetPanel(context),
    summary: new RunSummary(extensionUri, stores, decisions),
  };
}

/** What is shown in the text of files. All return immediately for a file without decisions or findings. */
function editorFeatures({ projects, decisions, log }: Context, diagnostics: Diagnostics): vscode.Disposable[] {
  const files: vscode.DocumentSelector = { pattern: "**" };
  const quickFixes = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  const lens = new FileLens(projects, decisions);
  return [
    lens,
    vscode.workspace.registerTextDocumentContentProvider(SOURCE_SCHEME, sourceTexts),
    vscode.workspace.onDidOpenTextDocument((document) => decisions.prepare(document)),
    vscode.workspace.onDidChangeTextDocument(holdLater),
    new GainHeat(decisions, log),
    vscode.languages.registerInlayHintsProvider(files, new DecisionHints(decisions)),
    vscode.languages.registerHoverProvider(files, new DecisionHover(decisions)),
    vscode.languages.registerCodeActionsProvider(files, new SelectionActions(), {
      providedCodeActionKinds: SelectionActions.kinds,
    }),
    vscode.languages.registerCodeLensProvider(files, lens),
    vscode.languages.registerCodeActionsProvider(files, new ValueActions(projects, decisions), quickFixes),
    vscode.languages.registerCodeActionsProvider(files, new QuickFixes(diagnostics), quickFixes),
  ];
}

/** Commands that write translations, or say what they would write. */
function fileCommands(context: Context, register: Register): vscode.Disposable[] {
  return [
    register("translateFile", (file?: vscode.Uri, languages?: readonly string[]) =>
      translateFile(context, file, languages),
    ),
    register("translateStale", (file?: vscode.Uri, languages?: readonly string[]) =>
      translateFile(context, file, languages, true),
    ),
    register("pseudoLocalizeFile", (file?: vscode.Uri, language?: string) =>
      pseudoLocalizeFile(context, file, language),
    ),
    register("translateSelection", (language?: string) => translateSelection(context, language)),
    register("translateAgain", (place: StringPlace) => translateAgain(context, place)),
    register("translateNode", (node: FilesNode | LanguageNode) => translateNode(context, node)),
    register("showPlan", (file?: vscode.Uri) => showPlan(context, file)),
    register("undoLastRun", (file?: vscode.Uri) => undoRun(context, file)),
    register("openSample", () => openSample(context.extensionUri)),
  ];
}

/** Commands about purchases, the budget and the large model. */
function moneyCommands(context: Context, register: Register, { panel, summary }: Views): vscode.Disposable[] {
  return [
    register("buyFlagged", (of?: vscode.Uri | Sale | readonly Sale[]) => buyFlagged(context, of)),
    register("buyNode", (node: LanguageNode) => buyNode(context, node)),
    register("showReport", (file?: vscode.Uri) => showReport(summary, file)),
    register("reportAsMarkdown", (file?: vscode.Uri, run?: number) => summary.openMarkdown(file, run)),
    register("showLedger", () => showLedger(context)),
    register("showBudget", (file?: vscode.Uri) => panel.show(file)),
    register("setBudget", (file?: vscode.Uri, more?: number) => setBudget(context, file, more)),
    register("setApiKey", (given?: KeyScope) => setApiKey(context, given)),
    register("chooseLargeModel", () => chooseLargeModel(context)),
    register("testConnection", () => testLargeModel(context)),
  ];
}

/** Commands on the view itself. */
function viewCommands({ projects }: Context, register: Register, { tree, status }: Views): vscode.Disposable[] {
  return [
    register("refreshStatus", async () => projects.refresh()),
    register("filterView", () => filterView(tree, status)),
    register("clearFilter", () => setFilter(tree, status, "")),
    register("sortByGain", () => sortByGain(tree, true)),
    register("sortByFile", () => sortByGain(tree, false)),
  ];
}

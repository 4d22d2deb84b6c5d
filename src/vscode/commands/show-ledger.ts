import * as vscode from "vscode";
import { type LedgerEntry, ledgerCsv } from "#store/ledger-book.js";
import type { ProjectStore } from "#store/project-store.js";
import { askProject, withProject } from "../editor/ask-project.js";
import { localized, shownDollars } from "../editor/shown-text.js";
import type { Context } from "../state/context.js";

interface LedgerItem extends vscode.QuickPickItem {
  run?(): Promise<void>;
}

/** *Show Ledger*: what was spent in this project, request by request, with export and reconciliation. */
export async function showLedger(context: Context): Promise<void> {
  const project = await askProject();
  if (!project) return;
  const store = context.stores.existing(project.resource);
  const entries = store ? await store.book.entries() : [];
  if (!store || entries.length === 0) {
    const text = vscode.l10n.t("RouteLMT: nothing has been sent to a large model in this project.");
    void vscode.window.showInformationMessage(withProject(text, project));
    return;
  }
  const doubtful = entries.filter(({ state }) => state === "doubtful");
  const chosen = await vscode.window.showQuickPick<LedgerItem>(
    [
      ...(doubtful.length > 0 ? reconcileItems(context, store, doubtful) : []),
      { label: vscode.l10n.t("$(export) Export as CSV"), run: () => open(ledgerCsv(entries), "csv") },
      { label: vscode.l10n.t("$(export) Export as JSON"), run: () => open(JSON.stringify(entries, null, 2), "json") },
      { label: "", kind: vscode.QuickPickItemKind.Separator },
      ...entries.toReversed().map(itemOf),
    ],
    {
      title: localized(
        "Spent or set aside: {0} today, {1} this month, {2} in all",
        shownDollars(await store.book.spent("day")),
        shownDollars(await store.book.spent("month")),
        shownDollars(await store.book.spent("total")),
      ),
      placeHolder: store.path,
      matchOnDescription: true,
    },
  );
  await chosen?.run?.();
}

function reconcileItems(context: Context, store: ProjectStore, doubtful: readonly LedgerEntry[]): LedgerItem[] {
  const amount = shownDollars(doubtful.reduce((sum, { reserved }) => sum + reserved.usd, 0));
  const reconcile = (isCharged: boolean) => async (): Promise<void> => {
    await store.book.reconcile(isCharged);
    context.budget.changed();
  };
  const detail = localized(
    "It is not known whether {0} requests were charged; check the provider's bill.",
    doubtful.length,
  );
  return [
    { label: localized("$(check) Count the {0} in doubt as charged", amount), detail, run: reconcile(true) },
    { label: localized("$(discard) Count the {0} in doubt as not charged", amount), detail, run: reconcile(false) },
  ];
}

function itemOf({ time, state, reserved, paid, model, provider, language }: LedgerEntry): LedgerItem {
  const states = {
    settled: vscode.l10n.t("paid"),
    open: vscode.l10n.t("under way"),
    doubtful: vscode.l10n.t("in doubt"),
    released: vscode.l10n.t("free"),
  };
  const amount = state === "settled" ? paid : reserved;
  return {
    label: `${shownDollars(state === "released" ? 0 : amount.usd)} · ${states[state]}`,
    description: localized(
      "{0, plural, one {# string} other {# strings}} to {1} · {2} at {3}",
      amount.segments,
      language,
      model,
      provider,
    ),
    detail: new Date(time).toLocaleString(),
  };
}

async function open(content: string, language: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language }));
}

import * as vscode from "vscode";
import { RouteLmtError } from "#core/errors.js";
import type { Progress } from "#core/translate/small-pass.js";
import { spawnModelHost } from "#node/spawn-model-host.js";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { SmallModelClient } from "#small-model/client/client.js";
import type { SourceRecords } from "#workspace/source-records.js";
import { adviceOf } from "../editor/errors.js";
import type { Settings } from "../editor/settings.js";
import { localized } from "../editor/shown-text.js";
import type { ApiKeys } from "./api-keys.js";
import type { ProjectBudgets } from "./budget.js";
import type { DecisionStore } from "./decision-store.js";
import type { ProjectKnowledge } from "./knowledge.js";
import type { ProjectStores } from "./project-stores.js";
import type { Projects } from "./projects.js";

/** What the commands work with; created once, by the extension's entry. */
export interface Context {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly keys: ApiKeys;
  readonly budget: ProjectBudgets;
  readonly stores: ProjectStores;
  readonly decisions: DecisionStore;
  readonly small: SmallModels;
  readonly knowledge: ProjectKnowledge;
  readonly records: SourceRecords;
  readonly projects: Projects;
}

/** The small model's client; a different folder or thread count starts another. */
export class SmallModels implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  #client: { readonly name: string; readonly client: SmallModelClient } | undefined;

  constructor(extensionUri: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#extensionUri = extensionUri;
    this.#log = log;
  }

  /** The client for these settings. */
  open({ modelFolder, threads, search }: Settings): SmallModelClient {
    const folder = modelFolder || vscode.Uri.joinPath(this.#extensionUri, BUNDLED_MODEL).fsPath;
    const name = `${threads} ${search} ${folder}`;
    if (this.#client?.name !== name) {
      this.#client?.client.dispose();
      const entry = vscode.Uri.joinPath(this.#extensionUri, "dist", "model-host.cjs").fsPath;
      const log = (message: string): void => this.#log.warn(message);
      const client = new SmallModelClient({ start: () => spawnModelHost(entry, log), folder, threads, search, log });
      this.#client = { name, client };
    }
    return this.#client.client;
  }

  dispose(): void {
    this.#client?.client.dispose();
  }
}

/** Runs a command's work; errors become a message that says what to do, with a link to the log. */
export function showingErrors(
  context: Context,
  work: (...args: never[]) => Promise<void>,
): (...args: never[]) => Promise<void> {
  return async (...args) => {
    try {
      await work(...args);
    } catch (error) {
      if (error instanceof RouteLmtError && error.code === "cancelled") return;
      context.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      const message = adviceOf(error);
      const show = vscode.l10n.t("Show Log");
      // Not awaited: a command ends with its work, not when somebody closes the message.
      void vscode.window.showErrorMessage(message, show).then((choice) => {
        if (choice === show) context.log.show();
      });
    }
  };
}

/** Shows a message and how much is done. */
type Report = (message: string, percent: number) => void;

/** Progress in the notification area with Cancel, as an abort signal. */
export function withProgress<Result>(
  title: string,
  work: (report: Report, signal: AbortSignal) => Promise<Result>,
): Thenable<Result> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    let before = 0;
    const report: Report = (message, percent) => {
      progress.report({ message, increment: percent - before });
      before = percent;
    };
    return work(report, controller.signal);
  });
}

/** Progress that is counted in strings. */
export function countingStrings(report: Report): Progress {
  return (done, total) => report(localized("{0} of {1} strings", done, total), (100 * done) / Math.max(1, total));
}

import * as vscode from "vscode";
import type { Projects } from "../state/projects.js";

/**
 * Tells menus and keys which files belong to a project (`resourcePath in routelmt.files`), and the view that the search is done
 * (`routelmt.isSearched`): before that it does not say that there are none.
 */
export class FileContext implements vscode.Disposable {
  readonly #projects: Projects;
  readonly #subscription: vscode.Disposable;

  constructor(projects: Projects) {
    this.#projects = projects;
    this.#subscription = projects.onDidChange(() => void this.#update());
    void this.#update();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #update(): Promise<void> {
    await vscode.commands.executeCommand("setContext", "routelmt.files", [...(await this.#projects.files())]);
    await vscode.commands.executeCommand("setContext", "routelmt.isSearched", true);
  }
}

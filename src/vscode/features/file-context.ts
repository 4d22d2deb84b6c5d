import * as vscode from "vscode";
import type { Projects } from "../state/projects.js";

/**
 * Tells menus and keys which files belong to a project (`resourcePath in routelmt.files`), and the view whether there are none
 * (`routelmt.hasNoFiles`): while it reads them, it is empty too.
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
    await vscode.commands.executeCommand("setContext", "routelmt.hasNoFiles", await this.#hasNoFiles());
  }

  async #hasNoFiles(): Promise<boolean> {
    try {
      return (await this.#projects.folders()).every(({ groups }) => groups.length === 0);
    } catch {
      // The view shows why.
      return false;
    }
  }
}

import * as vscode from "vscode";
import type { Projects } from "../state/projects.js";

/**
 * Tells menus and keys which files belong to a project (`resourcePath in routelmt.files`), and the view whether there are none
 * (`routelmt.hasNoFiles`): while it reads them, it is empty too.
 */
export class FileContext implements vscode.Disposable {
  readonly #projects: Projects;
  readonly #subscription: vscode.Disposable;
  /** The values that were set last, as JSON: setting one reads all of it in every menu. */
  readonly #last = new Map<string, string>();

  constructor(projects: Projects) {
    this.#projects = projects;
    this.#subscription = projects.onDidChange(() => void this.#update());
    void this.#update();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #update(): Promise<void> {
    await this.#set("routelmt.files", [...(await this.#projects.files())]);
    await this.#set("routelmt.hasNoFiles", await this.#hasNoFiles());
  }

  async #set(name: string, value: unknown): Promise<void> {
    const json = JSON.stringify(value);
    if (this.#last.get(name) === json) return;
    this.#last.set(name, json);
    await vscode.commands.executeCommand("setContext", name, value);
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

import type * as vscode from "vscode";
import { countStates, type LanguageState } from "#core/status/language-state.js";
import { localized } from "../editor/shown-text.js";
import type { Projects } from "../state/projects.js";

/** The number of missing strings, on the icon of the view; no badge if the project is complete. */
export class MissingBadge implements vscode.Disposable {
  readonly #projects: Projects;
  readonly #view: Pick<vscode.TreeView<unknown>, "badge">;
  readonly #subscription: vscode.Disposable;
  #count = 0;

  constructor(projects: Projects, view: Pick<vscode.TreeView<unknown>, "badge">) {
    this.#projects = projects;
    this.#view = view;
    this.#subscription = projects.onDidChange(() => void this.#update());
    void this.#update();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #update(): Promise<void> {
    const count = ++this.#count;
    const states: LanguageState[] = [];
    try {
      for (const { folder, groups } of await this.#projects.folders()) {
        for (const files of groups) {
          for (const one of await this.#projects.read(folder, files)) if ("state" in one) states.push(one.state);
          // Something has changed in the meantime: the next count is under way.
          if (count !== this.#count) return;
        }
      }
    } catch {
      // An invalid setting, or a file that cannot be read, is shown in the view.
    }
    this.#view.badge = badgeFor(states);
  }
}

/** The badge for some languages: strings without a translation. */
export function badgeFor(states: readonly LanguageState[]): vscode.ViewBadge | undefined {
  const { missing, stale } = countStates(states);
  if (missing === 0) return undefined;
  const tooltip =
    stale > 0
      ? localized("{0, plural, one {# translation} other {# translations}} missing, {1} stale", missing, stale)
      : localized("{0, plural, one {# translation} other {# translations}} missing", missing);
  return { value: missing, tooltip };
}

import * as vscode from "vscode";
import { languagesOf } from "#core/formats/read-file.js";
import { countStates, type LanguageState } from "#core/status/language-state.js";
import type { WorkspaceLanguage } from "../editor/language-state.js";
import { readSettings } from "../editor/settings.js";
import { shownLanguage } from "../editor/shown-text.js";
import { unitsNow } from "../editor/units.js";
import type { DecisionStore } from "../state/decision-store.js";
import type { Projects } from "../state/projects.js";
import { routedSegments } from "../state/routing-groups.js";

/** On the first line of source and target files: the state of the translation, and the three main actions. */
export class FileLens implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #projects: Projects;
  readonly #decisions: DecisionStore;
  /** The flagged strings of each language when it was last counted. */
  readonly #flagged = new Map<string, number>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #subscriptions: vscode.Disposable[];

  constructor(projects: Projects, decisions: DecisionStore) {
    this.#projects = projects;
    this.#decisions = decisions;
    const fire = (): void => this.#changed.fire();
    this.#subscriptions = [this.#changed, projects.onDidChange(fire), decisions.onDidChange(fire)];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async provideCodeLenses({ uri, isDirty }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const own = await this.#projects.languagesOf(uri);
    const languages = own.length > 0 ? own : await this.#projects.languagesFrom(uri);
    if (languages.length === 0) return [];
    const summary = await this.#summary(languages, isDirty);
    if (summary === undefined) return [];
    const sale = { source: languages[0]?.source, languages: languages.map(({ language }) => language) };
    const { t } = vscode.l10n;
    const titled = (title: string, command: string, ...args: readonly unknown[]): vscode.CodeLens =>
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, arguments: [...args] });
    return [
      titled(summary, "routelmt.status.focus"),
      titled(t("Translate…"), "routelmt.translateFile", uri),
      titled(t("Buy Flagged…"), "routelmt.buyFlagged", own.length > 0 ? sale : uri),
      titled(t("Review"), "routelmt.review", uri),
    ];
  }

  /** While somebody types, the last count stays; it is updated when the file is saved. */
  async #summary(languages: readonly WorkspaceLanguage[], isDirty: boolean): Promise<string | undefined> {
    const states = [];
    let flagged = 0;
    for (const one of languages) {
      try {
        const state = isDirty ? await this.#projects.lastStateOf(one) : await this.#projects.stateOf(one);
        states.push(state);
        flagged += isDirty ? (this.#flagged.get(nameOf(one)) ?? 0) : await this.#countFlagged(one, state);
      } catch {
        // A file that cannot be read is in the Problems panel and in the view.
      }
    }
    if (states.length === 0) return undefined;
    const { translated, total, missing, stale } = countStates(states);
    const [first] = languages;
    const { t } = vscode.l10n;
    const where =
      languages.length === 1 && first ? shownLanguage(first.language) : t("{0} languages", languages.length);
    return [
      // Short, so that the actions are seen in a narrow editor.
      missing > 0
        ? t("{0}: {1} of {2} missing", where, missing, total)
        : t("{0}: {1} of {2}", where, translated, total),
      ...(flagged > 0 ? [t("{0} flagged", flagged)] : []),
      ...(stale > 0 ? [t("{0} stale", stale)] : []),
    ].join(" · ");
  }

  /** As the view counts them: what is edited, stale or over the share is in groups of its own. */
  async #countFlagged(one: WorkspaceLanguage, state: LanguageState): Promise<number> {
    const { source, target, language } = one;
    await this.#decisions.load(target);
    const decided = this.#decisions.on(target, language);
    const direction = { source: readSettings(source).source, target: language };
    const units = decided.length > 0 ? await unitsNow(target, languagesOf(direction)) : [];
    const count = routedSegments(state, decided, units).filter(({ group }) => group === "flagged").length;
    this.#flagged.set(nameOf(one), count);
    return count;
  }
}

const nameOf = ({ target, language }: WorkspaceLanguage): string => `${target} ${language}`;

import { dirname } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type * as vscode from "vscode";
import type { LanguageState } from "#core/status/language-state.js";
import type { SourceRecords } from "#workspace/source-records.js";
import { sourceStampOf } from "#workspace/source-text.js";
import { vscodeWorkspace } from "../editor/files.js";
import { languageStateOf, type WorkspaceLanguage } from "../editor/language-state.js";
import type { Settings } from "../editor/settings.js";

/** The state of a language, and the stamps of its files. */
interface Known {
  readonly stamp: string;
  readonly state: LanguageState;
}

/** Stamps of files that several languages have in common, so that each is looked at once. */
export type CommonStamps = Map<string, Promise<string>>;

/** The states of languages, read again when a file that they come from has changed. */
export class LanguageStates {
  readonly #records: SourceRecords;
  readonly #settingsOf: (resource: vscode.Uri) => Settings;
  readonly #known = new Map<string, Known>();

  constructor(records: SourceRecords, settingsOf: (resource: vscode.Uri) => Settings) {
    this.#records = records;
    this.#settingsOf = settingsOf;
  }

  /**
   * The current state of a language. Throws as {@link languageStateOf}.
   *
   * @param common what was seen of the files of languages that were read just now
   */
  async of(one: WorkspaceLanguage, common: CommonStamps = new Map()): Promise<LanguageState> {
    const settings = this.#settingsOf(one.source);
    const stamp = await this.#stampOf(one, settings, common);
    const known = this.#known.get(nameOf(one));
    if (known?.stamp === stamp) return known.state;
    await nextTurn();
    const state = await languageStateOf(one, settings, this.#records);
    this.#known.set(nameOf(one), { stamp, state });
    return state;
  }

  /** The last known state of a language; reads it if it is unknown. Throws as {@link of}. */
  async lastOf(one: WorkspaceLanguage): Promise<LanguageState> {
    return this.#known.get(nameOf(one))?.state ?? this.of(one);
  }

  async #stampOf(
    { source: { fsPath: source }, target: { fsPath: target } }: WorkspaceLanguage,
    settings: Settings,
    common: CommonStamps,
  ): Promise<string> {
    const inCommon = (name: string, read: () => Promise<string>): Promise<string> => {
      const stamp = common.get(name) ?? read();
      common.set(name, stamp);
      return stamp;
    };
    const stamps = await Promise.all([
      inCommon(`source ${source}`, () => sourceStampOf(vscodeWorkspace, source, settings.source)),
      vscodeWorkspace.stampOf(target),
      inCommon(`record ${dirname(target)}`, () => this.#records.stampFor(target)),
    ]);
    return JSON.stringify([...stamps, settings.source]);
  }
}

function nameOf({ source, target, language }: WorkspaceLanguage): string {
  return `${source} ${target} ${language}`;
}

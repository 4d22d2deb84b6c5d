import type * as vscode from "vscode";
import { keyId } from "#core/formats/format.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { Decision } from "#core/routing/decision.js";
import type { DecidedLanguage, DecisionUnit, StoredDecision } from "./stored-decision.js";

/** Decisions by target file, language and key; the last one counts. */
export class DecisionIndex {
  readonly #files = new Map<string, Map<LanguageTag, DecidedLanguage>>();

  put(place: DecisionUnit, decision: Decision): void {
    const { direction } = decision.segment;
    const file = place.target.toString();
    const languages = this.#files.get(file) ?? new Map<LanguageTag, DecidedLanguage>();
    this.#files.set(file, languages);
    const language = languages.get(direction.target) ?? { direction, decisions: new Map<string, StoredDecision>() };
    languages.set(direction.target, language);
    language.decisions.set(keyId(place.key), { ...place, decision });
  }

  /** @param key as {@link keyId} */
  get(target: vscode.Uri, language: LanguageTag, key: string): StoredDecision | undefined {
    return this.#files.get(target.toString())?.get(language)?.decisions.get(key);
  }

  /** The decisions on a target file in a language. */
  on(target: vscode.Uri, language: LanguageTag): readonly StoredDecision[] {
    return [...(this.#files.get(target.toString())?.get(language)?.decisions.values() ?? [])];
  }

  /** The languages of a target file with decisions. */
  languagesOf(target: vscode.Uri): readonly DecidedLanguage[] {
    return [...(this.#files.get(target.toString())?.values() ?? [])];
  }

  /** Every file's languages with decisions. */
  all(): readonly DecidedLanguage[] {
    return [...this.#files.values()].flatMap((file) => [...file.values()]);
  }

  clear(): void {
    this.#files.clear();
  }
}

import * as vscode from "vscode";
import { type KeyPath, keyId, type Span, type Unit } from "../core/formats/format.js";
import { languagesOf } from "../core/run/file-job.js";
import type { Decision, Direction } from "../core/segment.js";
import { unitsOf } from "./units.js";

/** A value of a document with the decision on it. */
export interface DecidedUnit {
  readonly unit: Unit;
  readonly decision: Decision;
}

const EVERYTHING: Span = { start: 0, end: Number.POSITIVE_INFINITY };

/** The decisions on one file in one language, by key. */
interface DecidedLanguage {
  readonly direction: Direction;
  readonly decisions: Map<string, Decision>;
}

/** The decisions of this session, by target file, language and key. */
export class DecisionStore {
  readonly #files = new Map<string, Map<string, DecidedLanguage>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  /** Records a decision; listeners are told at most every 100 ms, runs decide many at once. */
  set(file: vscode.Uri, key: KeyPath, decision: Decision): void {
    const { direction } = decision.segment;
    const languages = this.#files.get(file.toString()) ?? new Map<string, DecidedLanguage>();
    this.#files.set(file.toString(), languages);
    const language = languages.get(direction.target) ?? { direction, decisions: new Map<string, Decision>() };
    languages.set(direction.target, language);
    language.decisions.set(keyId(key), decision);
    this.#announce();
  }

  /** The values that were decided and touch a span of a document, language by language. */
  decidedIn(document: vscode.TextDocument, { start, end }: Span = EVERYTHING): DecidedUnit[] {
    const languages = [...(this.#files.get(document.uri.toString())?.values() ?? [])];
    return languages.flatMap(({ direction, decisions }) =>
      unitsOf(document, languagesOf(direction)).flatMap((unit): DecidedUnit[] => {
        if (unit.span.end < start || unit.span.start > end) return [];
        const decision = decisions.get(keyId(unit.key));
        return decision ? [{ unit, decision }] : [];
      }),
    );
  }

  #timer: NodeJS.Timeout | undefined;

  #announce(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire();
    }, 100);
  }
}

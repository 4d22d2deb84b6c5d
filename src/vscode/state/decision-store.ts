import * as vscode from "vscode";
import { type Format, type KeyPath, keyId, type Unit } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import type { Direction, LanguageTag } from "#core/language/tag.js";
import { type Decision, draftOf } from "#core/routing/decision.js";
import type { Span } from "#core/text/span.js";
import { unitsNow, unitsOf } from "../editor/units.js";

/** A value of a document with the decision on it, and the file that the decision is about. */
export interface DecidedUnit {
  readonly unit: Unit;
  readonly decision: Decision;
  readonly target: vscode.Uri;
}

/** Where a decision belongs. */
export interface DecisionPlace {
  readonly target: vscode.Uri;
  /** The file that the source text is from; the target itself where it holds both. */
  readonly source: vscode.Uri;
  readonly format: Format;
  readonly key: KeyPath;
}

/** A decision with its place. */
export type StoredDecision = DecisionPlace & { readonly decision: Decision };

/** A draft that is still one, and what its target file has at its key. */
interface OpenDraft extends StoredDecision {
  readonly unit: Unit | undefined;
}

const EVERYTHING: Span = { start: 0, end: Number.POSITIVE_INFINITY };

/** The decisions on one file in one language, by key. */
interface DecidedLanguage {
  readonly direction: Direction;
  readonly decisions: Map<string, StoredDecision>;
}

/** The decisions of this session, by target file, language and key. */
export class DecisionStore {
  readonly #files = new Map<string, Map<LanguageTag, DecidedLanguage>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  /** Records a decision; listeners are told at most every 100 ms, runs decide many at once. */
  set(place: DecisionPlace, decision: Decision): void {
    const { direction } = decision.segment;
    const file = place.target.toString();
    const languages = this.#files.get(file) ?? new Map<LanguageTag, DecidedLanguage>();
    this.#files.set(file, languages);
    const language = languages.get(direction.target) ?? { direction, decisions: new Map<string, StoredDecision>() };
    languages.set(direction.target, language);
    language.decisions.set(keyId(place.key), { ...place, decision });
    this.#announce();
  }

  /** The decision on a key, whether the file has the key or not. */
  get(target: vscode.Uri, language: LanguageTag, key: string): StoredDecision | undefined {
    return this.#files.get(target.toString())?.get(language)?.decisions.get(key);
  }

  /** The decisions on a target file in a language. */
  on(target: vscode.Uri, language: LanguageTag): readonly StoredDecision[] {
    return [...(this.#files.get(target.toString())?.get(language)?.decisions.values() ?? [])];
  }

  /** The values that were decided and touch a span of a document, language by language. */
  decidedIn(document: vscode.TextDocument, span: Span = EVERYTHING): DecidedUnit[] {
    const languages = [...(this.#files.get(document.uri.toString())?.values() ?? [])];
    return languages.flatMap(({ direction, decisions }) =>
      unitsOf(document, languagesOf(direction)).flatMap((unit): DecidedUnit[] => {
        const stored = touches(unit, span) ? decisions.get(keyId(unit.key)) : undefined;
        return stored ? [{ ...stored, unit }] : [];
      }),
    );
  }

  /**
   * The source texts that touch a span of a document and have a draft whose key their target file lacks: there
   * is no other place to show it.
   */
  async draftsAt(document: vscode.TextDocument, span: Span = EVERYTHING): Promise<DecidedUnit[]> {
    const drafts = await this.#openDrafts(({ source }) => source.toString() === document.uri.toString());
    const languageOf = ({ decision }: StoredDecision): LanguageTag => decision.segment.direction.target;
    drafts.sort((a, b) => (languageOf(a) < languageOf(b) ? -1 : 1));
    return drafts.flatMap((draft): DecidedUnit[] => {
      if (draft.unit) return [];
      const { source } = draft.decision.segment.direction;
      const unit = unitsOf(document, { source }).find((one) => keyId(one.key) === keyId(draft.key));
      return unit && touches(unit, span) ? [{ ...draft, unit }] : [];
    });
  }

  /** How many drafts of this session nobody has accepted, replaced or translated since. */
  async countDrafts(): Promise<number> {
    return (await this.#openDrafts(() => true)).length;
  }

  async #openDrafts(isWanted: (stored: StoredDecision) => boolean): Promise<OpenDraft[]> {
    const open: OpenDraft[] = [];
    for (const { direction, decisions } of [...this.#files.values()].flatMap((file) => [...file.values()])) {
      const drafts = [...decisions.values()].filter((stored) => draftOf(stored.decision) && isWanted(stored));
      const [first] = drafts;
      if (!first) continue;
      const units = await unitsNow(first.target, languagesOf(direction));
      const there = new Map(units.map((unit) => [keyId(unit.key), unit]));
      for (const draft of drafts) {
        const unit = there.get(keyId(draft.key));
        if (isOpen(draft, unit)) open.push({ ...draft, unit });
      }
    }
    return open;
  }

  #timer: NodeJS.Timeout | undefined;

  #announce(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire();
    }, 100);
  }
}

function touches({ span }: Unit, { start, end }: Span): boolean {
  return span.end >= start && span.start <= end;
}

/** Whether the file has nothing better than a draft yet. */
function isOpen({ decision, format }: StoredDecision, unit: Unit | undefined): boolean {
  if (!unit || unit.value === "") return true;
  return format.draftMark ? unit.state !== "translated" : unit.value === decision.chosen?.text;
}

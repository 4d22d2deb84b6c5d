import * as vscode from "vscode";
import { keyId, type Unit } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { Decision } from "#core/routing/decision.js";
import type { Span } from "#core/text/span.js";
import { byKey, unitsOf } from "../editor/units.js";
import { DecisionIndex } from "./decision-index.js";
import { DecisionReader } from "./decision-reader.js";
import { openDrafts } from "./open-drafts.js";
import type { ProjectStores } from "./project-stores.js";
import type { DecidedUnit, DecisionUnit, StoredDecision } from "./stored-decision.js";

/**
 * The decisions on the files of this window, by target file, language and key. Those of earlier runs are read from
 * the projects' histories when one of their files is shown.
 */
export class DecisionStore {
  readonly #stores: ProjectStores;
  readonly #known = new DecisionIndex();
  readonly #reader: DecisionReader;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(stores: ProjectStores, log: vscode.LogOutputChannel) {
    this.#stores = stores;
    this.#reader = new DecisionReader(stores, log, this.#known, () => this.#announce());
  }

  /** Reads the history of a file, as a target and as a source, once. */
  load(file: vscode.Uri): Promise<void> {
    return this.#reader.load(file);
  }

  /** Rereads the history if another window or the command line has changed it. */
  refresh(): void {
    if (this.#reader.noticeChanges()) this.reload();
  }

  /** Forgets what was read, because another window or the command line may have made decisions since. */
  reload(): void {
    this.#reader.forget();
    this.#known.clear();
    this.#announce();
  }

  /** Begins to read a large document that was just opened. */
  prepare(document: vscode.TextDocument): Promise<void> {
    return this.#reader.prepare(document);
  }

  /** Whether all decisions on a file are known. */
  isComplete(file: vscode.Uri): boolean {
    return this.#reader.isComplete(file);
  }

  /** Stores decisions that a person made on strings of one project. */
  async keep(decided: readonly StoredDecision[]): Promise<void> {
    const [first] = decided;
    if (!first) return;
    await this.#stores.for(first.target).history.amend(
      decided.map(({ target, source, format, key, decision }) => ({
        targetPath: target.fsPath,
        sourcePath: source.fsPath,
        format: format.name,
        key,
        decision,
      })),
    );
    // Not earlier: anyone who reread the history before would get the old decisions.
    for (const one of decided) this.set(one, one.decision);
  }

  /** Records a decision; listeners are notified at most every 100 ms, because runs make many at once. */
  set(place: DecisionUnit, decision: Decision): void {
    this.#known.put(place, decision);
    this.#announce();
  }

  /** The decision on a key, whether the file has the key or not. */
  get(target: vscode.Uri, language: LanguageTag, key: string): StoredDecision | undefined {
    return this.#known.get(target, language, key);
  }

  /** The decisions on a target file in a language. */
  on(target: vscode.Uri, language: LanguageTag): readonly StoredDecision[] {
    return this.#known.on(target, language);
  }

  /** The values with decisions that touch a span of a document, language by language; those in a span come sooner. */
  async decidedIn(document: vscode.TextDocument, span?: Span): Promise<DecidedUnit[]> {
    await this.#reader.loadSeen(document, span);
    const found: DecidedUnit[] = [];
    for (const { direction, decisions } of this.#known.languagesOf(document.uri)) {
      const units = await byKey(await unitsOf(document, languagesOf(direction), span ? "now" : "later"), span);
      for (const [id, unit] of units) {
        const stored = decisions.get(id);
        if (stored) found.push({ ...stored, unit });
      }
    }
    return found;
  }

  /**
   * The source texts that touch a span of a document and have a draft that is not in the target file, so
   * that it can only be shown here.
   */
  async draftsAt(document: vscode.TextDocument, span?: Span): Promise<DecidedUnit[]> {
    await this.load(document.uri);
    const drafts = await openDrafts(this.#known.all(), ({ source }) => source.toString() === document.uri.toString());
    const languageOf = ({ decision }: StoredDecision): LanguageTag => decision.segment.direction.target;
    drafts.sort((a, b) => (languageOf(a) < languageOf(b) ? -1 : 1));
    const visible = new Map<LanguageTag, ReadonlyMap<string, Unit>>();
    const found: DecidedUnit[] = [];
    for (const draft of drafts) {
      if (draft.unit) continue;
      const { source } = draft.decision.segment.direction;
      const units = visible.get(source) ?? (await byKey(await unitsOf(document, { source }), span));
      visible.set(source, units);
      const unit = units.get(keyId(draft.key));
      if (unit) found.push({ ...draft, unit });
    }
    return found;
  }

  /** How many drafts of the projects have not been accepted, replaced or translated since. */
  async countDrafts(): Promise<number> {
    await this.#reader.loadDrafts();
    return (await openDrafts(this.#known.all(), () => true)).length;
  }

  #timer: NodeJS.Timeout | undefined;

  #announce(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire();
    }, 100);
  }
}

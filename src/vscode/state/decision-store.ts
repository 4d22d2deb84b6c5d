import * as vscode from "vscode";
import { messageOf } from "#core/errors.js";
import { keyId, type Unit } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { findFormat } from "#core/formats/registry.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { Decision } from "#core/routing/decision.js";
import type { Span } from "#core/text/span.js";
import { inSlices, type Urgency } from "#node/in-slices.js";
import type { History } from "#store/history.js";
import type { KeptDecision } from "#store/placed-decision.js";
import { byKey, unitsOf } from "../editor/units.js";
import { DecisionIndex } from "./decision-index.js";
import { type CheckedDecision, checkedOf, groupedByFile, placeOf } from "./kept-decisions.js";
import { openDrafts } from "./open-drafts.js";
import type { ProjectStores } from "./project-stores.js";
import type { DecidedUnit, DecisionUnit, StoredDecision } from "./stored-decision.js";

/** Decisions of earlier runs that are taken in one step. */
const DECISIONS_IN_STEP = 200;
/** From this many lines, the decisions on visible strings are read first. */
const MANY_LINES = 5_000;
/** If more strings than this are visible, all decisions are read. */
const MAX_SEEN = 1_000;

/**
 * The decisions on the files of this window, by target file, language and key. Those of earlier runs are read from
 * the projects' histories when one of their files is shown.
 */
export class DecisionStore {
  readonly #stores: ProjectStores;
  readonly #log: vscode.LogOutputChannel;
  readonly #known = new DecisionIndex();
  /** Files whose history has been read, or is being read. */
  readonly #loaded = new Map<string, Promise<void>>();
  /** Those whose history has been read. */
  readonly #complete = new Set<string>();
  /** The reading of the drafts of earlier runs, once begun. */
  #drafts: Promise<void> | undefined;
  /** The stamps of the databases when they were read. */
  #stamp = "";
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(stores: ProjectStores, log: vscode.LogOutputChannel) {
    this.#stores = stores;
    this.#log = log;
  }

  /** Reads the history of a file, as a target and as a source, once. */
  load(file: vscode.Uri): Promise<void> {
    const name = file.toString();
    const known = this.#loaded.get(name);
    if (known) return known;
    const work = this.#load(file)
      .catch((error) => this.#log.warn(`The history of ${name}: ${messageOf(error)}`))
      .then(() => {
        if (this.#loaded.get(name) === work) this.#complete.add(name);
      });
    this.#loaded.set(name, work);
    return work;
  }

  /** Rereads the history if another window or the command line has changed it. */
  refresh(): void {
    const stamp = this.#stores.stamp();
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    if (this.#loaded.size > 0) this.reload();
  }

  /** Forgets what was read, because another window or the command line may have made decisions since. */
  reload(): void {
    this.#loaded.clear();
    this.#complete.clear();
    this.#drafts = undefined;
    this.#known.clear();
    this.#announce();
  }

  async #load(file: vscode.Uri): Promise<void> {
    const history = findFormat(file.path) && this.#historyOf(file);
    if (!history) return;
    const kept = [...(await history.decisionsOn(file.fsPath)), ...(await history.decisionsFrom(file.fsPath))];
    await this.#take(kept, "later", history);
  }

  /**
   * Begins to read a large document that was just opened. The editor asks for hints when it has drawn it, which takes
   * longer.
   */
  async prepare(document: vscode.TextDocument): Promise<void> {
    if (document.lineCount <= MANY_LINES) return;
    try {
      for (const { decision } of (await this.#historyOf(document.uri)?.languagesOn(document.uri.fsPath)) ?? [])
        await unitsOf(document, languagesOf(decision.segment.direction), "now");
    } catch (error) {
      this.#log.warn(`The history of ${document.uri}: ${messageOf(error)}`);
    }
  }

  #historyOf(file: vscode.Uri): History | undefined {
    return file.scheme === "file" ? this.#stores.existing(file)?.history : undefined;
  }

  /**
   * Reads what is needed to show the decisions in a span of a document: of a large file with many decisions, those on the
   * strings of the span, while all are still being read.
   */
  async #loadSeen(document: vscode.TextDocument, span: Span | undefined): Promise<void> {
    const { uri, lineCount } = document;
    const isLarge = span && lineCount > MANY_LINES && !this.isComplete(uri);
    if (isLarge && (await this.#takeSeen(document, span))) void this.load(uri).then(() => this.#announce());
    else await this.load(uri);
  }

  /** Whether all decisions on a file are known. */
  isComplete(file: vscode.Uri): boolean {
    return this.#complete.has(file.toString());
  }

  /** Returns false if so much is seen that nothing was taken. */
  async #takeSeen(document: vscode.TextDocument, span: Span): Promise<boolean> {
    const { uri } = document;
    const history = this.#historyOf(uri);
    if (!history) return false;
    for (const { decision } of await history.languagesOn(uri.fsPath)) {
      const { direction } = decision.segment;
      const seen = await byKey(await unitsOf(document, languagesOf(direction), "now"), span);
      if (seen.size > MAX_SEEN) return false;
      await this.#take(await history.decisionsAt(uri.fsPath, direction.target, seen.keys()), "now");
    }
    return true;
  }

  async #loadDrafts(): Promise<void> {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const history = this.#stores.existing(uri)?.history;
      if (history) await this.#take(await history.decisionsWith(["draft"]), "later", history);
    }
  }

  /**
   * Adds decisions of earlier runs whose source texts are unchanged, unless newer ones are known.
   *
   * @param storeIn gets what the source files showed, so that they need not be read the next time
   */
  async #take(kept: readonly KeptDecision[], urgency: Urgency, storeIn?: History): Promise<void> {
    for (const ofFile of groupedByFile(kept)) {
      const { decisions, worthStoring } = await checkedOf(ofFile, urgency);
      if (await inSlices(this.#takeSteps(decisions), { urgency })) this.#announce();
      await storeIn?.noteChecks(worthStoring);
    }
  }

  /** Returns whether any of them is taken. */
  *#takeSteps(kept: readonly CheckedDecision[]): Generator<void, boolean> {
    const [first] = kept;
    const place = first && placeOf(first);
    if (!place) return false;
    let found = false;
    for (const [index, { key, checked, decision }] of kept.entries()) {
      if (index % DECISIONS_IN_STEP === 0) yield;
      const id = keyId(key);
      if (!checked.isCurrent || this.get(place.target, decision.segment.direction.target, id)) continue;
      this.#known.put({ ...place, key }, decision);
      found = true;
    }
    return found;
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
    await this.#loadSeen(document, span);
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
    this.#drafts ??= this.#loadDrafts().catch((error) => this.#log.warn(`The history: ${messageOf(error)}`));
    await this.#drafts;
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

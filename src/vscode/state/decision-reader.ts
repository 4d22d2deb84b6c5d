import * as vscode from "vscode";
import { messageOf } from "#core/errors.js";
import { keyId } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { findFormat } from "#core/formats/registry.js";
import type { Span } from "#core/text/span.js";
import { inSlices, type Urgency } from "#node/in-slices.js";
import type { History } from "#store/history.js";
import type { KeptDecision } from "#store/placed-decision.js";
import { byKey, unitsOf } from "../editor/units.js";
import type { DecisionIndex } from "./decision-index.js";
import { type CheckedDecision, checkedOf, groupedByFile, placeOf } from "./kept-decisions.js";
import type { ProjectStores } from "./project-stores.js";

/** Decisions of earlier runs that are taken in one step. */
const DECISIONS_IN_STEP = 200;
/** From this many lines, the decisions on visible strings are read first. */
const MANY_LINES = 5_000;
/** If more strings than this are visible, all decisions are read. */
const MAX_SEEN = 1_000;

/** Reads decisions of earlier runs from the projects' histories into an index: those on a file once, when it is shown. */
export class DecisionReader {
  readonly #stores: ProjectStores;
  readonly #log: vscode.LogOutputChannel;
  readonly #index: DecisionIndex;
  readonly #found: () => void;
  /** Files whose history has been read, or is being read. */
  readonly #loaded = new Map<string, Promise<void>>();
  /** Those whose history has been read. */
  readonly #complete = new Set<string>();
  /** The reading of the drafts of earlier runs, once begun. */
  #drafts: Promise<void> | undefined;
  /** The stamps of the databases when they were read. */
  #stamp = "";

  /** @param found called when there is more in the index */
  constructor(stores: ProjectStores, log: vscode.LogOutputChannel, index: DecisionIndex, found: () => void) {
    this.#stores = stores;
    this.#log = log;
    this.#index = index;
    this.#found = found;
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

  /** Whether all decisions on a file are known. */
  isComplete(file: vscode.Uri): boolean {
    return this.#complete.has(file.toString());
  }

  /** Whether something was read that has been written since this was asked last, as by the command line. */
  noticeChanges(): boolean {
    const stamp = this.#stores.stamp();
    if (stamp === this.#stamp) return false;
    this.#stamp = stamp;
    return this.#loaded.size > 0;
  }

  /** Everything is read again when it is next needed. */
  forget(): void {
    this.#loaded.clear();
    this.#complete.clear();
    this.#drafts = undefined;
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

  /**
   * Reads what is needed to show the decisions in a span of a document: of a large file with many decisions, those on the
   * strings of the span, while all are still being read.
   */
  async loadSeen(document: vscode.TextDocument, span: Span | undefined): Promise<void> {
    const { uri, lineCount } = document;
    const isLarge = span && lineCount > MANY_LINES && !this.isComplete(uri);
    if (isLarge && (await this.#takeSeen(document, span))) void this.load(uri).then(() => this.#found());
    else await this.load(uri);
  }

  /** Reads the drafts of the open projects, once. */
  loadDrafts(): Promise<void> {
    this.#drafts ??= this.#takeDrafts().catch((error) => this.#log.warn(`The history: ${messageOf(error)}`));
    return this.#drafts;
  }

  async #load(file: vscode.Uri): Promise<void> {
    const history = findFormat(file.path) && this.#historyOf(file);
    if (!history) return;
    const kept = [...(await history.decisionsOn(file.fsPath)), ...(await history.decisionsFrom(file.fsPath))];
    await this.#take(kept, "later", history);
  }

  #historyOf(file: vscode.Uri): History | undefined {
    return file.scheme === "file" ? this.#stores.existing(file)?.history : undefined;
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

  async #takeDrafts(): Promise<void> {
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
      if (await inSlices(this.#takeSteps(decisions), { urgency })) this.#found();
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
      if (!checked.isCurrent || this.#index.get(place.target, decision.segment.direction.target, id)) continue;
      this.#index.put({ ...place, key }, decision);
      found = true;
    }
    return found;
  }
}

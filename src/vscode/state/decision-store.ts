import { setImmediate as nextTurn } from "node:timers/promises";
import * as vscode from "vscode";
import { messageOf } from "#core/errors.js";
import { type Format, type KeyPath, keyId, type Unit } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { FORMATS, findFormat } from "#core/formats/registry.js";
import type { Direction, LanguageTag } from "#core/language/tag.js";
import { type Decision, draftOf } from "#core/routing/decision.js";
import { textHash } from "#core/text/hash.js";
import { type Span, touches } from "#core/text/span.js";
import type { KeptDecision } from "#store/history.js";
import { vscodeWorkspace } from "../editor/files.js";
import { unitsNow, unitsOf } from "../editor/units.js";
import type { ProjectStores } from "./project-stores.js";

/** A value of a document with its decision, and the target file of the decision. */
export interface DecidedUnit {
  readonly unit: Unit;
  readonly decision: Decision;
  readonly target: vscode.Uri;
}

/** Where a decision belongs. */
export interface DecisionUnit {
  readonly target: vscode.Uri;
  /** The source file; the target itself if it holds both. */
  readonly source: vscode.Uri;
  readonly format: Format;
  readonly key: KeyPath;
}

/** A decision and where it belongs. */
export type StoredDecision = DecisionUnit & { readonly decision: Decision };

/** A draft that is still open, and its target file's value. */
interface OpenDraft extends StoredDecision {
  readonly unit: Unit | undefined;
}

const EVERYTHING: Span = { start: 0, end: Number.POSITIVE_INFINITY };

/** The decisions on one file in one language, by key. */
interface DecidedLanguage {
  readonly direction: Direction;
  readonly decisions: Map<string, StoredDecision>;
}

/**
 * The decisions on the files of this window, by target file, language and key. Those of earlier runs are read from
 * the projects' histories when one of their files is shown.
 */
export class DecisionStore {
  readonly #stores: ProjectStores;
  readonly #log: vscode.LogOutputChannel;
  readonly #files = new Map<string, Map<LanguageTag, DecidedLanguage>>();
  /** Files whose history has been read, or is being read. */
  readonly #loaded = new Map<string, Promise<void>>();
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
    const work = this.#load(file).catch((error) => this.#log.warn(`The history of ${name}: ${messageOf(error)}`));
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
    this.#drafts = undefined;
    this.#files.clear();
    this.#announce();
  }

  async #load(file: vscode.Uri): Promise<void> {
    if (file.scheme !== "file" || !findFormat(file.path)) return;
    const history = this.#stores.existing(file)?.history;
    if (!history) return;
    const kept = [...(await history.decisionsOn(file.fsPath)), ...(await history.decisionsFrom(file.fsPath))];
    // Reading the database, the source and the file takes long if they are large, so it yields in between.
    await nextTurn();
    await this.#take(kept);
    await nextTurn();
  }

  async #loadDrafts(): Promise<void> {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const history = this.#stores.existing(uri)?.history;
      if (history) await this.#take(await history.decisionsWith(["draft"]));
    }
  }

  /** Adds decisions of earlier runs whose source texts are unchanged, unless newer ones are known. */
  async #take(kept: readonly KeptDecision[]): Promise<void> {
    const isCurrent = await currentOf(kept);
    let found = false;
    for (const one of kept) {
      const place = placeOf(one);
      const { target } = one.decision.segment.direction;
      if (!place || !isCurrent(one) || this.get(place.target, target, keyId(one.key))) continue;
      this.#put(place, one.decision);
      found = true;
    }
    if (found) this.#announce();
  }

  /** Stores decisions that a person made on strings of one project. */
  async keep(decided: readonly StoredDecision[]): Promise<void> {
    const [first] = decided;
    if (!first) return;
    for (const one of decided) this.set(one, one.decision);
    await this.#stores.for(first.target).history.amend(
      decided.map(({ target, source, format, key, decision }) => ({
        targetPath: target.fsPath,
        sourcePath: source.fsPath,
        format: format.name,
        key,
        decision,
      })),
    );
  }

  /** Records a decision; listeners are notified at most every 100 ms, because runs make many at once. */
  set(place: DecisionUnit, decision: Decision): void {
    this.#put(place, decision);
    this.#announce();
  }

  #put(place: DecisionUnit, decision: Decision): void {
    const { direction } = decision.segment;
    const file = place.target.toString();
    const languages = this.#files.get(file) ?? new Map<LanguageTag, DecidedLanguage>();
    this.#files.set(file, languages);
    const language = languages.get(direction.target) ?? { direction, decisions: new Map<string, StoredDecision>() };
    languages.set(direction.target, language);
    language.decisions.set(keyId(place.key), { ...place, decision });
  }

  /** The decision on a key, whether the file has the key or not. */
  get(target: vscode.Uri, language: LanguageTag, key: string): StoredDecision | undefined {
    return this.#files.get(target.toString())?.get(language)?.decisions.get(key);
  }

  /** The decisions on a target file in a language. */
  on(target: vscode.Uri, language: LanguageTag): readonly StoredDecision[] {
    return [...(this.#files.get(target.toString())?.get(language)?.decisions.values() ?? [])];
  }

  /** The values with decisions that touch a span of a document, language by language. */
  async decidedIn(document: vscode.TextDocument, span: Span = EVERYTHING): Promise<DecidedUnit[]> {
    await this.load(document.uri);
    const languages = [...(this.#files.get(document.uri.toString())?.values() ?? [])];
    return languages.flatMap(({ direction, decisions }) =>
      unitsOf(document, languagesOf(direction)).flatMap((unit): DecidedUnit[] => {
        const stored = touches(unit.span, span) ? decisions.get(keyId(unit.key)) : undefined;
        return stored ? [{ ...stored, unit }] : [];
      }),
    );
  }

  /**
   * The source texts that touch a span of a document and have a draft that is not in the target file, so
   * that it can only be shown here.
   */
  async draftsAt(document: vscode.TextDocument, span: Span = EVERYTHING): Promise<DecidedUnit[]> {
    await this.load(document.uri);
    const drafts = await this.#openDrafts(({ source }) => source.toString() === document.uri.toString());
    const languageOf = ({ decision }: StoredDecision): LanguageTag => decision.segment.direction.target;
    drafts.sort((a, b) => (languageOf(a) < languageOf(b) ? -1 : 1));
    const visible = new Map<LanguageTag, ReadonlyMap<string, Unit>>();
    return drafts.flatMap((draft): DecidedUnit[] => {
      if (draft.unit) return [];
      const { source } = draft.decision.segment.direction;
      const units = visible.get(source) ?? unitsIn(document, source, span);
      visible.set(source, units);
      const unit = units.get(keyId(draft.key));
      return unit ? [{ ...draft, unit }] : [];
    });
  }

  /** How many drafts of the projects have not been accepted, replaced or translated since. */
  async countDrafts(): Promise<number> {
    this.#drafts ??= this.#loadDrafts().catch((error) => this.#log.warn(`The history: ${messageOf(error)}`));
    await this.#drafts;
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

/** The source texts that touch a span, by key. */
function unitsIn(document: vscode.TextDocument, source: LanguageTag, span: Span): ReadonlyMap<string, Unit> {
  const units = unitsOf(document, { source }).filter((unit) => touches(unit.span, span));
  return new Map(units.map((unit) => [keyId(unit.key), unit]));
}

/** Determines whether the source texts of stored decisions are unchanged. */
async function currentOf(kept: readonly KeptDecision[]): Promise<(one: KeptDecision) => boolean> {
  const texts = new Map<string, Map<string, string>>();
  const nameOf = ({ sourcePath, decision }: KeptDecision): string =>
    JSON.stringify([sourcePath, decision.segment.direction]);
  for (const one of kept) {
    const { sourcePath, targetPath, decision } = one;
    if (texts.has(nameOf(one))) continue;
    const { direction } = decision.segment;
    const languages = sourcePath === targetPath ? languagesOf(direction) : { source: direction.source };
    // A document may outlive its file for a while.
    const isThere = (await vscodeWorkspace.stampOf(sourcePath)) !== undefined;
    const units = isThere ? await unitsNow(vscode.Uri.file(sourcePath), languages) : [];
    texts.set(nameOf(one), new Map(units.map(({ key, source, value }) => [keyId(key), source ?? value])));
  }
  return (one) => {
    const there = texts.get(nameOf(one));
    // The source file does not exist, or cannot be read.
    if (!there || there.size === 0) return false;
    const now = there.get(keyId(one.key));
    // A plural form may be one that the source language does not have.
    return now === undefined || textHash(now) === one.sourceHash;
  };
}

function placeOf({ targetPath, sourcePath, format: name, key }: KeptDecision): DecisionUnit | undefined {
  const format = FORMATS.find((one) => one.name === name);
  return format && { target: vscode.Uri.file(targetPath), source: vscode.Uri.file(sourcePath), format, key };
}

/** Whether the file still has nothing better than a draft. */
function isOpen({ decision, format }: StoredDecision, unit: Unit | undefined): boolean {
  if (!unit || unit.value === "") return true;
  return format.draftMark ? unit.state !== "translated" : unit.value === decision.chosen?.text;
}

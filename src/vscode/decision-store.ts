import * as vscode from "vscode";
import { type KeyPath, keyId } from "../core/formats/format.js";
import type { Decision } from "../core/segment.js";

/** The decisions of this session, by target file and key. */
export class DecisionStore {
  readonly #files = new Map<string, Map<string, Decision>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  /** Records a decision; listeners are told at most every 100 ms, runs decide many at once. */
  set(file: vscode.Uri, key: KeyPath, decision: Decision): void {
    const decisions = this.#files.get(file.toString()) ?? new Map<string, Decision>();
    this.#files.set(file.toString(), decisions);
    decisions.set(keyId(key), decision);
    this.#announce();
  }

  /** The decision on a key of a file. */
  get(file: vscode.Uri, key: KeyPath): Decision | undefined {
    return this.#files.get(file.toString())?.get(keyId(key));
  }

  /** Whether anything was decided in a file. */
  has(file: vscode.Uri): boolean {
    return this.#files.has(file.toString());
  }

  #timer: NodeJS.Timeout | undefined;

  #announce(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire();
    }, 100);
  }
}

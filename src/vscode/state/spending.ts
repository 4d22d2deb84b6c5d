import * as vscode from "vscode";

const SPENT = "routelmt.spent";

/** What this workspace has spent, in US dollars; survives restarts. */
export class Spending {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get spent(): number {
    return this.#state.get<number>(SPENT, 0);
  }

  /** What is left under a limit, never below 0. */
  left(cap: number): number {
    return Math.max(0, cap - this.spent);
  }

  /** Adds what a run paid or may still have to pay. */
  async add(amount: number): Promise<void> {
    await this.#state.update(SPENT, this.spent + amount);
    this.#changed.fire();
  }
}

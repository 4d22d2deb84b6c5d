import * as vscode from "vscode";
import type { Cap } from "#core/routing/ledger.js";
import { readCaps } from "../editor/caps.js";
import type { CapLeft } from "../editor/plan-text.js";
import type { ProjectStores } from "./project-stores.js";

/** A cap, and the amount that counts toward it. */
export interface CapUse {
  readonly cap: Cap;
  readonly used: number;
}

/** The money of the projects in this window; spending in other windows and the command line counts, too. */
export class ProjectBudgets {
  readonly #stores: ProjectStores;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(stores: ProjectStores) {
    this.#stores = stores;
  }

  /**
   * The caps of a file's project, the user's own first, with the amounts that count toward them.
   *
   * @throws {RouteLmtError} as {@link readCaps}, and what the project database throws
   */
  async uses(resource?: vscode.Uri): Promise<readonly [CapUse, ...CapUse[]]> {
    const [own, ...more] = readCaps(resource);
    const store = this.#stores.existing(resource);
    const used = store ? await store.book.used([own, ...more]) : [];
    return [
      { cap: own, used: used[0] ?? 0 },
      ...more.map((cap, index): CapUse => ({ cap, used: used[index + 1] ?? 0 })),
    ];
  }

  /** Notifies listeners of spending. */
  changed(): void {
    this.#changed.fire();
  }
}

/** The cap with the smallest share left. */
export function tightest(uses: readonly [CapUse, ...CapUse[]]): CapUse {
  const share = ({ cap, used }: CapUse): number => (cap.limit === 0 ? Number.POSITIVE_INFINITY : used / cap.limit);
  return uses.reduce((a, b) => (share(b) > share(a) ? b : a));
}

/** What is left of the {@link tightest} cap. */
export function leftOf(uses: readonly [CapUse, ...CapUse[]]): CapLeft {
  const { cap, used } = tightest(uses);
  return { unit: cap.unit, amount: Math.max(0, cap.limit - used) };
}

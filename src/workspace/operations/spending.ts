import type { LedgerEntry, RequestState } from "#store/ledger-book.js";
import type { ProjectStore } from "#store/project-store.js";

/** What was spent on one model. */
export interface ModelSpending {
  readonly provider: string;
  readonly model: string;
  /** US dollars. */
  readonly usd: number;
  readonly requests: number;
  readonly segments: number;
}

/** What a project spent, in US dollars, reservations included. */
export interface ProjectSpending {
  readonly today: number;
  readonly month: number;
  readonly total: number;
  readonly requests: Readonly<Record<RequestState, number>>;
  /** By model, most expensive first; reservations excluded. */
  readonly models: readonly ModelSpending[];
  /** Requests that may have been charged or not, and the amount that counts for them. */
  readonly inDoubt: { readonly requests: number; readonly usd: number };
}

/**
 * The sums of a project's ledger.
 *
 * @throws {RouteLmtError} what the project database throws
 */
export async function projectSpending(
  { book }: ProjectStore,
  entries: readonly LedgerEntry[],
): Promise<ProjectSpending> {
  const [today, month, total] = [await book.spent("day"), await book.spent("month"), await book.spent("total")];
  const requests = { settled: 0, open: 0, doubtful: 0, released: 0 };
  for (const { state } of entries) requests[state]++;
  const doubtful = entries.filter(({ state }) => state === "doubtful");
  const usd = doubtful.reduce((sum, { reserved }) => sum + reserved.usd, 0);
  return {
    today,
    month,
    total,
    requests,
    models: byModel(entries),
    inDoubt: { requests: doubtful.length, usd },
  };
}

function byModel(entries: readonly LedgerEntry[]): ModelSpending[] {
  const sums = new Map<string, ModelSpending>();
  for (const { provider, model, paid, state } of entries) {
    if (state !== "settled") continue;
    const name = JSON.stringify([provider, model]);
    const sum = sums.get(name) ?? { provider, model, usd: 0, requests: 0, segments: 0 };
    sums.set(name, {
      ...sum,
      usd: sum.usd + paid.usd,
      requests: sum.requests + 1,
      segments: sum.segments + paid.segments,
    });
  }
  return [...sums.values()].sort((a, b) => b.usd - a.usd);
}

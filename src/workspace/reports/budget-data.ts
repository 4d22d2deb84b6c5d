import type { Decision } from "#core/routing/decision.js";
import type { PanelData, PanelString } from "#panel/protocol.js";
import type { LedgerEntry } from "#store/ledger-book.js";
import type { KeptDecision } from "#store/placed-decision.js";
import { dayOf } from "#store/project-ledger.js";
import type { ProjectStore } from "#store/project-store.js";
import { pathInside } from "../path-inside.js";

/** How many entries are shown; the export has all. */
const MAX_REQUESTS = 200;
/** How many days the chart shows. */
const MAX_DAYS = 30;

/** What the *Budget* panel shows of a project, and the decisions behind its strings, by their ids. */
export interface BudgetData {
  readonly data: Omit<PanelData, "caps" | "texts">;
  readonly kept: readonly KeptDecision[];
}

/**
 * Collects what was decided and spent in a project. Reused strings cost and gain nothing, and are left out.
 *
 * @param pricesOf finds the strings that a purchase would offer, with their prices in US dollars
 * @throws {RouteLmtError} what the project database throws
 */
export async function budgetData(
  store: ProjectStore,
  pricesOf: (kept: readonly KeptDecision[]) => Promise<ReadonlyMap<KeptDecision, number>>,
): Promise<BudgetData> {
  const outcomes: Decision["outcome"][] = ["local", "large", "flagged", "held", "draft", "failed"];
  const kept = await store.history.decisionsWith(outcomes);
  const prices = await pricesOf(kept);
  const entries = await store.book.entries();
  const requests = entries.slice(-MAX_REQUESTS).reverse();
  return {
    kept,
    data: {
      project: store.root,
      strings: kept.map((one, id) => ({ ...stringOf(store.root, one, prices.get(one)), id })),
      requests: requests.map((entry) => {
        const { time, model, language, state, reserved } = entry;
        return { time, model, language, segments: reserved.segments, state, usd: countedOf(entry) };
      }),
      requestCount: entries.length,
      days: daysOf(entries),
    },
  };
}

/** @param price in US dollars; undefined if it is not for sale */
function stringOf(
  root: string,
  { targetPath, decision }: KeptDecision,
  price: number | undefined,
): Omit<PanelString, "id"> {
  const { segment, outcome, predicted, cost, estimatedCost, candidates } = decision;
  const quality = candidates.find(({ origin }) => origin === "small")?.quality;
  const isOffered = price !== undefined;
  // One that was taken back is for sale again. A held one is paid for, and asking the same model again would gain nothing.
  const isBought = !isOffered && (outcome === "large" || outcome === "held");
  return {
    file: pathInside(root, targetPath) ?? targetPath,
    language: segment.direction.target,
    key: segment.key,
    source: segment.source,
    gain: outcome === "held" && !isOffered ? 0 : predicted.gain,
    low: predicted.low,
    high: predicted.high,
    cost: price ?? (isBought ? cost : estimatedCost),
    ...(quality === undefined ? {} : { quality }),
    isBought,
    isOffered,
  };
}

/** How much of a request counts toward caps, in US dollars. */
function countedOf({ state, paid, reserved }: LedgerEntry): number {
  if (state === "released") return 0;
  return state === "settled" ? paid.usd : reserved.usd;
}

function daysOf(entries: readonly LedgerEntry[]): { day: string; usd: number }[] {
  const days = new Map<string, number>();
  for (const entry of entries) {
    const day = dayOf(entry.time);
    days.set(day, (days.get(day) ?? 0) + countedOf(entry));
  }
  return [...days]
    .map(([day, usd]) => ({ day, usd }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .slice(-MAX_DAYS);
}

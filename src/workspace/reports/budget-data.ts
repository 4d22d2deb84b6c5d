import { type Decision, isOffered } from "#core/routing/decision.js";
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
 * @param editedOf finds the strings that a person has changed in the files since; these are not for sale
 * @throws {RouteLmtError} what the project database throws
 */
export async function budgetData(
  store: ProjectStore,
  editedOf: (kept: readonly KeptDecision[]) => Promise<ReadonlySet<KeptDecision>>,
): Promise<BudgetData> {
  const outcomes: Decision["outcome"][] = ["local", "large", "flagged", "held", "draft", "failed"];
  const kept = await store.history.decisionsWith(outcomes);
  const edited = await editedOf(kept);
  const entries = await store.book.entries();
  const requests = entries.slice(-MAX_REQUESTS).reverse();
  return {
    kept,
    data: {
      project: store.root,
      strings: kept.map((one, id) => ({
        ...stringOf(store.root, one),
        id,
        isOffered: isOffered(one.decision) && !edited.has(one),
      })),
      requests: requests.map((entry) => {
        const { time, model, language, state, reserved } = entry;
        return { time, model, language, segments: reserved.segments, state, usd: countedOf(entry) };
      }),
      requestCount: entries.length,
      days: daysOf(entries),
    },
  };
}

function stringOf(root: string, { targetPath, decision }: KeptDecision): Omit<PanelString, "id" | "isOffered"> {
  const { segment, outcome, predicted, cost, estimatedCost, candidates } = decision;
  const quality = candidates.find(({ origin }) => origin === "small")?.quality;
  // A held purchase is paid for; buying it again would gain nothing.
  const isBought = outcome === "large" || outcome === "held";
  return {
    file: pathInside(root, targetPath) ?? targetPath,
    language: segment.direction.target,
    key: segment.key,
    source: segment.source,
    gain: outcome === "held" ? 0 : predicted.gain,
    low: predicted.low,
    high: predicted.high,
    cost: isBought ? cost : estimatedCost,
    ...(quality === undefined ? {} : { quality }),
    isBought,
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

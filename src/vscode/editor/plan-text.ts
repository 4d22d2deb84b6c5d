import * as vscode from "vscode";
import type { CapUnit } from "#core/routing/amount.js";
import type { Decision } from "#core/routing/decision.js";
import type { CapPeriod } from "#core/routing/ledger.js";
import type { Plan } from "#core/routing/plan.js";
import { outcomeCounts } from "#workspace/decision-label.js";
import type { ForSale, ForSaleReason } from "#workspace/runs/for-sale.js";
import { localized, shownAmount, shownDollars, shownNumber } from "./shown-text.js";

/** What is left of a cap. */
export interface CapLeft {
  readonly unit: CapUnit;
  readonly amount: number;
}

/**
 * A plan in one line.
 *
 * @param count segments of the run; those that the plan does not route are reused
 * @param left what is left of the budget; undefined if there is none
 * @param drafts how many of those that stay local are known to be drafts
 */
export function planText(plan: Plan, count: number, left: CapLeft | undefined, drafts = 0): string {
  const reused = count - plan.routes.length;
  const local = plan.routes.length - plan.largeCount;
  const mean = plan.predictedGain / Math.max(1, plan.largeCount);
  const price = shownDollars(plan.estimatedCost);
  return [
    localized("{0, plural, one {# string} other {# strings}}", count),
    ...(reused > 0 ? [localized("{0} reused", reused)] : []),
    drafts > 0 ? localized("{0} local, {1} of them drafts", local, drafts) : localized("{0} local", local),
    localized("{0} worth the large model (predicted +{1} each)", plan.largeCount, shownNumber(mean, 1)),
    left
      ? localized("estimated {0}, of {1} left", price, shownAmount(left.amount, left.unit))
      : localized("estimated {0}", price),
  ].join(" · ");
}

/**
 * The results of a run in one line; the numbers after the first add up to its segments, and those without words.
 *
 * @param written values that are new in files
 * @param copied how many of them have no words to translate, so they are not segments
 */
export function summaryText(decisions: readonly Decision[], written: number, copied = 0): string {
  const values = localized("{0, plural, one {# value written} other {# values written}}", written);
  const wordless = copied > 0 ? [localized("{0} without words", copied)] : [];
  return [values, ...outcomeCounts(decisions, localized), ...wordless].join(" · ");
}

/** What is for sale, such as `28 flagged · 16 drafts · 12 over the share`; empty for what a person chose. */
export function saleText(counts: ForSale["counts"]): string {
  return [...counts].map(([reason, count]) => saleCount(reason, count)).join(" · ");
}

function saleCount(reason: ForSaleReason, count: number): string {
  switch (reason) {
    case "draft":
      return localized("{0, plural, one {# draft} other {# drafts}}", count);
    case "over-share":
      return localized("{0} over the share", count);
    case "held":
      return localized("{0} held", count);
    case "failed":
      return localized("{0} failed the checks", count);
    case "unknown":
      return localized("{0} without a prediction yet", count);
    case "flagged":
      return localized("{0} flagged", count);
  }
}

/** The spent part of a cap, in a sentence. */
export function spentText(period: CapPeriod, spent: string, cap: string): string {
  switch (period) {
    case "run":
      return localized("Each run may spend {0} at most.", cap);
    case "day":
      return localized("This project spent {0} of {1} today.", spent, cap);
    case "month":
      return localized("This project spent {0} of {1} this month.", spent, cap);
    case "total":
      return localized("This project spent {0} of {1}.", spent, cap);
  }
}

/** How long a cap lasts, in words. */
export function periodText(period: CapPeriod): string {
  return {
    run: vscode.l10n.t("for each run"),
    day: vscode.l10n.t("for each project and day"),
    month: vscode.l10n.t("for each project and month"),
    total: vscode.l10n.t("for each project"),
  }[period];
}

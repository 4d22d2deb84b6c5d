import * as vscode from "vscode";
import type { CapPeriod, CapUnit } from "#core/routing/cap.js";
import type { Decision } from "#core/routing/decision.js";
import type { Plan } from "#core/routing/plan.js";
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
 * The results of a run in one line; the numbers after the first add up to its segments.
 *
 * @param written values that are new in files
 */
export function summaryText(decisions: readonly Decision[], written: number): string {
  const counted = (outcome: Decision["outcome"], text: (count: number) => string): string[] => {
    const { length } = decisions.filter((one) => one.outcome === outcome);
    return length > 0 ? [text(length)] : [];
  };
  const leftOut = decisions.filter(({ outcome, chosen }) => outcome === "draft" && !chosen).length;
  return [
    localized("{0, plural, one {# value written} other {# values written}}", written),
    ...counted("memory", (count) => localized("{0} reused", count)),
    ...counted("local", (count) => localized("{0} local", count)),
    ...counted("large", (count) => localized("{0} large", count)),
    ...counted("flagged", (count) => localized("{0} worth the large model, not bought", count)),
    ...counted("held", (count) => localized("{0} held", count)),
    ...counted("draft", (count) =>
      leftOut > 0
        ? localized("{0, plural, one {# draft} other {# drafts}}, {1} of them not written", count, leftOut)
        : localized("{0, plural, one {# draft} other {# drafts}}", count),
    ),
    ...counted("failed", (count) => localized("{0} failed the checks", count)),
  ].join(" · ");
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

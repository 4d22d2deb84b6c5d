import * as vscode from "vscode";
import { isOverShare, type Outcome } from "#core/routing/decision.js";
import type { SummaryLink, SummaryPage, SummaryRow, SummarySection } from "#panel/summary-page.js";
import type { KeptDecision } from "#store/placed-decision.js";
import { gainText, labelOf, outcomeLabel } from "#workspace/decision-label.js";
import {
  commandText,
  filesIn,
  moneyTexts,
  type ReportedDecision,
  type RunReport,
  runTitle,
  sumText,
} from "#workspace/reports/run-report.js";
import { localized, shownDollars, shownLanguage, shownNumber } from "../editor/shown-text.js";
import { linkTo } from "../state/string-place.js";
import { salesIn } from "./panel-sale.js";

/** Longer lists are not more useful, and slow to draw. */
const MAX_ROWS = 500;

/** Outcomes in the order in which they are shown: those that need a person ({@link TO_LOOK_AT}) first. */
const ORDER: readonly Outcome[] = ["failed", "held", "draft", "flagged", "large", "local", "memory"];
const TO_LOOK_AT: ReadonlySet<Outcome> = new Set(["failed", "held", "draft", "flagged"]);

/** Outcomes that the large model may still improve; so may what is {@link isOverShare}. */
const BUYABLE: ReadonlySet<Outcome> = new Set(["failed", "draft", "flagged"]);

/** Commands that the page may run. */
export const SUMMARY_COMMANDS = [
  "vscode.open",
  ...["openPlace", "buyFlagged", "review", "undoLastRun", "setBudget", "reportAsMarkdown"].map(
    (name) => `routelmt.${name}`,
  ),
];

/** A report with the decisions of the database, in the same order. */
export interface KeptReport {
  readonly report: RunReport;
  readonly kept: readonly KeptDecision[];
  /** Whether it is the last one that wrote something, which is not undone yet. */
  readonly canUndo: boolean;
}

/** What the page of a run says. */
export function summaryTexts(all: KeptReport): Omit<SummaryPage, "source" | "style"> {
  const { report, kept } = all;
  const { run, counts, decisions } = report;
  const { t } = vscode.l10n;
  return {
    language: vscode.env.language,
    title: runTitle(run, localized),
    facts: [report.project, commandText(run, localized), ...moneyTexts(report, localized)],
    counts: ORDER.filter((outcome) => counts[outcome] > 0).map((outcome) => {
      const count = counts[outcome];
      return { outcome, label: outcomeLabel(outcome, localized), count, shown: shownNumber(count) };
    }),
    next: { title: t("What to do next"), links: nextLinks(all) },
    files: { title: t("Files"), links: fileLinks(report) },
    columns: [t("key"), t("source"), t("target"), t("decision"), t("why")],
    sections: sectionsOf(decisions, kept),
  };
}

/** What to do next, as far as there is something to do it with. */
function nextLinks({ report, kept, canUndo }: KeptReport): SummaryLink[] {
  const { run, project, decisions } = report;
  const { t } = vscode.l10n;
  const own = decisions[0] ? [fileOf(project, decisions[0])] : [];
  const forSale = kept.filter(({ decision }) => BUYABLE.has(decision.outcome) || isOverShare(decision));
  return [
    ...(forSale.length > 0 ? [link(t("Buy Flagged…"), "routelmt.buyFlagged", salesIn(forSale))] : []),
    ...(decisions.length > 0 ? [link(t("Review Decisions"), "routelmt.review")] : []),
    ...(canUndo ? [link(t("Undo This Run"), "routelmt.undoLastRun", ...own)] : []),
    link(t("Set Budget…"), "routelmt.setBudget", ...own),
    link(t("Open as Markdown"), "routelmt.reportAsMarkdown", ...own, run.id),
  ];
}

function fileLinks({ project, decisions }: RunReport): (SummaryLink & { readonly counts: string })[] {
  return filesIn(decisions).map(([file, counts]) => ({
    ...link(file, "vscode.open", fileOf(project, { file })),
    counts: sumText(counts, localized),
  }));
}

function sectionsOf(decisions: readonly ReportedDecision[], kept: readonly KeptDecision[]): SummarySection[] {
  const all = decisions.map((reported, index) => ({ reported, kept: kept[index] as KeptDecision }));
  const rank = ({ outcome, gain }: ReportedDecision): number => ORDER.indexOf(outcome) * 1000 - gain;
  all.sort((a, b) => rank(a.reported) - rank(b.reported));
  const section = (title: string, own: typeof all, isOpen: boolean): SummarySection[] => {
    const rows = own.slice(0, MAX_ROWS);
    const more = own.length - rows.length;
    return own.length === 0
      ? []
      : [
          {
            title,
            isOpen,
            rows: rows.map(({ reported, kept: one }) => rowOf(reported, one)),
            more: more > 0 ? localized("… and {0} more", more) : "",
          },
        ];
  };
  const first = all.filter(({ reported }) => TO_LOOK_AT.has(reported.outcome));
  const others = all.filter(({ reported }) => !TO_LOOK_AT.has(reported.outcome));
  return [
    ...section(localized("To be looked at: {0}", first.length), first, true),
    ...section(localized("All the others: {0}", others.length), others, first.length === 0),
  ];
}

function rowOf(reported: ReportedDecision, { targetPath, key, decision }: KeptDecision): SummaryRow {
  const { language, source, cost, reason, findings, outcome } = reported;
  const place = linkTo({ target: vscode.Uri.file(targetPath), language, key });
  return {
    key: link(reported.key, "routelmt.openPlace", place),
    language: shownLanguage(language),
    source,
    // What was not written is shown, too: it is what a person decides about.
    target: reported.target ?? decision.candidates[0]?.text ?? "",
    decision: labelOf(decision, undefined, localized),
    amounts: [
      // Some labels say the gain themselves.
      ...(outcome === "memory" || outcome === "flagged" || isOverShare(decision) ? [] : [gainText(decision.predicted)]),
      ...(cost > 0 ? [shownDollars(cost)] : []),
    ].join(" · "),
    why: [reason, ...findings].join(" "),
  };
}

function fileOf(project: string, { file }: Pick<ReportedDecision, "file">): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.file(project), file);
}

function link(text: string, command: string, ...args: readonly unknown[]): SummaryLink {
  return { text, href: `command:${command}?${encodeURIComponent(JSON.stringify(args))}` };
}

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { formatList, formatNumber } from "#core/language/format-message.js";
import { dollars } from "#core/routing/amount.js";
import type { Decision, Outcome } from "#core/routing/decision.js";
import type { RunRecord } from "#store/history.js";
import type { LedgerEntry } from "#store/ledger-book.js";
import type { ProjectStore } from "#store/project-store.js";
import { inEnglish, type Localize } from "../localize.js";
import { pathInside } from "../path-inside.js";
import { candidateFindingText, reasonText } from "../reason-text.js";

/** A decision of a run, in words. */
export interface ReportedDecision {
  readonly file: string;
  readonly language: string;
  readonly key: string;
  readonly source: string;
  readonly outcome: Outcome;
  readonly reason: string;
  /** The text that was written, if any. */
  readonly target?: string;
  /** Predicted gain of the large model, in points of 100, not rounded. */
  readonly gain: number;
  /** US dollars. */
  readonly cost: number;
  readonly estimatedCost: number;
  /** The checks' findings by candidate. */
  readonly findings: readonly string[];
}

/** What a run did, for people and for programs. */
export interface RunReport {
  readonly project: string;
  readonly run: RunRecord;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** US dollars: paid, and possibly still to be charged. */
  readonly paid: number;
  readonly inDoubt: number;
  readonly requests: readonly LedgerEntry[];
  readonly decisions: readonly ReportedDecision[];
}

/**
 * The report of a run.
 *
 * @param run its id; by default, the last one
 * @returns undefined if there is none
 * @throws {RouteLmtError} what the project database throws
 */
export async function reportOf(
  store: ProjectStore,
  run?: number,
  t: Localize = inEnglish,
): Promise<RunReport | undefined> {
  const record = await store.history.run(run);
  if (!record) return undefined;
  const kept = await store.history.decisionsOf(record.id);
  const requests = (await store.book.entries()).filter((entry) => entry.run === record.id);
  const counts: Record<Outcome, number> = { memory: 0, local: 0, draft: 0, large: 0, held: 0, failed: 0, flagged: 0 };
  for (const { decision } of kept) counts[decision.outcome]++;
  const open = requests.filter(({ state }) => state === "open" || state === "doubtful");
  return {
    project: store.root,
    run: record,
    counts,
    paid: requests.reduce((sum, { paid }) => sum + paid.usd, 0),
    inDoubt: open.reduce((sum, { reserved }) => sum + reserved.usd, 0),
    requests,
    decisions: kept.map(({ targetPath, decision }) =>
      reportedDecision(pathInside(store.root, targetPath) ?? targetPath, decision, t),
    ),
  };
}

/** A decision in words. */
export function reportedDecision(file: string, decision: Decision, t: Localize = inEnglish): ReportedDecision {
  const { segment, outcome, chosen, predicted, cost, estimatedCost, findings } = decision;
  return {
    file,
    language: segment.direction.target,
    key: segment.key,
    source: segment.source,
    outcome,
    reason: reasonText(decision, t),
    ...(chosen ? { target: chosen.text } : {}),
    gain: predicted.gain,
    cost,
    estimatedCost,
    findings: findings.map((one) => candidateFindingText(one, t)),
  };
}

/** A report as Markdown: the totals, then a table of every decision. */
export function markdownOf(report: RunReport, t: Localize): string {
  const { project, run, counts, decisions } = report;
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const sums = (Object.entries(counts) as [Outcome, number][]).filter(([, count]) => count > 0);
  return [
    `# ${runTitle(run, t)}`,
    "",
    `- ${t("Project: {0}", code(project))}`,
    `- ${commandText(run, t)}`,
    `- ${t("Strings: {0}", sumText(sums, t))} = ${formatNumber(all, t.language)}`,
    ...moneyTexts(report, t).map((text) => `- ${text}`),
    "",
    ...filesIn(decisions).map(([file, own]) => `- [${cell(file)}](${addressOf(project, file)}): ${sumText(own, t)}`),
    "",
    `| ${columns(t).join(" | ")} |`,
    "| --- | --- | --- | --- | --- | --- | --: | --: | --- | --- |",
    ...decisions.map((one) =>
      [
        "",
        code(one.file),
        one.language,
        code(one.key),
        code(one.source),
        code(one.target ?? ""),
        outcomeText(one.outcome, t),
        formatNumber(one.gain, t.language, 1),
        dollars(one.cost, t.language),
        cell(one.reason),
        cell(one.findings.join("; ")),
        "",
      ]
        .join(" | ")
        .trim(),
    ),
    "",
  ].join("\n");
}

/** The title of a run. */
export function runTitle({ id, started }: RunRecord, t: Localize): string {
  return t("RouteLMT run {0}, {1}", id, timeText(started, t));
}

/** The command, and how it ended. */
export function commandText({ command, state }: RunRecord, t: Localize): string {
  return t("Command: {0} ({1})", command, stateText(state, t));
}

/** What a run cost, and may still cost: one sentence each. */
export function moneyTexts(report: RunReport, t: Localize): string[] {
  const { inDoubt } = report;
  return [
    paidText(report, t),
    ...(inDoubt > 0 ? [t("In doubt: up to {0} more may be charged", dollars(inDoubt, t.language))] : []),
  ];
}

/** Counts of outcomes, such as `3 local + 1 draft`. */
export function sumText(counts: readonly (readonly [Outcome, number])[], t: Localize): string {
  return counts.map(([outcome, count]) => `${formatNumber(count, t.language)} ${outcomeText(outcome, t)}`).join(" + ");
}

function stateText(state: RunRecord["state"], t: Localize): string {
  switch (state) {
    case "running":
      return t("running");
    case "done":
      return t("done");
    case "cancelled":
      return t("cancelled");
    case "failed":
      return t("failed");
    case "undone":
      return t("undone");
  }
}

function outcomeText(outcome: Outcome, t: Localize): string {
  switch (outcome) {
    case "memory":
      return t("memory");
    case "local":
      return t("local");
    case "draft":
      return t("draft");
    case "large":
      return t("large");
    case "held":
      return t("held");
    case "failed":
      return t("failed");
    case "flagged":
      return t("flagged");
  }
}

function paidText({ paid, requests }: RunReport, t: Localize): string {
  const amount = dollars(paid, t.language);
  const models = [...new Set(requests.map(({ model, provider }) => t("{0} at {1}", model, provider)))];
  return models.length === 0
    ? t("Paid: {0}", amount)
    : t(
        "Paid: {0} for {1, plural, one {# request} other {# requests}} to {2}",
        amount,
        requests.length,
        formatList(models, t.language),
      );
}

/** In ISO 8601 for programs, otherwise as people read it. */
function timeText(time: number, { language }: Localize): string {
  return language === undefined ? new Date(time).toISOString() : new Date(time).toLocaleString(language);
}

function columns(t: Localize): string[] {
  return [
    t("file"),
    t("language"),
    t("key"),
    t("source"),
    t("target"),
    t("decision"),
    t("gain"),
    t("paid"),
    t("why"),
    t("checks"),
  ];
}

/** The files of a run with their decisions. */
export function filesIn(decisions: readonly ReportedDecision[]): [file: string, counts: [Outcome, number][]][] {
  const files = new Map<string, Map<Outcome, number>>();
  for (const { file, outcome } of decisions) {
    const counts = files.get(file) ?? new Map<Outcome, number>();
    files.set(file, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
  }
  return [...files].map(([file, counts]) => [file, [...counts]]);
}

/** The address of a file in a Markdown link. */
function addressOf(project: string, file: string): string {
  return pathToFileURL(resolve(project, file)).href.replace(/[()]/g, encodeURIComponent);
}

/** A sentence that may quote a text, escaped: nothing in it is read as Markdown, becomes a link, or starts a new line. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&@]|:(?=\/\/)|(?<=\/)\/|(?<=www)\./gi, "\\$&").replace(/\s+/g, " ");
}

/** A text from a file, as code: anywhere else, viewers turn addresses, mentions and numbers into links. */
function code(text: string): string {
  if (text.trim() === "") return "";
  const fence = "`".repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
  return `${fence}${fence.length > 1 ? " " : ""}${text.replaceAll("|", "\\|").replace(/\s+/g, " ")}${fence.length > 1 ? " " : ""}${fence}`;
}

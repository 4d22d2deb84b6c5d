import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { dollars } from "../../core/routing/cap.js";
import type { Decision, Outcome } from "../../core/routing/decision.js";
import type { RunRecord } from "../../store/history.js";
import type { LedgerEntry } from "../../store/ledger-book.js";
import type { ProjectStore } from "../../store/project-store.js";
import { findingText } from "../finding-text.js";
import { inEnglish } from "../localize.js";
import { pathInside } from "../path-inside.js";
import { reasonText } from "../reason-text.js";

/** A decision of a run, in words. */
export interface ReportedDecision {
  readonly file: string;
  readonly language: string;
  readonly key: string;
  readonly source: string;
  readonly outcome: Outcome;
  readonly reason: string;
  /** What went into the file, where something did. */
  readonly target?: string;
  /** Predicted gain of the large model, in points of 100, before rounding. */
  readonly gain: number;
  /** US dollars. */
  readonly cost: number;
  readonly estimatedCost: number;
  /** What the checks found, by candidate. */
  readonly findings: readonly string[];
}

/** What a run did, for people and for programs. */
export interface RunReport {
  readonly project: string;
  readonly run: RunRecord;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** US dollars: paid, and what may still be charged. */
  readonly paid: number;
  readonly inDoubt: number;
  readonly requests: readonly LedgerEntry[];
  readonly decisions: readonly ReportedDecision[];
}

/**
 * The report of a run.
 *
 * @param run its id; the last one without it
 * @returns undefined when there is none
 * @throws {RouteLmtError} what the project database throws
 */
export async function reportOf(store: ProjectStore, run?: number): Promise<RunReport | undefined> {
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
      reportedDecision(pathInside(store.root, targetPath) ?? targetPath, decision),
    ),
  };
}

/** A decision in words. */
export function reportedDecision(file: string, decision: Decision): ReportedDecision {
  const { segment, outcome, chosen, predicted, cost, estimatedCost, findings } = decision;
  return {
    file,
    language: segment.direction.target,
    key: segment.key,
    source: segment.source,
    outcome,
    reason: reasonText(decision, inEnglish),
    ...(chosen ? { target: chosen.text } : {}),
    gain: predicted.gain,
    cost,
    estimatedCost,
    findings: findings.map(
      ({ origin, finding }) => `${origin} model, ${finding.check}: ${findingText(finding, inEnglish)}`,
    ),
  };
}

/** A report as Markdown: the sums, then a table of every decision. */
export function markdownOf({ project, run, counts, paid, inDoubt, requests, decisions }: RunReport): string {
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const sums = Object.entries(counts).filter(([, count]) => count > 0);
  const models = [...new Set(requests.map(({ model, provider }) => `${model} at ${provider}`))];
  return [
    `# RouteLMT run ${run.id}, ${new Date(run.started).toISOString()}`,
    "",
    `- Project: ${code(project)}`,
    `- Command: ${run.command} (${run.state})`,
    `- Strings: ${[...sums.map(([outcome, count]) => `${count} ${outcome}`)].join(" + ")} = ${all}`,
    `- Paid: ${dollars(paid)} for ${requests.length} requests${models.length > 0 ? ` to ${models.join(", ")}` : ""}`,
    ...(inDoubt > 0 ? [`- In doubt: up to ${dollars(inDoubt)} more may be charged`] : []),
    "",
    ...filesOf(project, decisions),
    "",
    "| file | language | key | source | target | decision | gain | paid | why | checks |",
    "| --- | --- | --- | --- | --- | --- | --: | --: | --- | --- |",
    ...decisions.map((one) =>
      [
        "",
        code(one.file),
        one.language,
        code(one.key),
        cell(one.source),
        cell(one.target ?? ""),
        one.outcome,
        one.gain.toFixed(1),
        dollars(one.cost),
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

/** The files of a run, each a link with what was decided in it. */
function filesOf(project: string, decisions: readonly ReportedDecision[]): string[] {
  const files = new Map<string, Map<Outcome, number>>();
  for (const { file, outcome } of decisions) {
    const counts = files.get(file) ?? new Map<Outcome, number>();
    files.set(file, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
  }
  return [...files].map(([file, counts]) => {
    const sums = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(" + ");
    return `- [${cell(file)}](${pathToFileURL(resolve(project, file)).href.replace(/[()]/g, encodeURIComponent)}): ${sums}`;
  });
}

/** A text of a file as it is: nothing in it is Markdown or a line of its own. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&]/g, "\\$&").replace(/\s+/g, " ");
}

function code(text: string): string {
  const fence = "`".repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
  return `${fence}${fence.length > 1 ? " " : ""}${text.replaceAll("|", "\\|").replace(/\s+/g, " ")}${fence.length > 1 ? " " : ""}${fence}`;
}

import { sayIn } from "#core/errors.js";
import type { LanguageTag } from "../core/language/tag.js";
import { amountText, dollars } from "../core/routing/amount.js";
import { type Decision, hasLocal } from "../core/routing/decision.js";
import { firstFailure } from "../core/routing/decision-reason.js";
import type { Balance } from "../core/routing/ledger.js";
import { type NothingBought, whyNothingBought } from "../core/routing/nothing-bought.js";
import type { LanguageNote } from "../core/translate/language-notes.js";
import { languageJson } from "../workspace/language-text.js";
import { inEnglish } from "../workspace/localize.js";
import type { OpenJob } from "../workspace/open-jobs.js";
import { failureText } from "../workspace/reason-text.js";
import type { WrittenJob, WrittenJobs } from "../workspace/write-jobs.js";
import type { RunCommandOptions } from "./options.js";
import { countOutcomes, printDecisions, printLanguages, toJson, valuesWritten } from "./report.js";
import { printSummary } from "./summary.js";
import { type Terminal, tell } from "./terminal.js";

/** What a run did, and what it left open. */
export interface PrintedRun extends WrittenJobs {
  readonly jobs: readonly OpenJob[];
  readonly decisions: readonly Decision[];
  readonly languages: readonly LanguageNote[];
  /** Languages that nobody named and no model may translate. */
  readonly leftOut: readonly LanguageTag[];
  readonly balance: Balance;
}

/** Prints what `translate` did, for people or with `--json` for programs. */
export function printRun(
  options: RunCommandOptions,
  terminal: Terminal,
  { jobs, decisions, written, failed, languages, leftOut, balance }: PrintedRun,
): void {
  for (const { error } of failed) tell(terminal, error);
  if (options.json) {
    const unwritten = failed.map(({ path, error: { code, message } }) => ({ path, code, message }));
    const files = written.map(({ made: _made, language: _language, ...one }) => one);
    const all = {
      files,
      failed: unwritten,
      languages: languages.map(languageJson),
      leftOut,
      balance: balanceJson(balance, options),
      decisions: decisions.map(toJson),
    };
    terminal.json(all);
    return;
  }
  printLanguages(languages, decisions, terminal);
  if (options.all) printDecisions(decisions, terminal, { all: true, targets: true });
  else printSummary(decisions, { existing: existingIn(jobs), largeModel: options.largeModel }, terminal);
  terminal.out("");
  for (const one of written) terminal.out(`${one.path}: ${describe(one)}`);
  terminal.out(`${countOutcomes(decisions)}.${spentText(balance)}`);
  const failure = firstFailure(decisions);
  if (failure) {
    const advice = [
      ...(failure.code === "provider" ? [sayIn(failure.cure)] : []),
      ...(hasLocal(decisions) ? ["The local translations are kept."] : []),
    ].join(" ");
    const what = `Worth the large model, but not bought: ${failureText(failure, inEnglish)}`;
    terminal.err(`Warning: ${what}. ${advice || "See all with routelmt report."}`);
    return;
  }
  const nothing = (options.cap ?? 0) > 0 ? whyNothingBought(decisions) : undefined;
  if (nothing) terminal.err(`Warning: Nothing was bought: ${nothingBoughtText(nothing, options)}`);
}

function nothingBoughtText(nothing: NothingBought, { period }: RunCommandOptions): string {
  if (nothing === "all-held")
    return "the checks refused every answer of the large model. See why with routelmt report.";
  const isPassing = period === "day" || period === "month";
  return `no budget is left for it. Raise --budget${isPassing ? `, or wait for the next ${period}` : ""}.`;
}

const PERIODS = { day: "today", month: "this month", total: "this project" };

/** What was paid under the cap, and what may still be charged; empty if nothing could be bought. */
function spentText({ caps, settled, reserved }: Balance): string {
  const [first] = caps;
  if (!first || first.cap.limit === 0) return "";
  const { unit, period, limit } = first.cap;
  const paid = unit === "usd" ? dollars(settled.usd) : `${dollars(settled.usd)}, ${amountText(settled[unit], unit)}`;
  const used = period === "run" ? "" : `; ${PERIODS[period]} ${amountText(first.used, unit)}`;
  const open = reserved.usd > 0 ? ` Up to ${dollars(reserved.usd)} more may be charged (routelmt ledger).` : "";
  return ` Spent ${paid}${used} of ${amountText(limit, unit)}.${open}`;
}

/** Amounts in US dollars, and the caps in their own units. */
function balanceJson({ caps, settled, reserved }: Balance, { cap = 0 }: RunCommandOptions): object {
  return { cap, settled: settled.usd, reserved: reserved.usd, tokens: settled.tokens, caps };
}

function describe({ values, drafts, draftsLeftOut, copied, overtaken }: WrittenJob): string {
  const nothing = draftsLeftOut > 0 ? "nothing written" : "nothing to fill in";
  const marked = drafts > 0 ? inEnglish(", {0, plural, one {# of them a draft} other {# of them drafts}}", drafts) : "";
  const wordless = copied > 0 ? `, ${copied} of them without words to translate` : "";
  return [
    values === 0 ? nothing : `${valuesWritten(values)}${marked}${wordless}`,
    ...(draftsLeftOut > 0
      ? [inEnglish("{0, plural, one {# draft} other {# drafts}} left out (--write-drafts)", draftsLeftOut)]
      : []),
    ...(overtaken.length > 0 ? [`${overtaken.length} edited meanwhile and kept: ${overtaken.join(", ")}`] : []),
  ].join("; ");
}

/** How many translations each language had before. */
function existingIn(jobs: readonly OpenJob[]): Map<string, number> {
  const existing = new Map<string, number>();
  for (const { job } of jobs) {
    const { target } = job.direction;
    existing.set(target, (existing.get(target) ?? 0) + job.preparation.existing);
  }
  return existing;
}

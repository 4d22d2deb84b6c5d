import { checkFile, type FileReport } from "#core/checks/check-file.js";
import { throwIfCancelled } from "#core/errors.js";
import { formatFor } from "#core/formats/registry.js";
import type { LanguageTag } from "#core/language/tag.js";
import { findingText, fixText } from "../finding-text.js";
import { formatInProject } from "../format-in-project.js";
import { openKnowledge } from "../knowledge.js";
import { inEnglish } from "../localize.js";
import { readSource } from "../open-jobs.js";
import type { SourceRecords } from "../source-records.js";
import { type TargetChoice, targetOf } from "../target-of.js";
import type { Workspace } from "../workspace.js";
import type { SourceLanguages } from "./open-run.js";

/** Which translations to check, and with which knowledge. */
export interface CheckScope extends TargetChoice {
  readonly pairs: readonly SourceLanguages[];
  /** Name of the format, if a person gave one. */
  readonly format?: string | undefined;
  readonly termbases: readonly string[];
  /** Whether nobody asks for fixes, see {@link CheckHelp.withoutFixes}. */
  readonly withoutFixes?: boolean;
}

/** How many findings there are. */
export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
}

/**
 * Checks the target files of source files; reads only.
 *
 * @throws {RouteLmtError} for bad input and cancellation
 */
export async function checkFiles(
  workspace: Workspace,
  records: SourceRecords,
  scope: CheckScope,
  signal?: AbortSignal,
): Promise<FileReport[]> {
  const { pairs, source, termbases, withoutFixes = false } = scope;
  const files = pairs.map((one) => one.source);
  const targets: LanguageTag[] = [...new Set(pairs.flatMap((one) => one.targets))];
  const { termbase } = await openKnowledge(workspace, { files, source, targets, termbases, memories: undefined });
  const help = { withoutFixes, ...(termbase ? { termbase } : {}) };
  const reports: FileReport[] = [];
  for (const { source: named, targets } of pairs) {
    const { path, text } = await readSource(workspace, named, source);
    const format = await formatInProject(workspace, path, formatFor(path, text, scope.format));
    for (const target of targets) {
      throwIfCancelled(signal);
      const to = await targetOf(workspace, scope, { format, path, text }, target);
      const file = await workspace.read(to);
      const there = { path: to, text: file?.text };
      const pair = { format, source: { path, text }, target: there, direction: { source, target } };
      reports.push(checkFile(pair, { ...help, recorded: await records.recordedIn(to, target) }));
    }
  }
  return reports;
}

/** Counts the findings of some reports. */
export function countFindings(reports: readonly FileReport[]): FindingCounts {
  const all = reports.flatMap(({ findings }) => findings);
  const errors = all.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: all.length - errors };
}

/** A report for programs: 1-based positions, findings as sentences. */
export function checkJson({ path, direction, strings, findings }: FileReport): object {
  return {
    path,
    language: direction.target,
    strings,
    findings: findings.map((finding) => {
      const { check, severity, key, start, end, fix } = finding;
      return {
        check,
        severity,
        message: findingText(finding, inEnglish),
        ...(key.length > 0 ? { key } : {}),
        ...start,
        endLine: end.line,
        endColumn: end.column,
        ...(fix ? { fix: fixText(fix.action, inEnglish) } : {}),
      };
    }),
  };
}

import type { FileReport } from "#core/checks/check-file.js";
import { withGapsTogether } from "#core/checks/gaps.js";
import { keyName } from "#core/formats/format.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { findingText, gapsText } from "#workspace/finding-text.js";
import { inEnglish } from "#workspace/localize.js";
import { checkFiles, checkJson, countFindings, type FindingCounts } from "#workspace/operations/check-files.js";
import { SourceRecords } from "#workspace/source-records.js";
import { EXIT } from "../exit-code.js";
import { withPairs } from "../named-pairs.js";
import { parseCheckOptions } from "../options.js";
import { sarifOf } from "../sarif.js";
import type { Terminal } from "../terminal.js";
import { targetChoice } from "./jobs.js";

/**
 * `routelmt check`: checks the target files of source files; reads only.
 *
 * @throws {RouteLmtError} for bad input and cancellation
 */
export async function checkCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const workspace = new NodeWorkspace();
  const options = await withPairs(parseCheckOptions(args), workspace);
  const { pairs, format, termbases } = options;
  const withoutFixes = options.output === "text";
  const scope = { ...targetChoice(options), pairs, format, termbases, withoutFixes };
  const reports = await checkFiles(workspace, new SourceRecords(workspace), scope, signal);
  const counts = countFindings(reports);
  if (options.output === "sarif") terminal.json(sarifOf(reports, process.cwd()));
  else if (options.output === "json") terminal.json({ ...counts, files: reports.map(checkJson) });
  else print(reports, counts, terminal);
  return counts.errors > 0 || counts.warnings > options.maxWarnings ? EXIT.findings : EXIT.done;
}

/** One line for each finding, as compilers print them, but one for all gaps of a file, and a summary. */
function print(reports: readonly FileReport[], { errors, warnings }: FindingCounts, terminal: Terminal): void {
  for (const { path, findings } of reports) {
    for (const { finding, gaps = [] } of withGapsTogether(findings)) {
      const { check, severity, key, start } = finding;
      const kind = terminal.paint(severity === "error" ? "red" : "yellow", severity);
      const name = key.length > 0 ? ` [${keyName(key)}]` : "";
      const text =
        gaps.length > 1
          ? gapsText(check, gaps, inEnglish, (all) => all.join(", "))
          : `${findingText(finding, inEnglish)}${name}`;
      terminal.out(`${path}:${start.line}:${start.column}: ${kind} ${check}: ${text}`);
    }
  }
  const strings = reports.reduce((sum, report) => sum + report.strings, 0);
  const found =
    errors + warnings === 0
      ? "nothing found"
      : inEnglish(
          "{0, plural, one {# error} other {# errors}}, {1, plural, one {# warning} other {# warnings}}",
          errors,
          warnings,
        );
  const looked = "{0, plural, one {# file} other {# files}}, {1, plural, one {# string} other {# strings}}";
  terminal.out(`${inEnglish(looked, reports.length, strings)}: ${found}`);
}

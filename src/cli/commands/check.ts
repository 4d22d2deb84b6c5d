import { checkFile, type FileReport } from "#core/checks/check-file.js";
import { throwIfCancelled } from "#core/errors.js";
import { keyName } from "#core/formats/format.js";
import { formatFor } from "#core/formats/registry.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { findingText, fixText } from "#workspace/finding-text.js";
import { openKnowledge } from "#workspace/knowledge.js";
import { inEnglish } from "#workspace/localize.js";
import { readSource } from "#workspace/open-jobs.js";
import { SourceRecords } from "#workspace/source-records.js";
import { targetOf } from "#workspace/target-of.js";
import type { Workspace } from "#workspace/workspace.js";
import { EXIT } from "../exit-code.js";
import { type CheckOptions, parseCheckOptions } from "../options.js";
import { sarifOf } from "../sarif.js";
import { withSource } from "../source-language.js";
import type { Terminal } from "../terminal.js";
import { targetChoice } from "./jobs.js";

/** How many findings there are. */
interface Counts {
  readonly errors: number;
  readonly warnings: number;
}

/**
 * `routelmt check`: checks the target files of source files; reads only.
 *
 * @throws {RouteLmtError} for bad input and cancellation
 */
export async function checkCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const workspace = new NodeWorkspace();
  const options = await withSource(parseCheckOptions(args), workspace);
  const reports = await checkFiles(workspace, options, signal);
  const counts = countFindings(reports);
  if (options.output === "sarif") terminal.json(sarifOf(reports, process.cwd()));
  else if (options.output === "json") terminal.json({ ...counts, files: reports.map(forMachines) });
  else print(reports, counts, terminal);
  return counts.errors > 0 || counts.warnings > options.maxWarnings ? EXIT.findings : EXIT.done;
}

async function checkFiles(workspace: Workspace, options: CheckOptions, signal: AbortSignal): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  const { termbase } = await openKnowledge(workspace, { ...options, memories: undefined });
  const help = termbase ? { termbase } : {};
  const records = new SourceRecords(workspace);
  for (const path of options.files) {
    const { text } = await readSource(workspace, path);
    const format = formatFor(path, text, options.format);
    for (const target of options.targets) {
      throwIfCancelled(signal);
      const to = await targetOf(workspace, targetChoice(options), { format, path, text }, target);
      const file = await workspace.read(to);
      const direction = { source: options.source, target };
      const recorded = await records.recordedIn(to, target);
      const known = { ...help, recorded };
      reports.push(checkFile(format, { path, text }, { path: to, text: file?.text }, direction, known));
    }
  }
  return reports;
}

function countFindings(reports: readonly FileReport[]): Counts {
  const all = reports.flatMap(({ findings }) => findings);
  const errors = all.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: all.length - errors };
}

/** One line for each finding, as compilers print them, and a summary. */
function print(reports: readonly FileReport[], { errors, warnings }: Counts, terminal: Terminal): void {
  for (const { path, findings } of reports) {
    for (const finding of findings) {
      const { check, severity, key, start } = finding;
      const kind = terminal.paint(severity === "error" ? "red" : "yellow", severity);
      const name = key.length > 0 ? ` [${keyName(key)}]` : "";
      const line = `${check}: ${findingText(finding, inEnglish)}${name}`;
      terminal.out(`${path}:${start.line}:${start.column}: ${kind} ${line}`);
    }
  }
  const strings = reports.reduce((sum, report) => sum + report.strings, 0);
  const found = errors + warnings === 0 ? "nothing found" : `${count(errors, "error")}, ${count(warnings, "warning")}`;
  terminal.out(`${count(reports.length, "file")}, ${count(strings, "string")}: ${found}`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function forMachines({ path, direction, strings, findings }: FileReport): object {
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

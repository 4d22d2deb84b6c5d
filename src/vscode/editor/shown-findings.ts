import * as vscode from "vscode";
import type { FileFinding, FileReport } from "#core/checks/check-file.js";
import { withGapsTogether } from "#core/checks/gaps.js";
import { keyName } from "#core/formats/format.js";
import { findingText, gapsText } from "#workspace/finding-text.js";
import type { Settings, ShownSeverity } from "./settings.js";
import { localized, shownList } from "./shown-text.js";

/** A finding in a document, as it is shown. */
export interface ShownFinding {
  readonly diagnostic: vscode.Diagnostic;
  readonly finding: FileFinding;
  readonly source: vscode.Uri;
  readonly language: string;
}

/** Maximum number of findings shown per file. */
const MAX_SHOWN = 200;

/** The findings of a file as they are shown: missing keys grouped, and no more than people look at. */
export function shownOf(report: FileReport, source: vscode.Uri, settings: Settings): ShownFinding[] {
  const language = report.direction.target;
  const said = sentencesOf(report.findings).flatMap(({ finding, message }): ShownFinding[] => {
    const severity = settings.severities[finding.check] ?? finding.severity;
    if (severity === "off") return [];
    const diagnostic = new vscode.Diagnostic(rangeOf(finding), message, SEVERITIES[severity]);
    diagnostic.source = "RouteLMT";
    diagnostic.code = finding.check;
    return [{ diagnostic, finding, source, language }];
  });
  const last = said[MAX_SHOWN - 1];
  if (!last || said.length === MAX_SHOWN) return said;
  const rest = said.length - MAX_SHOWN + 1;
  const message = localized(
    "{0, plural, one {# more finding} other {# more findings}} in this file; fix some of those above to see them",
    rest,
  );
  const { range, severity } = last.diagnostic;
  return [...said.slice(0, MAX_SHOWN - 1), { ...last, diagnostic: new vscode.Diagnostic(range, message, severity) }];
}

/** Its range: the wrong part, otherwise the whole value. */
function rangeOf({ check, start, end, wrong }: FileFinding): vscode.Range {
  const from = wrong?.start ?? start;
  const to = wrong?.end ?? end;
  const width = check === "malformed-file" ? 1 : 0;
  return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1 + width);
}

const SEVERITIES: Readonly<Record<Exclude<ShownSeverity, "off">, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Findings with their sentences, which name the keys. */
function sentencesOf(findings: readonly FileFinding[]): { readonly finding: FileFinding; readonly message: string }[] {
  return withGapsTogether(findings).map(({ finding, gaps }) => {
    if (gaps) return { finding, message: gapsText(finding.check, gaps, localized, shownList) };
    const text = findingText(finding, localized);
    return { finding, message: finding.key.length > 0 ? `${keyName(finding.key)}: ${text}` : text };
  });
}

import * as vscode from "vscode";
import { type Choice, RouteLmtError } from "#core/errors.js";

/** How the editor calls what people choose. */
const CHOICES: Readonly<Record<Choice, string>> = {
  "target-file": "the setting routelmt.targetFile",
  "target-language": "the target language",
  "source-language": "the setting routelmt.sourceLanguage",
};

/** What happened and what to do, for people. */
export function adviceOf(error: unknown): string {
  return error instanceof RouteLmtError
    ? `${error.message}. ${error.adviceIn(CHOICES)}`
    : vscode.l10n.t("Unexpected error: {0}", String(error));
}

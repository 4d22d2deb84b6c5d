import * as vscode from "vscode";
import { RouteLmtError } from "#core/errors.js";

/** What happened and what to do, for people. */
export function adviceOf(error: unknown): string {
  return error instanceof RouteLmtError
    ? `${error.message}. ${error.advice}`
    : vscode.l10n.t("Unexpected error: {0}", String(error));
}

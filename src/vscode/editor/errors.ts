import * as vscode from "vscode";
import { type Choice, RouteLmtError } from "#core/errors.js";
import { saidText } from "#workspace/localize.js";
import { localized } from "./shown-text.js";

/** What happened and what to do, in the language of the editor. */
export function adviceOf(error: unknown): string {
  return error instanceof RouteLmtError
    ? `${whatOf(error)}. ${saidText(error.cure, localized, choices())}`
    : localized("Unexpected error: {0}", String(error));
}

/** What happened, in the language of the editor. */
function whatOf({ what }: RouteLmtError): string {
  return saidText(what, localized, choices());
}

/** The editor's names for choices. */
function choices(): Readonly<Record<Choice, string>> {
  return {
    "target-file": localized("the setting {0}", "routelmt.targetFile"),
    "target-language": vscode.l10n.t("the target language"),
    "source-language": localized("the setting {0}", "routelmt.sourceLanguage"),
  };
}

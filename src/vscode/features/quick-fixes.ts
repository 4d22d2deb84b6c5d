import * as vscode from "vscode";
import type { FileFix } from "#core/checks/file-fixes.js";
import { keyId, keyName } from "#core/formats/format.js";
import { fixText } from "#workspace/finding-text.js";
import type { ShownFinding } from "../editor/shown-findings.js";
import { localized } from "../editor/shown-text.js";
import type { StringPlace } from "../state/string-place.js";
import type { Diagnostics } from "./diagnostics.js";

/** Findings that are repaired by translating the file. */
const TRANSLATE = new Set(["missing-key", "untranslated", "draft"]);

/** Findings that another translation of a string does not fix. All others are of a translation. */
const NOT_AGAIN = new Set([
  "malformed-file",
  "other-language",
  "missing-file",
  "missing-key",
  "unused-key",
  "file-problem",
  "stale",
]);

/** Fixes for findings, under the light bulb. */
export class QuickFixes implements vscode.CodeActionProvider {
  readonly #diagnostics: Diagnostics;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const actions = new Map<string, vscode.CodeAction>();
    for (const shown of this.#diagnostics.shownIn(document)) {
      if (!shown.diagnostic.range.intersection(range)) continue;
      for (const { name, action } of actionsFor(document, shown)) {
        // Several findings on one value may have the same fix.
        const known = actions.get(name);
        if (known) known.diagnostics?.push(shown.diagnostic);
        else actions.set(name, action);
      }
    }
    return [...actions.values()];
  }
}

/** An action with a name that is unique at its position. */
interface NamedAction {
  readonly name: string;
  readonly action: vscode.CodeAction;
}

function actionsFor(document: vscode.TextDocument, shown: ShownFinding): NamedAction[] {
  const { finding, diagnostic, source, language } = shown;
  const { fix, check, key, stale } = finding;
  const calling = (title: string, command: string, ...args: readonly unknown[]): vscode.CodeAction => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.command = { command: `routelmt.${command}`, title, arguments: [...args] };
    return action;
  };
  if (fix) return [{ name: `${fix.start} ${fix.text}`, action: replacing(document, diagnostic, fix) }];
  const translate = vscode.l10n.t("Translate what is missing in this file");
  const anew = localized("Translate {0} again", keyName(key));
  const again = vscode.l10n.t("Translate what is missing or stale in this file");
  const keep = vscode.l10n.t("Keep this translation: it fits the source text");
  const place: StringPlace = { target: document.uri, source, language, key };
  return [
    ...(TRANSLATE.has(check)
      ? [{ name: "translate", action: calling(translate, "translateFile", source, [language]) }]
      : []),
    ...(NOT_AGAIN.has(check) ? [] : [{ name: `again ${keyId(key)}`, action: calling(anew, "translateAgain", place) }]),
    ...(stale?.isOurs
      ? [{ name: "translate again", action: calling(again, "translateStale", source, [language]) }]
      : []),
    ...(stale || check === "draft"
      ? [{ name: `keep ${keyId(key)}`, action: calling(keep, "keepTranslation", place) }]
      : []),
  ];
}

function replacing(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  { action: what, text, start, end }: FileFix,
): vscode.CodeAction {
  const title = fixText(what, localized);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  action.isPreferred = true;
  return action;
}

import * as vscode from "vscode";
import { checkCandidate } from "#core/checks/all-checks.js";
import { keyId } from "#core/formats/format.js";
import { findFormat } from "#core/formats/registry.js";
import { USUAL_MARKERS } from "#core/messages/accelerator.js";
import { syntaxOf } from "#core/status/wanted.js";
import { findingText } from "#workspace/finding-text.js";
import { formatInProject } from "#workspace/format-in-project.js";
import { vscodeWorkspace } from "../editor/files.js";
import { readSettings } from "../editor/settings.js";
import { localized } from "../editor/shown-text.js";
import { sourceTextOf } from "../editor/source-of.js";
import type { StringPlace } from "../state/string-place.js";

/** An input box's message about a text; undefined if there is none. */
export type TypedCheck = (typed: string) => vscode.InputBoxValidationMessage | undefined;

/**
 * The product's checks for a person who types a translation. Findings are warnings: a person may know better.
 *
 * @param text the source text
 */
export async function checkTyped({ source, language, key }: StringPlace, text: string): Promise<TypedCheck> {
  const from = readSettings(source).source;
  const current = await sourceTextOf(source, from);
  const known = current && findFormat(source.path, current.text);
  if (!current || !known) return isEmpty;
  const format = await formatInProject(vscodeWorkspace, source.fsPath, known);
  const { units } = format.read(current.text, { source: from, language });
  const maxLength = units.find((one) => keyId(one.key) === keyId(key))?.maxLength;
  const checked = {
    source: text,
    direction: { source: from, target: language },
    syntax: syntaxOf(format, units),
    accelerators: format.accelerators ?? USUAL_MARKERS,
    ...(maxLength === undefined ? {} : { maxLength }),
  };
  return (typed) => {
    if (typed === "") return isEmpty(typed);
    const [first] = checkCandidate({ ...checked, target: typed }).filter(({ severity }) => severity === "error");
    if (!first) return undefined;
    return { message: findingText(first, localized), severity: vscode.InputBoxValidationSeverity.Warning };
  };
}

function isEmpty(typed: string): vscode.InputBoxValidationMessage | undefined {
  if (typed !== "") return undefined;
  const message = vscode.l10n.t("A translation must have at least one character.");
  return { message, severity: vscode.InputBoxValidationSeverity.Error };
}

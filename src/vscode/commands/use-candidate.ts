import * as vscode from "vscode";
import { keyId } from "../../core/formats/format.js";
import { formatFor } from "../../core/formats/registry.js";
import type { Context } from "../context.js";
import { currentText, replaceText } from "../files.js";
import { unitsOf } from "../units.js";

/** Puts another candidate of a decision into the file; called from the hover. */
export async function useCandidate(context: Context, file: string, key: string, index: number): Promise<void> {
  const uri = vscode.Uri.parse(file, true);
  const document = await vscode.workspace.openTextDocument(uri);
  const unit = unitsOf(document).find((one) => keyId(one.key) === key);
  const decision = unit && context.decisions.get(uri, unit.key);
  const candidate = decision?.candidates[index];
  if (!unit || !decision || !candidate) return;
  const current = await currentText(uri);
  if (!current) return;
  await replaceText(
    uri,
    current,
    formatFor(uri.path, current.text).write(current.text, [{ key: unit.key, value: candidate.text }]),
  );
  context.decisions.set(uri, unit.key, {
    ...decision,
    chosen: candidate,
    outcome: candidate.origin === "large" ? "large" : "local",
  });
}

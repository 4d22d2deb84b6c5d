import { formatFor } from "../core/formats/registry.js";
import type { LanguageTag } from "../core/language/tag.js";
import { type PseudoFile, pseudoLocalize } from "../core/pseudo/pseudo-file.js";
import type { DecodedText } from "../core/text/encoding.js";
import { readSource } from "./open-jobs.js";
import { type TargetChoice, targetOf } from "./target-of.js";
import type { Workspace } from "./workspace.js";

/** A pseudo-localised file to write. */
export interface PseudoJob {
  readonly targetPath: string;
  /** The existing file, if any. */
  readonly before: DecodedText | undefined;
  readonly after: DecodedText;
  readonly pseudo: PseudoFile;
}

/**
 * Creates or updates the pseudo-localised target of a source file; nothing is written yet.
 *
 * @param choice with the format's name, if a person gave one
 * @throws {RouteLmtError} as {@link readSource}, {@link targetOf}, {@link pseudoLocalize} and {@link
 *   Workspace.checkWritable}
 */
export async function openPseudo(
  workspace: Workspace,
  choice: TargetChoice & { readonly format?: string | undefined },
  named: string,
  target: LanguageTag,
): Promise<PseudoJob> {
  const { path, text, encoding: usual } = await readSource(workspace, named, choice.source);
  const format = formatFor(path, text, choice.format);
  const targetPath = await targetOf(workspace, choice, { format, path, text }, target);
  const before = await workspace.read(targetPath);
  await workspace.checkWritable(targetPath);
  const encoding = before?.encoding ?? format.createdEncoding ?? usual;
  const direction = { source: choice.source, target };
  const there = { path: targetPath, text: before?.text };
  const pseudo = pseudoLocalize({ format, source: { path, text }, target: there, direction }, encoding);
  return { targetPath, before, after: { text: pseudo.text, encoding }, pseudo };
}

/** Writes a pseudo-localised file if it has changed. @throws {RouteLmtError} as {@link Workspace.replace} */
export async function writePseudo(workspace: Workspace, { targetPath, before, after }: PseudoJob): Promise<void> {
  if (after.text !== before?.text) await workspace.replace(targetPath, before, after);
}

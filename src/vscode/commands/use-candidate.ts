import * as vscode from "vscode";
import { keyId } from "../../core/formats/format.js";
import { formatFor } from "../../core/formats/registry.js";
import { languagesOf } from "../../core/run/file-job.js";
import type { Candidate, Decision } from "../../core/segment.js";
import type { Context } from "../context.js";
import { currentText, projectFolderOf, replaceText } from "../files.js";

/** Where a decision is, as the links of a hover name it: the file, the language and the id of the key. */
export type DecisionPlace = readonly [file: string, language: string, key: string];

/** Puts another candidate of a decision into the file; called from the hover. */
export function useCandidate(context: Context, place: DecisionPlace, index: number): Promise<void> {
  return use(context, place, ({ candidates }) => candidates[index]);
}

/** Puts the target of a memory match into the file; called from the hover. */
export function useMatch(context: Context, place: DecisionPlace, index: number): Promise<void> {
  return use(context, place, ({ segment }) => {
    const text = segment.matches?.[index]?.entry.target;
    return text === undefined ? undefined : { origin: "memory", text };
  });
}

async function use(
  context: Context,
  [file, language, key]: DecisionPlace,
  choose: (decision: Decision) => Candidate | undefined,
): Promise<void> {
  const uri = vscode.Uri.parse(file, true);
  const document = await vscode.workspace.openTextDocument(uri);
  const { unit, decision } =
    context.decisions
      .decidedIn(document)
      .find((one) => keyId(one.unit.key) === key && one.decision.segment.direction.target === language) ?? {};
  const candidate = decision && choose(decision);
  const current = await currentText(uri);
  if (!unit || !candidate || !current) return;
  const edit = { key: unit.key, value: candidate.text, ...(unit.markup ? { markup: true as const } : {}) };
  const format = formatFor(uri.path, current.text);
  const options = { ...languagesOf(decision.segment.direction), encoding: current.encoding };
  await replaceText(uri, current, format.write(current.text, [edit], options));
  const { segment, candidates } = decision;
  const keys = new Set(format.read(current.text, languagesOf(segment.direction)).units.map((one) => keyId(one.key)));
  const made = { key: unit.key, source: segment.source, target: candidate.text, author: "routelmt" } as const;
  await context.records.update(projectFolderOf(uri), uri.fsPath, language, [made], keys);
  const isKnown = candidates.some(({ origin, text }) => origin === candidate.origin && text === candidate.text);
  context.decisions.set(uri, unit.key, {
    ...decision,
    chosen: candidate,
    candidates: isKnown ? candidates : [...candidates, candidate],
    outcome: candidate.origin === "small" || candidate.origin === "existing" ? "local" : candidate.origin,
  });
}

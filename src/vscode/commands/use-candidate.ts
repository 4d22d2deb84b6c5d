import * as vscode from "vscode";
import { keyId, type Unit } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import type { Candidate, Decision } from "#core/routing/decision.js";
import { openJobs } from "#workspace/open-jobs.js";
import { rewrite } from "#workspace/rewrite.js";
import { writeJobs } from "#workspace/write-jobs.js";
import { jobSettings, vscodeWorkspace } from "../editor/files.js";
import { readSettings } from "../editor/settings.js";
import { unitsNow } from "../editor/units.js";
import type { CandidatePlace } from "../state/candidate-place.js";
import type { Context } from "../state/context.js";
import type { StoredDecision } from "../state/decision-store.js";

/** Puts another candidate of a decision into the file, or takes the draft there for done; called from the hover. */
export function useCandidate(context: Context, place: CandidatePlace, index: number): Promise<void> {
  return use(context, place, ({ candidates }) => candidates[index]);
}

/** Puts the target of a memory match into the file; called from the hover. */
export function useMatch(context: Context, place: CandidatePlace, index: number): Promise<void> {
  return use(context, place, ({ segment }) => {
    const text = segment.matches?.[index]?.entry.target;
    return text === undefined ? undefined : { origin: "memory", text };
  });
}

async function use(
  context: Context,
  [file, language, key]: CandidatePlace,
  choose: (decision: Decision) => Candidate | undefined,
): Promise<void> {
  const target = vscode.Uri.parse(file, true);
  await context.decisions.load(target);
  const stored = context.decisions.get(target, language, key);
  const candidate = stored && choose(stored.decision);
  if (!candidate) return;
  const { decision } = stored;
  const { candidates } = decision;
  const isKnown = candidates.some(({ origin, text }) => origin === candidate.origin && text === candidate.text);
  const chosen: Decision = {
    ...decision,
    chosen: candidate,
    candidates: isKnown ? candidates : [...candidates, candidate],
    outcome: candidate.origin === "small" || candidate.origin === "existing" ? "local" : candidate.origin,
    reason: decision.outcome === "draft" ? { code: "by-hand" } : decision.reason,
  };
  const unit = (await unitsNow(target, languagesOf(decision.segment.direction))).find((one) => keyId(one.key) === key);
  const isWritten = unit
    ? await replaceValue(context, stored, unit, candidate.text)
    : await add(context, stored, chosen);
  if (isWritten) await context.decisions.keep(stored, chosen);
}

/** Replaces the value of a key that the file has. */
async function replaceValue(
  { records }: Context,
  { target, format, decision }: StoredDecision,
  { key, markup }: Unit,
  value: string,
): Promise<boolean> {
  const { direction, source } = decision.segment;
  const edit = { key, value, ...(markup ? { markup } : {}) };
  const keys = await rewrite(vscodeWorkspace, target.fsPath, (current) => {
    if (!current) return { text: undefined, result: undefined };
    const text = format.write(current.text, [edit], { ...languagesOf(direction), encoding: current.encoding });
    const { units } = format.read(current.text, languagesOf(direction));
    return { text, result: new Set(units.map((one) => keyId(one.key))) };
  });
  if (!keys) return false;
  const made = { key, source, target: value, author: "routelmt" } as const;
  await records.update(target.fsPath, direction.target, [made], keys);
  return true;
}

/** Adds a key that the file lacks, as a run does; the file may be missing, too. */
async function add({ records }: Context, { source }: StoredDecision, chosen: Decision): Promise<boolean> {
  const choice = {
    ...jobSettings(readSettings(source)),
    files: [source.fsPath],
    targets: [chosen.segment.direction.target],
    isStaleToo: false,
  };
  const jobs = await openJobs(vscodeWorkspace, records, {}, choice);
  const { written, failed } = await writeJobs(vscodeWorkspace, records, jobs, [chosen]);
  if (failed[0]) throw failed[0].error;
  return (written[0]?.values ?? 0) > 0;
}

import * as vscode from "vscode";
import { type Format, keyId, type Unit } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { FORMATS } from "#core/formats/registry.js";
import { textHash } from "#core/text/hash.js";
import { inSlices, type Urgency } from "#node/in-slices.js";
import type { KeptDecision } from "#store/placed-decision.js";
import { fileHash, type SourceCheck } from "#store/source-check.js";
import type { SourceText } from "#workspace/source-text.js";
import { vscodeWorkspace } from "../editor/files.js";
import { sourceTextOf } from "../editor/source-of.js";
import { sourceUnitsNow, unitsNow } from "../editor/units.js";

/** Files that decisions belong to; the source file is the target itself if it holds both. */
interface KeptPlace {
  readonly target: vscode.Uri;
  readonly source: vscode.Uri;
  readonly format: Format;
}

/** UTF-16 code units from which reading a source file takes longer than storing what it showed. */
const MIN_LARGE = 100_000;
/** Decisions that are checked in one step. */
const DECISIONS_IN_STEP = 200;
/** Units that are looked at in one step. */
const UNITS_IN_STEP = 5000;

/** Decisions with the same files and languages. */
export function groupedByFile(kept: readonly KeptDecision[]): readonly KeptDecision[][] {
  const groups = new Map<string, KeptDecision[]>();
  for (const one of kept) {
    const { source, target } = one.decision.segment.direction;
    const name = [one.sourcePath, one.targetPath, one.format, source, target].join("\n");
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return [...groups.values()];
}

/** A decision after a look at its source file. */
export type CheckedDecision = KeptDecision & { readonly checked: SourceCheck };

/** Decisions on a file after a look at their source file. */
interface Checked {
  readonly decisions: readonly CheckedDecision[];
  /** Those of them whose check is new and spares much reading if it is stored. */
  readonly worthStoring: readonly CheckedDecision[];
}

/**
 * Decisions with the same files, checked against the source file as it is now; none if it cannot be read. The file is
 * hashed; its texts are only looked at for decisions that were last checked against another one.
 */
export async function checkedOf(kept: readonly KeptDecision[], urgency: Urgency): Promise<Checked> {
  const [first] = kept;
  const source = first && (await sourceNow(first));
  if (!source) return { decisions: [], worthStoring: [] };
  const file = fileHash(source.text);
  const isChecked = (one: KeptDecision): one is CheckedDecision => one.checked?.file === file;
  const known = kept.filter(isChecked);
  const unchecked = kept.filter((one) => !isChecked(one));
  const texts = unchecked.length > 0 && (await sourceTextsOf(first, unchecked, urgency));
  const fresh = texts ? await inSlices(checkSteps(unchecked, texts, file), { urgency }) : [];
  return { decisions: [...known, ...fresh], worthStoring: source.text.length >= MIN_LARGE ? fresh : [] };
}

/** The text of a decision's source file. */
async function sourceNow({ sourcePath, decision }: KeptDecision): Promise<SourceText | undefined> {
  const source = await sourceTextOf(vscode.Uri.file(sourcePath), decision.segment.direction.source);
  // A document may outlive its file for a while.
  const isThere = (await vscodeWorkspace.stampOf(sourcePath)) !== undefined;
  return isThere || source?.keysAreTexts ? source : undefined;
}

function* checkSteps(
  kept: readonly KeptDecision[],
  texts: ReadonlyMap<string, string>,
  file: string,
): Generator<void, CheckedDecision[]> {
  const checked: CheckedDecision[] = [];
  for (const [index, one] of kept.entries()) {
    if (index % DECISIONS_IN_STEP === 0) yield;
    const now = texts.get(keyId(one.key));
    // A plural form may be one that the source language does not have.
    const isCurrent = now === undefined || textHash(now) === one.sourceHash;
    checked.push({ ...one, checked: { file, isCurrent } });
  }
  return checked;
}

/** The source texts of decisions on a file, by the ids of their keys; undefined if the source file cannot be read. */
async function sourceTextsOf(
  { sourcePath, targetPath, decision }: KeptDecision,
  kept: readonly KeptDecision[],
  urgency: Urgency,
): Promise<ReadonlyMap<string, string> | undefined> {
  const { direction } = decision.segment;
  const file = vscode.Uri.file(sourcePath);
  const units = await (sourcePath === targetPath
    ? unitsNow(file, languagesOf(direction), urgency)
    : sourceUnitsNow(file, direction.source, urgency));
  return units.length === 0 ? undefined : inSlices(textsByKeySteps(units, kept), { urgency });
}

function* textsByKeySteps(units: readonly Unit[], kept: readonly KeptDecision[]): Generator<void, Map<string, string>> {
  const wanted = new Set(kept.map(({ key }) => keyId(key)));
  // An id takes longer than most of the rest: it is made where the end of the key is that of one of them.
  const ends = new Set(kept.map(({ key }) => key.at(-1)));
  const texts = new Map<string, string>();
  for (const [index, { key, source, value }] of units.entries()) {
    if (index % UNITS_IN_STEP === 0) yield;
    if (!ends.has(key.at(-1))) continue;
    const id = keyId(key);
    if (wanted.has(id)) texts.set(id, source ?? value);
  }
  return texts;
}

/** Where decisions on a file belong; undefined for a format that this version does not know. */
export function placeOf({ targetPath, sourcePath, format: name }: KeptDecision): KeptPlace | undefined {
  const format = FORMATS.find((one) => one.name === name);
  return format && { target: vscode.Uri.file(targetPath), source: vscode.Uri.file(sourcePath), format };
}

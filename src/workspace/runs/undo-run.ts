import { applyPatch, structuredPatch } from "diff";
import { type Edit, type Format, keyId, keyName } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { formatFor } from "#core/formats/registry.js";
import type { Direction } from "#core/language/tag.js";
import type { ProjectStore } from "#store/project-store.js";
import type { RunWrite } from "#store/writes.js";
import { readSourceText } from "../source-text.js";
import type { Workspace } from "../workspace.js";
import { type FailedJob, orReport } from "../write-jobs.js";

/** What became of a file of an undone run. */
export interface UndoneFile {
  readonly path: string;
  /**
   * `restored`: it is as before. `merged`: it is as before except for later changes. `kept`: it was changed too
   * much since, or removed, and is left alone.
   */
  readonly state: "restored" | "merged" | "kept";
  /** Keys whose value somebody has edited since; those values stay. */
  readonly edited: readonly string[];
}

/** An undone run. */
export interface UndoneRun {
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly files: readonly UndoneFile[];
  /** Files that could not be read or written; if there are any, the run can be undone again. */
  readonly failed: readonly FailedJob[];
}

/**
 * Reverts what the last run of a project wrote, and keeps later edits. Its decisions stay in the
 * history and its payments in the ledger: purchases can be used again without paying.
 *
 * @returns undefined if there is no run to undo
 * @throws {RouteLmtError} `store-…`
 */
export async function undoLastRun(workspace: Workspace, store: ProjectStore): Promise<UndoneRun | undefined> {
  const last = await store.writes.last();
  if (!last) return undefined;
  const files: UndoneFile[] = [];
  const failed: FailedJob[] = [];
  for (const write of last.writes) {
    await orReport(write.path, failed, async () => void files.push(await undoWrite(workspace, write)));
  }
  if (failed.length === 0) await store.history.endRun(last.run, "undone");
  return { started: last.started, files, failed };
}

async function undoWrite(workspace: Workspace, write: RunWrite): Promise<UndoneFile> {
  const { path, before, after, found } = write;
  const current = await workspace.read(path);
  if (current?.text === before) return { path, state: "restored", edited: [] };
  if (!current) return { path, state: "kept", edited: [] };
  const replace = (text: string): Promise<void> =>
    workspace.replace(path, current, { text, encoding: current.encoding });
  if (current.text === after || current.text === found) {
    if (before === undefined) await workspace.remove(path, current);
    else await replace(before);
    return { path, state: "restored", edited: [] };
  }
  const [direction] = write.directions;
  const source = direction && (await readSourceText(workspace, write.sourcePath, direction.source));
  const sourceText = source?.text;
  const { text, edited } = mergeBackEither(write, current.text, sourceText);
  if (text === undefined) return { path, state: "kept", edited };
  await replace(text);
  return { path, state: "merged", edited };
}

/** A text without a run's changes. */
export interface Merged {
  /** Undefined if it cannot be determined. */
  readonly text: string | undefined;
  /** Keys whose value somebody edited since. */
  readonly edited: readonly string[];
}

/** As {@link mergeBack}, also if the run was killed before its last write: then the text differs less from what it found. */
function mergeBackEither(write: RunWrite, current: string, sourceText: string | undefined): Merged {
  const done = mergeBack(write, current, sourceText);
  if (write.found === undefined || write.found === write.before) return done;
  const killed = mergeBack({ ...write, after: write.found }, current, sourceText);
  const isCloser = killed.text !== undefined && killed.edited.length < done.edited.length;
  return isCloser || done.text === undefined ? killed : done;
}

/** The text before a run with later edits. */
export function mergeBack(
  write: Omit<RunWrite, "found" | "encoding">,
  current: string,
  sourceText: string | undefined,
): Merged {
  const { path, before, after, directions } = write;
  const edited = new Set<string>();
  try {
    const format = formatFor(path, current);
    const [first] = directions;
    const base =
      before ?? (first && sourceText !== undefined ? format.create(sourceText, first.target, first.source) : undefined);
    if (base === undefined) return { text: undefined, edited: [] };
    // What the run and the later edits make of the text before, without what was removed since, as by a rejection.
    let [wanted, known, left] = [base, after, base];
    for (const direction of directions) {
      const edits = editsSince(format, after, current, direction);
      for (const { key } of edits) edited.add(keyName(key));
      const sourceOrder = format.read(current, languagesOf(direction)).units.map(({ key }) => key);
      const options = { ...languagesOf(direction), sourceOrder, ...(sourceText === undefined ? {} : { sourceText }) };
      wanted = format.write(wanted, edits, options);
      known = format.write(known, edits, options);
      left = format.write(left, editsSince(format, base, current, direction), options);
    }
    if (known === current || left === current) return { text: wanted, edited: [...edited] };
    // Somebody changed more than values: the run's changes are removed line by line.
    const patched = applyPatch(current, structuredPatch(path, path, known, wanted, "", "", { context: 1 }));
    if (patched === false) return { text: undefined, edited: [...edited] };
    for (const direction of directions) format.read(patched, languagesOf(direction));
    return { text: patched, edited: [...edited] };
  } catch {
    // It is malformed, or would become so: it is left alone.
    return { text: undefined, edited: [...edited] };
  }
}

function editsSince(format: Format, after: string, current: string, direction: Direction): Edit[] {
  const options = languagesOf(direction);
  const written = new Map(format.read(after, options).units.map(({ key, value }) => [keyId(key), value]));
  return format
    .read(current, options)
    .units.filter(({ key, value }) => written.get(keyId(key)) !== value)
    .map(({ key, value, markup }) => ({ key, value, ...(markup ? { markup } : {}) }));
}

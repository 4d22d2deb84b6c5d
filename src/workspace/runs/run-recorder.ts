import { RouteLmtError } from "#core/errors.js";
import type { DecodedText } from "#core/text/encoding.js";
import type { NotedWrite, RunWrites } from "#store/writes.js";
import type { OpenJob } from "../open-jobs.js";
import { readSourceText } from "../source-text.js";
import type { Workspace } from "../workspace.js";
import { mergeBack } from "./undo-run.js";

/** A run whose writes are recorded. */
export interface RecordedRun {
  readonly workspace: Workspace;
  readonly writes: RunWrites;
  readonly run: number;
  readonly jobs: readonly OpenJob[];
  /** Receives an error of the database: the file is written anyway, but that cannot be undone. */
  readonly note: (error: RouteLmtError) => void;
}

/** A run's last write to a file, and the file's text without the run. */
interface OwnWrite {
  readonly before: DecodedText | undefined;
  readonly after: DecodedText;
}

/** A workspace that records what a run is about to write, so that it can be undone, but not what somebody else edits at the same time. */
export function recording(recorded: RecordedRun): Workspace {
  const { workspace } = recorded;
  const own = new Map<string, OwnWrite>();
  return {
    read: (path, maxBytes) => workspace.read(path, maxBytes),
    stampOf: (path) => workspace.stampOf(path),
    isSame: (path, other) => workspace.isSame(path, other),
    list: (folder) => workspace.list(folder),
    find: (folder, globs) => workspace.find(folder, globs),
    checkWritable: (path) => workspace.checkWritable(path),
    remove: (path, before) => workspace.remove(path, before),
    projectFolderOf: (path) => workspace.projectFolderOf(path),
    replace: async (path, current, after) => {
      const last = own.get(path);
      const before = last && current ? await withoutRun(recorded, path, last, current) : current;
      await noteWrite(recorded, path, { before, found: current, after });
      await workspace.replace(path, current, after);
      own.set(path, { before, after });
    },
  };
}

async function noteWrite({ writes, run, note }: RecordedRun, path: string, noted: NotedWrite): Promise<void> {
  try {
    await writes.record(run, path, noted);
  } catch (error) {
    if (!(error instanceof RouteLmtError)) throw error;
    note(error);
  }
}

/** The text of a file without the run; unchanged if somebody has changed too much since to tell. */
async function withoutRun(
  { workspace, jobs }: RecordedRun,
  path: string,
  { before, after }: OwnWrite,
  current: DecodedText,
): Promise<DecodedText | undefined> {
  if (current.text === after.text) return before;
  const own = jobs.filter(({ job }) => job.targetPath === path);
  const sourcePath = own[0]?.sourcePath ?? path;
  const directions = own.map(({ job }) => job.direction);
  const write = { path, sourcePath, directions, before: before?.text, after: after.text };
  const [direction] = directions;
  const source = direction && (await readSourceText(workspace, sourcePath, direction.source));
  const { text } = mergeBack(write, current.text, source?.text);
  return text === undefined ? current : { ...current, text };
}

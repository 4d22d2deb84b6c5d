import { relative } from "node:path";
import { RouteLmtError, said } from "#core/errors.js";

/** A project's folder that agents may work in. */
export interface AgentFolder {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

/**
 * The folder that a call is about.
 *
 * @param folders to choose from, at least one
 * @param named by the agent: a name or an absolute path
 * @param current the folder that the user works in, if that is known
 * @throws {RouteLmtError} `option-invalid` with the folders to choose from, if it is none of them or could be several: the
 *   wrong project would be translated, with other settings and another budget
 */
export function folderOf<Folder extends AgentFolder>(
  folders: readonly Folder[],
  named: string | undefined,
  current?: Folder,
): Folder {
  const fitting = named === undefined ? (current ? [current] : folders) : matching(folders, named);
  const [first] = fitting;
  if (first && fitting.length === 1) return first;
  const list = folders.map(({ name, path }) => `${name} (${path})`).join(", ");
  const cure = said`Call the tool again with folder, as one of these names or paths.`;
  throw first
    ? new RouteLmtError("option-invalid", said`Several folders could be meant: ${list}`, cure)
    : new RouteLmtError(
        "option-invalid",
        said`There is no project folder ${JSON.stringify(named)}, only ${list}`,
        cure,
      );
}

/** A path is unique, names need not be. */
function matching<Folder extends AgentFolder>(folders: readonly Folder[], named: string): readonly Folder[] {
  const byPath = folders.filter(({ path }) => relative(path, named) === "");
  return byPath.length > 0 ? byPath : folders.filter(({ name }) => name === named);
}

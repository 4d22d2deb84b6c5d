import { NodeWorkspace } from "#node/node-workspace.js";
import { ProjectStore } from "#store/project-store.js";
import { type UndoneFile, undoLastRun } from "#workspace/runs/undo-run.js";
import { readArguments } from "../arguments.js";
import { EXIT } from "../exit-code.js";
import { projectFolder } from "../project-folder.js";
import { type Terminal, tell } from "../terminal.js";

/**
 * `routelmt undo`: reverts what the last run wrote, in all its files, and keeps later edits.
 *
 * @throws {RouteLmtError} `option-invalid`, `file-missing`, what the project database throws, and as {@link undoLastRun}
 */
export async function undoCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals } = readArguments(args, {}, 1);
  const folder = await projectFolder(positionals[0]);
  const store = ProjectStore.for(folder, folder);
  try {
    const undone = await undoLastRun(new NodeWorkspace(), store);
    if (!undone) {
      terminal.out("There is no run to undo.");
      return EXIT.done;
    }
    const extent = undone.failed.length > 0 ? " in part" : "";
    terminal.out(`The run of ${new Date(undone.started).toLocaleString()} is undone${extent}:`);
    for (const file of undone.files) terminal.out(`${file.path}: ${describe(file)}`);
    for (const { error } of undone.failed) tell(terminal, error);
    return undone.failed.length > 0 || undone.files.some(({ state }) => state === "kept") ? EXIT.partial : EXIT.done;
  } finally {
    await store.close();
  }
}

function describe({ state, edited }: UndoneFile): string {
  const since = edited.length > 0 ? `; edited since and kept: ${edited.join(", ")}` : "";
  switch (state) {
    case "restored":
      return "as it was before";
    case "merged":
      return `as it was before, with later changes${since}`;
    case "kept":
      return `changed too much since; left alone${since}`;
  }
}

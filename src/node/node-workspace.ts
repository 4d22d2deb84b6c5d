import { readTextFile, writeTextFile } from "./text-file.js";

/** Files on disk; the project is the folder that the command line was called in. */
export const nodeWorkspace = {
  read: readTextFile,
  replace: (path: string, _before: unknown, after: Parameters<typeof writeTextFile>[1]): Promise<void> =>
    writeTextFile(path, after),
  projectFolderOf: (): string => process.cwd(),
};

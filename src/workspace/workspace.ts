import type { DecodedText } from "../core/text/encoding.js";

/** A file or folder in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isLink: boolean;
}

/** The text files of projects, as their user sees them: on disk, or as open in the editor. */
export interface Workspace {
  /**
   * The current content of a file.
   *
   * @param maxBytes larger files are not read; by default, files too large to be localization files
   * @returns undefined when there is no such file
   * @throws {RouteLmtError} `format-malformed` for invalid bytes, `file-missing` when it cannot be read
   */
  read(path: string, maxBytes?: number): Promise<DecodedText | undefined>;

  /** A stamp that changes when the file or folder does; undefined if there is none. */
  stampOf(path: string): Promise<string | undefined>;

  /** Whether two paths name the same file. */
  isSame(path: string, other: string): Promise<boolean>;

  /** What is directly in a folder; nothing if it cannot be read. */
  list(folder: string): Promise<readonly FolderEntry[]>;

  /**
   * The files below a folder that match a glob (see {@link globMatcher}), without {@link EXCLUDED_FOLDERS}.
   *
   * @returns paths that begin with the folder's path
   */
  find(folder: string, globs: readonly string[]): Promise<readonly string[]>;

  /**
   * Checks that a file can be replaced or created, as far as can be known in advance.
   *
   * @throws {RouteLmtError} `file-write`: a link out of the project, a read-only file
   */
  checkWritable(path: string): Promise<void>;

  /**
   * Replaces a whole file, or creates it.
   *
   * @param before what was read; undefined for a new file
   * @throws {RouteLmtError} `file-write`; `file-changed` if the file has changed since it was read. It is left as it
   *   was.
   */
  replace(path: string, before: DecodedText | undefined, after: DecodedText): Promise<void>;

  /**
   * Removes a file.
   *
   * @param before what was read
   * @throws {RouteLmtError} as {@link replace}
   */
  remove(path: string, before: DecodedText): Promise<void>;

  /** The folder of a file's project, where its record of sources is created. */
  projectFolderOf(path: string): string;
}

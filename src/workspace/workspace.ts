import type { DecodedText } from "../core/text/encoding.js";

/** A file or folder in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isLink: boolean;
}

/** The text files of projects, as whoever works on them sees them: on disk, or as an editor has them open. */
export interface Workspace {
  /**
   * A file as it is now.
   *
   * @param maxBytes a larger file is not read; where it is left out, one that is larger than files with texts are
   * @returns undefined when there is no such file
   * @throws {RouteLmtError} `format-malformed` for invalid bytes, `file-missing` when it cannot be read
   */
  read(path: string, maxBytes?: number): Promise<DecodedText | undefined>;

  /** A stamp that changes when the file or folder does; undefined if there is none. */
  stampOf(path: string): Promise<string | undefined>;

  /** Whether two paths are of one file, by whatever names. */
  isSame(path: string, other: string): Promise<boolean>;

  /** What is in a folder, but not in those below; nothing where it cannot be read. */
  list(folder: string): Promise<readonly FolderEntry[]>;

  /**
   * The files below a folder, but for {@link EXCLUDED_FOLDERS}, that match a glob as {@link globMatcher} knows them.
   *
   * @returns paths that begin with the folder's
   */
  find(folder: string, globs: readonly string[]): Promise<readonly string[]>;

  /**
   * Whether a file can be replaced or made, as far as can be seen before.
   *
   * @throws {RouteLmtError} `file-write`: a link out of the project, a read-only file
   */
  checkWritable(path: string): Promise<void>;

  /**
   * Replaces a file as a whole, or makes it.
   *
   * @param before what was read; undefined for a new file
   * @throws {RouteLmtError} `file-write`, `file-changed` when it is not what was read any more; it is as it was
   */
  replace(path: string, before: DecodedText | undefined, after: DecodedText): Promise<void>;

  /**
   * Removes a file.
   *
   * @param before what was read
   * @throws {RouteLmtError} as {@link replace}
   */
  remove(path: string, before: DecodedText): Promise<void>;

  /** The folder of the project that a file belongs to, where its record of sources is made. */
  projectFolderOf(path: string): string;
}

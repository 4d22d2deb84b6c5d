import type { DecodedText } from "../core/text/encoding.js";

/** The text files of projects, as whoever works on them sees them: on disk, or as an editor has them open. */
export interface Workspace {
  /**
   * A file as it is now.
   *
   * @returns undefined when there is no such file
   * @throws {RouteLmtError} `format-malformed` for invalid bytes, `file-missing` when it cannot be read
   */
  read(path: string): Promise<DecodedText | undefined>;

  /** A text that is another when the file is; undefined when there is no such file. */
  stampOf(path: string): Promise<string | undefined>;

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

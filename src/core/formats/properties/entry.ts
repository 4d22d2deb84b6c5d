import type { NamedEntry } from "../keys/flat-keys.js";

/** One key with its value; the span is that of the value as it is written. */
export interface Property extends NamedEntry {
  readonly value: string;
  /** The value as it is written, continuation lines joined. */
  readonly raw: string;
  /** What is between key and value. */
  readonly separator: string;
  /** Where the line starts, and where its key does. */
  readonly lineStart: number;
  readonly keyStart: number;
  /** Text of the comment lines directly above, and where they start; `lineStart` without any. */
  readonly comment: string;
  readonly commentStart: number;
  /** Whether the text ends in a backslash here, so that a line after it would be its continuation. */
  readonly open: boolean;
}

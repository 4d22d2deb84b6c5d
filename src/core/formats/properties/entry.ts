import type { NamedEntry } from "../keys/flat-keys.js";

/** A key and its value; the span is that of the value as written. */
export interface Property extends NamedEntry {
  readonly value: string;
  /** The value as written, with continuation lines joined. */
  readonly raw: string;
  /** The separator between key and value, with blanks. */
  readonly separator: string;
  /** Start of the line, and of its key. */
  readonly lineStart: number;
  readonly keyStart: number;
  /** Text of the comment lines directly above, and their start; `lineStart` if there are none. */
  readonly comment: string;
  readonly commentStart: number;
  /** Whether the text ends with a backslash, so that another line would continue it. */
  readonly open: boolean;
}

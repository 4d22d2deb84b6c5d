import type { MessageSyntax } from "../formats/format.js";
import type { Direction } from "../segment.js";

/** What a check found on a candidate. `error`: the candidate must not be used. */
export interface Finding {
  readonly check: string;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** A candidate to check, with what it translates. */
export interface Checked {
  readonly source: string;
  readonly target: string;
  readonly direction: Direction;
  readonly syntax: MessageSyntax;
}

/** One check: a pure function from a candidate to findings. */
export type Check = (checked: Checked) => Finding[];

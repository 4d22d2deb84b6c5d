/** Codes of every error that a user can act on; the CLI maps them to exit codes. */
export type ErrorCode =
  | "file-missing"
  | "file-changed"
  | "file-write"
  | "format-unknown"
  | "format-malformed"
  | "language-unknown"
  | "option-invalid"
  | "model-incomplete"
  | "model-crashed"
  | "direction-unsupported"
  | "key-missing"
  | "provider-unreachable"
  | "provider-refused"
  | "provider-answer"
  | "budget-exceeded"
  | "store-locked"
  | "store-corrupt"
  | "store-newer"
  | "store-write"
  | "cancelled";

/**
 * An error that says what was wrong and what to do next. Messages never hold keys, and hold
 * source text only where the text itself is the problem.
 */
export class RouteLmtError extends Error {
  override readonly name = "RouteLmtError";

  /**
   * @param code stable, for programs
   * @param message what was wrong and where
   * @param advice what the user can do next, as a sentence
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A file that is not what its format says, with the place. */
export class MalformedFileError extends RouteLmtError {
  /**
   * @param line 1-based
   * @param column 1-based, in UTF-16 code units
   */
  constructor(
    reason: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(
      "format-malformed",
      `${reason} at line ${line}, column ${column}`,
      "Correct the file there and run again; nothing was written.",
    );
  }
}

/** Throws the typed cancellation error when the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new RouteLmtError("cancelled", "Cancelled", "Run again to go on; what was finished is kept.");
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

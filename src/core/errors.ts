/** How a large model's provider can fail. */
export type ProviderErrorCode =
  /** The key is wrong, or may not do this: HTTP 401, 403. */
  | "provider-authentication"
  /** No credit or quota is left: HTTP 402, and 429 that says so. */
  | "provider-quota"
  /** Too many requests at once: HTTP 429. */
  | "provider-rate-limit"
  /** It will not do this, however often it is asked: other 4xx, redirects, a refusal of the content. */
  | "provider-refused"
  /** No whole answer came within our time limit. */
  | "provider-timeout"
  /** It is down or overloaded: HTTP 5xx and 408. */
  | "provider-unavailable"
  /** Connection refused, name not found, TLS failed, or reset before an answer began. */
  | "provider-unreachable"
  /** The answer was broken off, too large, or not what the API promises. */
  | "provider-answer";

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
  | ProviderErrorCode
  | "budget-exceeded"
  | "store-locked"
  | "store-corrupt"
  | "store-newer"
  | "store-write"
  | "cancelled";

/** What people choose, which each front end has names of its own for. Advice has it in braces: `{target-file}`. */
export type Choice = "target-file" | "target-language" | "source-language";

/** How the command line calls choices. */
const OPTIONS: Readonly<Record<Choice, string>> = {
  "target-file": "--out",
  "target-language": "--to",
  "source-language": "--from",
};

/**
 * An error that says what was wrong and what to do next. Messages never hold keys, and hold
 * source text only where the text itself is the problem.
 */
export class RouteLmtError extends Error {
  override readonly name = "RouteLmtError";

  /**
   * @param code stable, for programs
   * @param message what was wrong and where
   * @param template what the user can do next, as a sentence, with every {@link Choice} in braces
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly template: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** What the user can do next, in the words of the command line. */
  get advice(): string {
    return this.adviceIn(OPTIONS);
  }

  /** The same in the words of another front end. */
  adviceIn(names: Readonly<Record<Choice, string>>): string {
    return this.template.replace(/\{([a-z-]+)\}/g, (all, choice: string) => names[choice as Choice] ?? all);
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

/** What follows from a provider's failure. */
export interface ProviderFailure {
  /** `none`: the provider did not answer for sure; `possible`: it may bill an answer that nobody got. */
  readonly charge: "none" | "possible";
  /** Seconds after which the provider wants to be asked again. */
  readonly retryAfter?: number;
  /**
   * What can heal it: waiting (`later`), asking once more at once, as the request will be another (`now`), or asking
   * for less (`smaller`). Without it, nothing but the user.
   */
  readonly again?: "later" | "now" | "smaller";
  /** Whether every other request would fail alike. */
  readonly isFatal?: boolean;
}

/** A large model's provider failed. The message has provider and model, never a key, an address with credentials, or a string. */
export class ProviderError extends RouteLmtError {
  constructor(
    override readonly code: ProviderErrorCode,
    message: string,
    advice: string,
    readonly failure: ProviderFailure,
  ) {
    super(code, message, advice);
  }
}

/** Whether the project database is what failed. */
export function isStoreError(error: unknown): error is RouteLmtError {
  return error instanceof RouteLmtError && error.code.startsWith("store-");
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

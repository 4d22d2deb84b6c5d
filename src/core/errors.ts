/** How a large model's provider can fail. */
export type ProviderErrorCode =
  /** The key is wrong, or may not do this: HTTP 401, 403. */
  | "provider-authentication"
  /** No credit or quota is left: HTTP 402, or a 429 that says so. */
  | "provider-quota"
  /** Too many requests at once: HTTP 429. */
  | "provider-rate-limit"
  /** It will never do this: other 4xx, redirects, a refusal of the content. */
  | "provider-refused"
  /** No complete answer arrived within our time limit. */
  | "provider-timeout"
  /** It is down or overloaded: HTTP 5xx and 408. */
  | "provider-unavailable"
  /** Connection refused, name not found, TLS failed, or reset before an answer began. */
  | "provider-unreachable"
  /** The answer was cut off, too large, or not what the API promises. */
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

/** What people choose; each front end has its own names for it. */
export type Choice = "target-file" | "target-language" | "source-language";

/** The command line's names for choices. */
const OPTIONS: Readonly<Record<Choice, string>> = {
  "target-file": "--out",
  "target-language": "--to",
  "source-language": "--from",
};

/** A sentence with `{0}`, `{1}`, … for its arguments, so that the edges can say it in a person's language. */
export interface Said {
  readonly sentence: string;
  readonly args: readonly SaidArgument[];
}

/** An argument of a sentence. */
export type SaidArgument =
  /** Shown unchanged: a path, a name, or a message of the operating system. */
  | string
  | number
  /** Several things. */
  | readonly SaidArgument[]
  /** A nested sentence. */
  | Said
  | { readonly choice: Choice }
  /** US dollars, with their English spelling. */
  | { readonly usd: number; readonly english: string }
  /** A language, with its name in English. */
  | { readonly tag: string; readonly english: string };

/**
 * A sentence to be said at the edges.
 *
 * @example
 * said`There is no file ${"en.json"}` // { sentence: "There is no file {0}", args: ["en.json"] }
 */
export function said(parts: TemplateStringsArray, ...args: readonly SaidArgument[]): Said {
  return { sentence: parts.reduce((before, part, index) => `${before}{${index - 1}}${part}`), args };
}

/** A choice, in the words of the front end. */
export function choice(name: Choice): SaidArgument {
  return { choice: name };
}

/** How a front end words sentences. */
export interface Speech {
  /** A sentence with its arguments. */
  readonly put: (sentence: string, ...args: (string | number)[]) => string;
  readonly list: (items: readonly string[]) => string;
  readonly dollars: (amount: number, english: string) => string;
  readonly language: (tag: string, english: string) => string;
  /** The command line's names if undefined. */
  readonly choices?: Readonly<Record<Choice, string>>;
}

/** The wording of the command line and logs. */
const ENGLISH: Speech = {
  put: (sentence, ...args) => sentence.replace(/\{(\d+)\}/g, (place, index) => String(args[Number(index)] ?? place)),
  list: (items) => items.join(", "),
  dollars: (_, english) => english,
  language: (_, english) => english,
};

/** A sentence in the words of a front end; in English without one. */
export function sayIn({ sentence, args }: Said, speech: Speech = ENGLISH): string {
  return speech.put(sentence, ...args.map((one) => shownArgument(one, speech)));
}

function shownArgument(one: SaidArgument, speech: Speech): string | number {
  if (typeof one !== "object") return one;
  if ("sentence" in one) return sayIn(one, speech);
  if ("choice" in one) return (speech.choices ?? OPTIONS)[one.choice];
  if ("usd" in one) return speech.dollars(one.usd, one.english);
  if ("tag" in one) return speech.language(one.tag, one.english);
  return speech.list(one.map((each) => String(shownArgument(each, speech))));
}

/**
 * An error that says what was wrong and what to do next. Sentences never hold keys, and hold
 * source text only where the text itself is the problem.
 */
export class RouteLmtError extends Error {
  override readonly name = "RouteLmtError";

  /**
   * @param code stable, for programs
   * @param what what was wrong and where, without a full stop
   * @param cure what the user can do next, as a sentence
   */
  constructor(
    readonly code: ErrorCode,
    readonly what: Said,
    readonly cure: Said,
    options?: ErrorOptions,
  ) {
    super(sayIn(what), options);
  }

  /** What the user can do next, in the words of the command line. */
  get advice(): string {
    return sayIn(this.cure);
  }
}

/** A file that violates its format, with the position. */
export class MalformedFileError extends RouteLmtError {
  /**
   * @param line 1-based
   * @param column 1-based, in UTF-16 code units
   */
  constructor(
    reason: Said,
    readonly line: number,
    readonly column: number,
  ) {
    super(
      "format-malformed",
      said`${reason} at line ${String(line)}, column ${String(column)}`,
      said`Correct the file there and run again; nothing was written.`,
    );
  }
}

/** What follows from a provider's failure. */
export interface ProviderFailure {
  /** `none`: the provider certainly did not answer; `possible`: it may bill for an answer that never arrived. */
  readonly charge: "none" | "possible";
  /** Seconds after which the provider wants to be asked again. */
  readonly retryAfter?: number;
  /**
   * What can help: waiting (`later`), trying again at once with a changed request (`now`), or asking for
   * less (`smaller`). If undefined, only the user can.
   */
  readonly again?: "later" | "now" | "smaller";
  /** Whether every other request would fail, too. */
  readonly isFatal?: boolean;
}

/** A large model's provider failed. The message names provider and model, never a key, an address with credentials, or a string. */
export class ProviderError extends RouteLmtError {
  constructor(
    override readonly code: ProviderErrorCode,
    what: Said,
    cure: Said,
    readonly failure: ProviderFailure,
  ) {
    super(code, what, cure);
  }
}

/** Whether the project database is what failed. */
export function isStoreError(error: unknown): error is RouteLmtError {
  return error instanceof RouteLmtError && error.code.startsWith("store-");
}

/** Throws the typed cancellation error when the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new RouteLmtError("cancelled", said`Cancelled`, said`Run again to continue; what was finished is kept.`);
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The message of anything thrown, as an argument of a sentence; other errors' messages are shown unchanged. */
export function sayingOf(error: unknown): SaidArgument {
  return error instanceof RouteLmtError ? error.what : messageOf(error);
}

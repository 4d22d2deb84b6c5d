import { type ErrorCode, messageOf, RouteLmtError } from "../core/errors.js";

/** An error on its way between processes. */
export interface ErrorData {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}

/** Serialises an error for another process. */
export function errorData(error: unknown): ErrorData {
  if (error instanceof RouteLmtError) return { code: error.code, message: error.message, advice: error.advice };
  return {
    code: "model-crashed",
    message: messageOf(error),
    advice: "Run again; if it stays, report it with the log.",
  };
}

/** Restores an error. */
export function errorOf({ code, message, advice }: ErrorData): RouteLmtError {
  return new RouteLmtError(code as ErrorCode, message, advice);
}

import { type ErrorCode, RouteLmtError } from "../core/errors.js";

/** Exit codes, as the help text lists them. */
export const EXIT = {
  done: 0,
  unexpected: 1,
  input: 2,
  partial: 3,
  model: 4,
  key: 5,
  findings: 6,
  cancelled: 130,
} as const;

const BY_CODE: Partial<Record<ErrorCode, number>> = {
  "model-incomplete": EXIT.model,
  "model-crashed": EXIT.model,
  "key-missing": EXIT.key,
  "provider-refused": EXIT.key,
  "provider-unreachable": EXIT.partial,
  "provider-answer": EXIT.partial,
  "budget-exceeded": EXIT.partial,
  cancelled: EXIT.cancelled,
};

/** The exit code of an error: typed ones are bad input unless listed, others unexpected. */
export function exitCodeOf(error: unknown): number {
  return error instanceof RouteLmtError ? (BY_CODE[error.code] ?? EXIT.input) : EXIT.unexpected;
}

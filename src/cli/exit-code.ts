import { type ErrorCode, RouteLmtError } from "../core/errors.js";
import type { PurchaseFailure } from "../core/routing/decision-reason.js";

/** Exit codes, as listed in the help text. */
export const EXIT = {
  done: 0,
  unexpected: 1,
  input: 2,
  partial: 3,
  model: 4,
  key: 5,
  findings: 6,
  quota: 7,
  rateLimit: 8,
  refused: 9,
  timeout: 10,
  unavailable: 11,
  answer: 12,
  cancelled: 130,
} as const;

const BY_CODE: Partial<Record<ErrorCode, number>> = {
  "model-incomplete": EXIT.model,
  "model-crashed": EXIT.model,
  "key-missing": EXIT.key,
  "provider-authentication": EXIT.key,
  "provider-quota": EXIT.quota,
  "provider-rate-limit": EXIT.rateLimit,
  "provider-refused": EXIT.refused,
  "provider-timeout": EXIT.timeout,
  "provider-unavailable": EXIT.unavailable,
  "provider-unreachable": EXIT.unavailable,
  "provider-answer": EXIT.answer,
  "budget-exceeded": EXIT.partial,
  cancelled: EXIT.cancelled,
};

/** The exit code of an error: typed errors mean bad input unless listed, others are unexpected. */
export function exitCodeOf(error: unknown): number {
  return error instanceof RouteLmtError ? codeOf(error.code) : EXIT.unexpected;
}

/** The exit code of a run in which something could not be bought: that of the provider's failure, if that is the reason. */
export function exitCodeOfFailure(failure: PurchaseFailure): number {
  if (failure.code === "provider") return codeOf(failure.error);
  if (failure.code === "unreadable") return EXIT.answer;
  return failure.code === "refused" ? EXIT.refused : EXIT.partial;
}

function codeOf(code: ErrorCode): number {
  return BY_CODE[code] ?? EXIT.input;
}

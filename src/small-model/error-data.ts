import { type ErrorCode, messageOf, RouteLmtError, type Said, said } from "../core/errors.js";

/** An error on its way between processes. */
export interface ErrorData {
  readonly code: string;
  readonly what: Said;
  readonly cure: Said;
}

/** Serialises an error for another process. */
export function errorData(error: unknown): ErrorData {
  if (error instanceof RouteLmtError) return { code: error.code, what: error.what, cure: error.cure };
  return {
    code: "model-crashed",
    what: said`${messageOf(error)}`,
    cure: said`Run again; if this happens again, report it with the log.`,
  };
}

/** Restores an error. */
export function errorOf({ code, what, cure }: ErrorData): RouteLmtError {
  return new RouteLmtError(code as ErrorCode, what, cure);
}

/** Whether what another process sent is an error. */
export function isErrorData(data: unknown): data is ErrorData {
  const { code, what, cure } = (data ?? {}) as Partial<ErrorData>;
  return typeof code === "string" && isSaid(what) && isSaid(cure);
}

function isSaid(value: Partial<Said> | undefined): boolean {
  return typeof value?.sentence === "string" && Array.isArray(value.args);
}

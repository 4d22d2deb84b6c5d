import { TOO_LONG } from "./failures.js";
import type { Reply } from "./reply.js";

/** What a compatible API understands. */
export interface Dialect {
  /** How the form of the answer is requested. */
  readonly format: "json_schema" | "json_object" | "none";
  /** The parameters that cut an answer, in the order in which they are kept. */
  readonly limits: readonly ("max_completion_tokens" | "max_tokens")[];
  readonly hasTemperature: boolean;
  /** How much a model that reasons is to reason: reasoning is billed as output. */
  readonly effort?: "minimal" | "none";
}

/** OpenAI and Azure have renamed the limit, and accept only one name. Others know one or both, and ignore unknown ones. */
const RENAMED = /(?:^|\.)(?:openai\.com|azure\.com|ai\.azure\.com)$/;
/** OpenAI's reasoning models, which have a fixed temperature. */
const REASONING = /^(?:gpt-5|o\d)/;

/** The first dialect to try for a model at a host. */
export function dialectOf(hostname: string, model: string): Dialect {
  const isReasoning = REASONING.test(model);
  return {
    format: "json_schema",
    limits: RENAMED.test(hostname) ? ["max_completion_tokens"] : ["max_completion_tokens", "max_tokens"],
    hasTemperature: !isReasoning,
    ...effortOf(model),
  };
}

/** Little or none for models that are known to reason and to accept this. */
function effortOf(model: string): Pick<Dialect, "effort"> {
  if (/^gpt-5(?:-mini|-nano)?(?:-\d{4}-|$)/.test(model)) return { effort: "minimal" };
  return /^gemini-2\.5-flash/.test(model) ? { effort: "none" } : {};
}

/** Another dialect, after an answer that refuses a parameter; undefined if it refuses something else. */
export function adapted(dialect: Dialect, { status, text }: Reply): Dialect | undefined {
  if ((status !== 400 && status !== 422) || TOO_LONG.test(text)) return undefined;
  const { effort, ...rest } = dialect;
  if (effort && /reasoning_effort/.test(text)) return rest;
  if (dialect.hasTemperature && /temperature/i.test(text)) return { ...dialect, hasTemperature: false };
  if (/max_completion_tokens|max_tokens/.test(text)) {
    if (dialect.limits.length > 1) return { ...dialect, limits: ["max_completion_tokens"] };
    if (dialect.limits[0] === "max_completion_tokens") return { ...dialect, limits: ["max_tokens"] };
  }
  if (
    /response_format|response_schema|json_schema|json_object|additionalProperties|structured|guided|grammar/i.test(text)
  ) {
    if (dialect.format === "json_schema") return { ...dialect, format: "json_object" };
    if (dialect.format === "json_object") return { ...dialect, format: "none" };
  }
  return undefined;
}

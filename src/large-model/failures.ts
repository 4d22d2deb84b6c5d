import { ProviderError, type ProviderErrorCode, type ProviderFailure, type Said, said } from "../core/errors.js";
import { field } from "./answer.js";
import type { Reply } from "./reply.js";
import { retryAfterOf } from "./retry-after.js";

/** Who was asked, for messages. */
export interface Called {
  /** A host or a service. */
  readonly provider: string;
  readonly model: string;
}

const ADVICE: Record<ProviderErrorCode, Said> = {
  "provider-authentication": said`Set a valid API key.`,
  "provider-quota": said`Add credit, or raise the limit, at the provider.`,
  "provider-rate-limit": said`Wait a minute, then run again.`,
  "provider-refused": said`Check the model's name and the base URL.`,
  "provider-timeout": said`Run again to continue; what may have been answered stays counted in the budget.`,
  "provider-unavailable": said`Run again later; what may have been answered stays counted in the budget.`,
  "provider-unreachable": said`Check the base URL and the network, then run again.`,
  "provider-answer": said`Check that the base URL is that of the provider's API.`,
};

/**
 * A provider's failure.
 *
 * @param what what it did, in a sentence about the model and its provider
 */
export function failed(
  code: ProviderErrorCode,
  { provider, model }: Called,
  what: (who: Said) => Said,
  failure: ProviderFailure,
  advice = ADVICE[code],
): ProviderError {
  return new ProviderError(code, what(said`${model} at ${provider}`), advice, failure);
}

/** Nothing else of a provider's own message is shown: these quote keys and strings. */
const KNOWN_REASONS = new Set([
  "billing_error",
  "content_filter",
  "content_policy_violation",
  "context_length_exceeded",
  "credit_balance_too_low",
  "deployment_not_found",
  "DeploymentNotFound",
  "insufficient_quota",
  "invalid_api_key",
  "invalid_request_error",
  "model_not_found",
  "not_found_error",
  "overloaded_error",
  "permission_error",
  "rate_limit_error",
  "rate_limit_exceeded",
  "request_too_large",
  "unsupported_parameter",
  "unsupported_value",
]);
/** Codes, if there are any: "exceeded your current quota" may also mean a quota per minute. */
const NO_MONEY = /insufficient_quota|billing_error|billing_not_active|credit balance|insufficient balance/i;
/** APIs' messages for a request with more tokens than the model accepts. */
export const TOO_LONG = /context_length_exceeded|context length|prompt is too long|too many tokens|request_too_large/i;
const CONTENT = /content_filter|content_policy_violation|ResponsibleAIPolicyViolation/;
const OTHER_TEXT = said`Translate it by hand, or with another model.`;
const OTHER_MODEL = said`Run again after that time, or use another model or provider.`;
/** Seconds up to which "a minute" is right. */
const ABOUT_A_MINUTE = 60;
const NO_KEY = /invalid_api_key|api key not valid|API_KEY_INVALID/i;

/** What an HTTP status means, given the text of the reply. */
interface StatusMeaning {
  readonly code: ProviderErrorCode;
  /** In a sentence after the model's name. */
  what(who: Said, details: readonly (string | Said)[]): Said;
  readonly failure: ProviderFailure;
  readonly advice?: Said;
}

/** A failure that cost nothing, and that any other request would meet, too. */
export const FINAL = { charge: "none", isFatal: true } as const;
const SMALLER = { charge: "none", again: "smaller" } as const;

/** The failure for an HTTP status other than 2xx. */
export function statusFailure({ status, text, headers }: Reply, called: Called): ProviderError {
  const reason = reasonIn(text);
  const retryAfter = retryAfterOf(headers, Date.now());
  const details = [`HTTP ${status}`, ...(reason ? [reason] : []), ...(retryAfter ? [timeText(retryAfter)] : [])];
  const { code, what, failure, advice } = meaningOf(status, text);
  const sentence = (who: Said): Said => what(who, details);
  if (failure.again !== "later" || retryAfter === undefined) return failed(code, called, sentence, failure, advice);
  const isLong = retryAfter > ABOUT_A_MINUTE;
  return failed(code, called, sentence, { ...failure, retryAfter }, isLong ? OTHER_MODEL : advice);
}

function meaningOf(status: number, text: string): StatusMeaning {
  // A gateway may have given up while the model went on.
  if (status >= 500 || status === 408)
    return {
      code: "provider-unavailable",
      what: (who, details) => said`${who} is down or overloaded (${details})`,
      failure: { charge: "possible", again: "later" },
    };
  const ofAccount = accountProblem(status, text);
  if (ofAccount) return ofAccount;
  if (status === 429)
    return {
      code: "provider-rate-limit",
      what: (who, details) => said`${who} has had too many requests (${details})`,
      failure: { charge: "none", again: "later" },
    };
  return requestProblem(status, text);
}

/** What only the key's owner can mend: the key, or money. */
function accountProblem(status: number, text: string): StatusMeaning | undefined {
  if (status === 402 || status === 456 || (status !== 401 && status >= 400 && NO_MONEY.test(text)))
    return {
      code: "provider-quota",
      what: (who, details) => said`${who} says that no credit or quota is left (${details})`,
      failure: FINAL,
    };
  const code = "provider-authentication";
  if (status === 401 || (status === 400 && NO_KEY.test(text)))
    return { code, what: (who, details) => said`${who} refused the API key (${details})`, failure: FINAL };
  if (status === 403)
    return {
      code,
      what: (who, details) => said`${who} does not allow this to the API key (${details})`,
      failure: FINAL,
    };
  return undefined;
}

/** What is wrong with the request, as far as the reply says it. */
function requestProblem(status: number, text: string): StatusMeaning {
  const code = "provider-refused";
  if (status === 404) return { code, what: (who, details) => said`${who} does not exist (${details})`, failure: FINAL };
  if (status === 413 || (status === 400 && TOO_LONG.test(text)))
    return {
      code,
      what: (who, details) => said`${who} does not accept a request this large (${details})`,
      failure: SMALLER,
    };
  if (status === 400 && CONTENT.test(text))
    return {
      code,
      what: (who, details) => said`${who} refused a text (${details})`,
      failure: SMALLER,
      advice: OTHER_TEXT,
    };
  if (status >= 300 && status < 400)
    return {
      code,
      what: (who, details) => said`${who} redirects to another address (${details})`,
      failure: FINAL,
      advice: said`If you trust the address it redirects to, use that as the base URL.`,
    };
  return { code, what: (who, details) => said`${who} refused the request (${details})`, failure: { charge: "none" } };
}

/** @param seconds more than 0 */
function timeText(seconds: number): Said {
  if (seconds < 120) return said`wait ${Math.ceil(seconds)} s`;
  if (seconds < 7200) return said`wait ${Math.ceil(seconds / 60)} min`;
  const hours = Math.ceil(seconds / 3600);
  if (hours < 48) return said`wait ${hours} h`;
  const days = Math.ceil(hours / 24);
  return days > 365 ? said`wait more than a year` : said`wait ${days} d`;
}

function reasonIn(text: string): string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  const error = field(body, "error");
  const reasons = [field(error, "code"), field(error, "type"), field(body, "code")];
  return reasons.find((one): one is string => typeof one === "string" && KNOWN_REASONS.has(one));
}

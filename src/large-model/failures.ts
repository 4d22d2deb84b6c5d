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
  "provider-timeout": said`Run again to go on; what may have been answered stays counted in the budget.`,
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
  return new ProviderError(
    code,
    what(said`${model} at ${provider}`),
    said`${advice} The local translations are kept.`,
    failure,
  );
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
const NO_KEY = /invalid_api_key|api key not valid|API_KEY_INVALID/i;

/** The failure for an HTTP status other than 2xx. */
export function statusFailure(reply: Reply, called: Called): ProviderError {
  const { status, text } = reply;
  const reason = reasonIn(text);
  const retryAfter = retryAfterOf(reply.headers, Date.now());
  const details = [`HTTP ${status}`, ...(reason ? [reason] : []), ...(retryAfter ? [timeText(retryAfter)] : [])];
  const wait = { again: "later", ...(retryAfter === undefined ? {} : { retryAfter }) } as const;
  const final = { charge: "none", isFatal: true } as const;
  if (status >= 500 || status === 408) {
    // A gateway may have given up while the model went on.
    return failed("provider-unavailable", called, (who) => said`${who} is down or overloaded (${details})`, {
      charge: "possible",
      ...wait,
    });
  }
  if (status === 402 || status === 456 || (status !== 401 && status >= 400 && NO_MONEY.test(text)))
    return failed(
      "provider-quota",
      called,
      (who) => said`${who} says that no credit or quota is left (${details})`,
      final,
    );
  if (status === 401 || (status === 400 && NO_KEY.test(text)))
    return failed("provider-authentication", called, (who) => said`${who} refused the API key (${details})`, final);
  if (status === 403)
    return failed(
      "provider-authentication",
      called,
      (who) => said`${who} does not allow this to the API key (${details})`,
      final,
    );
  if (status === 429)
    return failed("provider-rate-limit", called, (who) => said`${who} has had too many requests (${details})`, {
      charge: "none",
      ...wait,
    });
  if (status === 404)
    return failed("provider-refused", called, (who) => said`${who} does not exist (${details})`, final);
  if (status === 413 || (status === 400 && TOO_LONG.test(text)))
    return failed("provider-refused", called, (who) => said`${who} does not accept a request this large (${details})`, {
      charge: "none",
      again: "smaller",
    });
  if (CONTENT.test(text) && status === 400)
    return failed(
      "provider-refused",
      called,
      (who) => said`${who} refused a text (${details})`,
      { charge: "none", again: "smaller" },
      OTHER_TEXT,
    );
  if (status >= 300 && status < 400) {
    const advice = said`If you trust the address it redirects to, use that as the base URL.`;
    return failed(
      "provider-refused",
      called,
      (who) => said`${who} redirects to another address (${details})`,
      final,
      advice,
    );
  }
  return failed("provider-refused", called, (who) => said`${who} refused the request (${details})`, { charge: "none" });
}

/** @param seconds more than 0 */
function timeText(seconds: number): Said {
  if (seconds < 120) return said`wait ${Math.ceil(seconds)} s`;
  return seconds < 7200 ? said`wait ${Math.ceil(seconds / 60)} min` : said`wait ${Math.ceil(seconds / 3600)} h`;
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

const NOT_SENT: readonly (readonly [pattern: RegExp, reason: Said, again?: "later"])[] = [
  [/ECONNREFUSED|ERR_CONNECTION_REFUSED/, said`the connection was refused`, "later"],
  [/ENOTFOUND|EAI_AGAIN|ERR_NAME_NOT_RESOLVED/, said`there is no such host, or no network`],
  [
    /EHOSTUNREACH|ENETUNREACH|ENETDOWN|ERR_ADDRESS_UNREACHABLE|ERR_INTERNET_DISCONNECTED/,
    said`its network is unreachable`,
  ],
  [/UND_ERR_CONNECT_TIMEOUT|ERR_CONNECTION_TIMED_OUT/, said`it did not accept the connection in time`, "later"],
  [/CERT|SELF_SIGNED|UNABLE_TO_|ERR_SSL|ERR_TLS|EPROTO/, said`its certificate or its TLS cannot be trusted`],
  [/bad port|ERR_UNSAFE_PORT/, said`its port is one that requests must not be sent to`],
];

/**
 * The failure of a request that got no answer: only codes tell whether it was sent, because messages of fetch quote
 * headers.
 */
export function connectionFailure(error: unknown, called: Called): ProviderError {
  const codes = codesOf(error);
  for (const [pattern, reason, again] of NOT_SENT) {
    if (!pattern.test(codes)) continue;
    const failure = { charge: "none", ...(again ? { again } : { isFatal: true }) } as const;
    return failed("provider-unreachable", called, (who) => said`${who} cannot be reached: ${reason}`, failure);
  }
  const failure = { charge: "possible", again: "later" } as const;
  return failed(
    "provider-unreachable",
    called,
    (who) => said`${who} cannot be reached: the connection broke before an answer`,
    failure,
  );
}

/** Codes of an error and of its causes; of messages, only the two forms that are codes. */
function codesOf(error: unknown): string {
  const codes: string[] = [];
  for (let one: unknown = error; one instanceof Error && codes.length < 20; one = one.cause) {
    const all = one instanceof AggregateError ? [one, ...one.errors] : [one];
    for (const each of all) codes.push(String(field(each, "code") ?? ""));
    codes.push(/^bad port$|\bnet::ERR_[A-Z_]+/.exec(one.message)?.[0] ?? "");
  }
  return codes.join(" ");
}

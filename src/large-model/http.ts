import { type Said, said, throwIfCancelled } from "../core/errors.js";
import { connectionFailure } from "./connection-failure.js";
import { type Called, failed } from "./failures.js";
import { readLimited } from "./read-limited.js";
import type { Reply } from "./reply.js";

/** No honest answer to a batch of UI strings is larger. */
const MAX_BODY_BYTES = 4_000_000;
/** How much of a refusal is read. */
const MAX_REFUSAL_BYTES = 64_000;
/** Default time-out of a request, in milliseconds. */
const USUAL_TIMEOUT = 60_000;

/** A request with a JSON body. */
export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
  /** The API key in the headers; empty if there is none. */
  readonly key: string;
  /** Time-out in milliseconds. Default 60,000. */
  readonly timeout?: number | undefined;
  /** What sends it. Default: the global `fetch`, which VS Code replaces by one that knows its proxy settings. */
  readonly fetch?: typeof fetch | undefined;
}

/**
 * Sends a request once. Redirects are not followed: they would send strings, and perhaps the key, to a host that
 * nobody chose.
 *
 * @returns any complete answer, including a refusal, without the key
 * @throws {ProviderError} `provider-unreachable`, `provider-timeout`, `provider-answer`
 * @throws {RouteLmtError} `cancelled`
 */
export async function post(
  { url, headers, body, key, timeout = USUAL_TIMEOUT, fetch = globalThis.fetch }: Post,
  called: Called,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  throwIfCancelled(signal);
  const limit = AbortSignal.timeout(timeout);
  const throwIfAborted = (): void => {
    throwIfCancelled(signal);
    if (!limit.aborted) return;
    throw failed(
      "provider-timeout",
      called,
      (who) => said`${who} did not finish its answer within ${timeout / 1000} s`,
      {
        charge: "possible",
      },
    );
  };
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (error) {
    throwIfAborted();
    throw connectionFailure(error, called, url);
  }
  const { status, ok } = response;
  try {
    const text = await readLimited(response, ok ? MAX_BODY_BYTES : MAX_REFUSAL_BYTES);
    return { status, headers: response.headers, text: withoutKey(text, key) };
  } catch (error) {
    // For a refusal, the status says enough.
    if (!ok) return { status, headers: response.headers, text: "" };
    throwIfAborted();
    const what = (who: Said): Said =>
      error instanceof RangeError
        ? said`${who} answered with more text than any translation needs`
        : said`${who} broke off its answer`;
    throw failed("provider-answer", called, what, { charge: "possible" });
  }
}

/** Shorter ones are not secrets but words that local servers accept: `none`, `ollama`. */
const MIN_KEY_LENGTH = 16;
/** Replaces a key: the checks refuse a translation that contains it. */
const REMOVED = "\ufffd";

/** An answer with any copy of the key removed, plain or JSON-escaped: answers are stored in files and in the database. */
function withoutKey(text: string, key: string): string {
  if (key.length < MIN_KEY_LENGTH) return text;
  return text.replaceAll(key, REMOVED).replaceAll(JSON.stringify(key).slice(1, -1), REMOVED);
}

/** The JSON of an answer. @throws {ProviderError} `provider-answer` */
export function jsonOf({ text }: Reply, called: Called): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw failed("provider-answer", called, (who) => said`${who} did not answer with JSON`, { charge: "possible" });
  }
}

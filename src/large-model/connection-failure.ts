import type { ProviderError, ProviderFailure } from "../core/errors.js";
import { type Said, said } from "../core/errors.js";
import { field } from "./answer.js";
import { type Called, FINAL, failed } from "./failures.js";

/** Why nothing was sent, by the code of the error. */
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

function notSent(codes: string): { readonly reason: Said; readonly failure: ProviderFailure } | undefined {
  const found = NOT_SENT.find(([pattern]) => pattern.test(codes));
  if (!found) return undefined;
  const [, reason, again] = found;
  return { reason, failure: again ? { charge: "none", again } : FINAL };
}

/** The proxy gave no answer to the request for a tunnel, so nothing was sent to the provider. */
export class ProxyConnectionError extends Error {
  /** Chromium's name for it. */
  readonly code = "ERR_PROXY_CONNECTION_FAILED";
  /** Its host and port. */
  readonly proxy: string;

  constructor(proxy: string, cause: unknown) {
    super("no tunnel", { cause });
    this.proxy = proxy;
  }
}

/** A proxy that opened no connection: its status in undici's words, or Chromium's code. */
const PROXY_REFUSAL = /Proxy response \((\d{3})\)|ERR_PROXY_\w+|ERR_TUNNEL_CONNECTION_FAILED/;

/**
 * The failure of a request that a proxy stopped, before anything of it was sent to the provider.
 *
 * @param status of the proxy's answer; 0 if it is unknown
 */
export function proxyFailure(status: number, called: Called): ProviderError {
  const code = "provider-unreachable";
  if (status === 407)
    return failed(
      code,
      called,
      (who) => said`${who} cannot be reached: ${said`the proxy asks for a valid user name and password (HTTP 407)`}`,
      FINAL,
      said`Give them in the address of the proxy, as in http://name:password@host:3128: in HTTPS_PROXY, or in the editor's setting http.proxy.`,
    );
  return failed(
    code,
    called,
    (who) =>
      said`${who} cannot be reached: ${status ? said`the proxy does not connect to it (HTTP ${status})` : said`the proxy does not connect to it`}`,
    status >= 500 ? { charge: "none", again: "later" } : FINAL,
    said`Check the address of the proxy, and that it allows this host, or exclude the host in NO_PROXY.`,
  );
}

/** The failure of a request for which the proxy itself could not be reached. */
function noProxyFailure(proxy: string, codes: string, called: Called): ProviderError {
  const why = notSent(codes);
  return failed(
    "provider-unreachable",
    called,
    (who) =>
      said`${who} cannot be reached, because the proxy ${proxy} cannot: ${why?.reason ?? said`it broke the connection`}`,
    why?.failure ?? { charge: "none", again: "later" },
    said`Check that the proxy runs, and its address in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, or in the editor's setting http.proxy. To do without it, name the host in NO_PROXY.`,
  );
}

/**
 * The failure of a request that got no answer: only codes tell whether it was sent, because messages of fetch quote
 * headers.
 *
 * @param url that the request was for
 */
export function connectionFailure(error: unknown, called: Called, url: URL): ProviderError {
  const codes = codesOf(error);
  const proxy = unreachableProxy(error, url);
  if (proxy !== undefined) return noProxyFailure(proxy, codes, called);
  const byProxy = PROXY_REFUSAL.exec(codes);
  if (byProxy) return proxyFailure(Number(byProxy[1] ?? 0), called);
  const code = "provider-unreachable";
  const why = notSent(codes);
  if (why) return failed(code, called, (who) => said`${who} cannot be reached: ${why.reason}`, why.failure);
  const failure = { charge: "possible", again: "later" } as const;
  return failed(code, called, (who) => said`${who} cannot be reached: the connection broke before an answer`, failure);
}

/**
 * The proxy that a failed connection was to, with its port where that is known. The editor's fetch does not say that it
 * used one, but the error has another host or port than the request.
 */
function unreachableProxy(error: unknown, { hostname, port, protocol }: URL): string | undefined {
  for (const one of causesOf(error)) {
    if (one instanceof ProxyConnectionError) return one.proxy;
    const [host, address, at] = ["hostname", "address", "port"].map((name) => field(one, name));
    if (typeof host === "string" && field(one, "syscall") === "getaddrinfo" && host !== hostname) return host;
    const own = Number(port || (protocol === "https:" ? 443 : 80));
    if (typeof at === "number" && field(one, "syscall") === "connect" && at !== own) return `${address}:${at}`;
  }
  return undefined;
}

/** An error, its causes, and the errors that these are made of. */
function causesOf(error: unknown): Error[] {
  const all: Error[] = [];
  for (let one: unknown = error; one instanceof Error && all.length < 20; one = one.cause)
    all.push(one, ...(one instanceof AggregateError ? one.errors : []));
  return all;
}

/** Codes of an error and of its causes; of messages, only the three forms that are codes. */
function codesOf(error: unknown): string {
  const inMessage = /^bad port$|\bnet::ERR_[A-Z_]+|^Proxy response \(\d{3}\)/;
  return causesOf(error)
    .flatMap((one) => [String(field(one, "code") ?? ""), inMessage.exec(one.message)?.[0] ?? ""])
    .join(" ");
}

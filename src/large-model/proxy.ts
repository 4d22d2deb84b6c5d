import { RouteLmtError, type Said, said } from "../core/errors.js";
import { isLocal } from "./base-url.js";
import { ProxyConnectionError } from "./connection-failure.js";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A `fetch` that uses the proxy of the environment, which Node's own does not before version 24. As with curl: for
 * https:// the variable HTTPS_PROXY, for http:// HTTP_PROXY, otherwise ALL_PROXY, each in lower case first; no proxy for
 * hosts in NO_PROXY. There is none for this machine either, because the proxy's "localhost" is another one.
 *
 * Every connection goes through a tunnel (CONNECT), so the proxy's credentials are in no request to the provider, and
 * the provider's key is in none to the proxy.
 *
 * @returns undefined if there is no such proxy
 * @throws {RouteLmtError} `option-invalid` if its address cannot be used; it is not quoted, as it may contain a password
 */
export function fetchByProxy(baseUrl: string, environment: Environment): typeof fetch | undefined {
  const scheme = new URL(baseUrl).protocol.slice(0, -1);
  const named = [`${scheme}_proxy`, "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
  const name = named.find((one) => environment[one]);
  if (name === undefined || isLocal(baseUrl)) return undefined;
  const proxy = readProxy(environment[name] ?? "", name);
  const noProxy = environment["no_proxy"] ?? environment["NO_PROXY"] ?? "";
  let sender: Promise<typeof fetch> | undefined;
  return async (...request) => {
    sender ??= openSender(proxy, noProxy);
    return (await sender)(...request);
  };
}

/** A proxy: its address without credentials, and the header with them. */
interface ProxyAddress {
  readonly uri: string;
  readonly token?: string;
}

function readProxy(text: string, name: string): ProxyAddress {
  const invalid = (why: Said): RouteLmtError =>
    new RouteLmtError(
      "option-invalid",
      said`${name} cannot be used: ${why}`,
      said`Give the address of a proxy, such as http://proxy.example.com:3128.`,
    );
  // As with curl, the scheme may be missing.
  const address = text.includes("://") ? text : `http://${text}`;
  if (!URL.canParse(address)) throw invalid(said`it is not an address`);
  const { protocol, origin, username, password } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") throw invalid(said`it does not begin with http:// or https://`);
  if (username === "" && password === "") return { uri: origin };
  try {
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { uri: origin, token: `Basic ${Buffer.from(credentials).toString("base64")}` };
  } catch {
    throw invalid(said`it has a % that does not begin an escape such as %40`);
  }
}

/** Loads undici only where there is a proxy. Node's own copy of it cannot be imported. */
async function openSender(proxy: ProxyAddress, noProxy: string): Promise<typeof fetch> {
  // In a bundle, a CommonJS package has no named exports, although its types say so.
  const undici = (await import("undici")) as unknown as { readonly default: typeof import("undici") };
  const { EnvHttpProxyAgent, Pool, fetch: send } = undici.default;
  const { uri, token } = proxy;
  /** The connections to the proxy itself, whose failures are not the provider's. */
  class ProxyPool extends Pool {
    // The base class has several signatures.
    override connect = async (...request: [never]): Promise<never> => {
      try {
        return await (super.connect(...request) as Promise<never>);
      } catch (error) {
        throw new ProxyConnectionError(new URL(uri).host, error);
      }
    };
  }
  const options = {
    httpProxy: uri,
    httpsProxy: uri,
    noProxy,
    clientFactory: (origin: URL, pool: object) => new ProxyPool(origin, pool),
    ...(token === undefined ? {} : { token }),
  };
  const dispatcher = new EnvHttpProxyAgent(options);
  const through = (url: URL, init: Parameters<typeof send>[1]): unknown => send(url, { ...init, dispatcher });
  return through as typeof fetch;
}

import { said } from "../core/errors.js";
import { proxyFailure } from "./connection-failure.js";
import { type Called, failed, statusFailure } from "./failures.js";
import { jsonOf, post } from "./http.js";
import type { ProviderOptions } from "./provider-options.js";
import type { Reply } from "./reply.js";

/** The address of a provider that requests are posted to, and what goes with each. */
export class ProviderApi {
  readonly called: Called;
  readonly #url: URL;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #key: string;
  readonly #timeout: number | undefined;
  readonly #fetch: typeof fetch | undefined;

  /** @param headers besides the content type, with the key where the provider wants it */
  constructor(url: URL, headers: Readonly<Record<string, string>>, options: ProviderOptions) {
    const { key, model, timeout } = options;
    this.called = { provider: url.host, model };
    this.#url = url;
    this.#headers = headers;
    this.#key = key;
    this.#timeout = timeout;
    this.#fetch = options.fetch;
  }

  /**
   * Posts a body once.
   *
   * @param isChanged told of a refusal: whether the next body will lack what was refused, so that trying again can help
   * @returns the JSON of the answer
   * @throws {ProviderError} for anything but a complete answer with a status of 2xx
   * @throws {RouteLmtError} `cancelled`
   */
  async ask(
    body: object,
    signal: AbortSignal | undefined,
    isChanged: (reply: Reply) => boolean = () => false,
  ): Promise<unknown> {
    const { called } = this;
    const request = { url: this.#url, headers: this.#headers, body, key: this.#key, timeout: this.#timeout };
    const reply = await post({ ...request, fetch: this.#fetch }, called, signal);
    if (reply.status >= 200 && reply.status <= 299) return jsonOf(reply, called);
    // Only proxies answer so: those that are sent requests for http:// addresses as they are.
    if (reply.status === 407) throw proxyFailure(reply.status, called);
    if (!isChanged(reply)) throw statusFailure(reply, called);
    const failure = { charge: "none", again: "now" } as const;
    throw failed("provider-refused", called, (who) => said`${who} does not know a parameter`, failure);
  }
}

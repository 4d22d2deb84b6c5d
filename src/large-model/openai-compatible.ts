import { said } from "#core/errors.js";
import type { Price, Usage } from "../core/routing/cost.js";
import type { Brief, LargeAnswer, LargeRequest, Pace } from "../core/translate/models.js";
import { ANSWER_SCHEMA, contentText, field, readTranslations } from "./answer.js";
import { endpoint } from "./base-url.js";
import { adapted, type Dialect, dialectOf } from "./dialect.js";
import { type Called, failed, statusFailure } from "./failures.js";
import { jsonOf, post } from "./http.js";
import { stringsFor } from "./instructions.js";
import { PromptedModel } from "./prompted-model.js";
import type { ProviderOptions } from "./provider-options.js";
import { usageOf } from "./usage.js";

/** A large model with an OpenAI-compatible chat-completions API; Azure's expects the key and the model in other places. */
export class OpenAiCompatible extends PromptedModel {
  readonly provider: string;
  readonly name: string;
  readonly price: Price;
  readonly pace: Partial<Pace>;
  readonly #url: URL;
  readonly #key: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #timeout: number | undefined;
  #dialect: Dialect;

  constructor({ baseUrl, model, key, price, timeout, pace = {} }: ProviderOptions, isAzure = false) {
    super();
    this.#url = isAzure ? azureUrl(baseUrl, model) : endpoint(baseUrl, "/chat/completions");
    this.#key = key;
    this.#headers = key === "" ? {} : isAzure ? { "api-key": key } : { authorization: `Bearer ${key}` };
    this.provider = this.#url.host;
    this.name = model;
    this.price = price;
    this.pace = pace;
    this.#timeout = timeout;
    this.#dialect = dialectOf(this.#url.hostname, model);
  }

  async translate(
    brief: Brief,
    requests: readonly LargeRequest[],
    estimate: Usage,
    signal?: AbortSignal,
  ): Promise<LargeAnswer> {
    const called: Called = { provider: this.provider, model: this.name };
    const dialect = this.#dialect;
    const body = this.#body(brief, requests, estimate.outputTokens, dialect);
    const reply = await post(
      { url: this.#url, headers: this.#headers, body, key: this.#key, timeout: this.#timeout },
      called,
      signal,
    );
    if (reply.status < 200 || reply.status > 299) {
      const other = adapted(dialect, reply);
      if (!other) throw statusFailure(reply, called);
      this.#dialect = other;
      throw failed("provider-refused", called, (who) => said`${who} does not know a parameter`, {
        charge: "none",
        again: "now",
      });
    }
    return readCompletion(jsonOf(reply, called), requests, estimate, called);
  }

  #body(brief: Brief, requests: readonly LargeRequest[], maxTokens: number, dialect: Dialect): object {
    return {
      model: this.name,
      ...(dialect.hasTemperature ? { temperature: 0 } : {}),
      ...(dialect.effort ? { reasoning_effort: dialect.effort } : {}),
      ...Object.fromEntries(dialect.limits.map((name) => [name, maxTokens])),
      messages: [
        { role: "system", content: this.instructions(brief) },
        { role: "user", content: stringsFor(requests) },
      ],
      ...formatOf(dialect),
    };
  }
}

function formatOf({ format }: Dialect): object {
  if (format === "none") return {};
  if (format === "json_object") return { response_format: { type: "json_object" } };
  const schema = { name: "translations", strict: true, schema: ANSWER_SCHEMA };
  return { response_format: { type: "json_schema", json_schema: schema } };
}

/** The path of a deployment at Azure; its newer addresses end in `/v1` and expect the model in the body, like others. */
function azureUrl(baseUrl: string, deployment: string): URL {
  if (/\/v1\/*$/.test(new URL(baseUrl).pathname)) return endpoint(baseUrl, "/chat/completions");
  const root = baseUrl.replace(/\/openai\/*(?=$|\?)/, "");
  const url = endpoint(root, `/openai/deployments/${encodeURIComponent(deployment)}/chat/completions`);
  if (!url.searchParams.has("api-version")) url.searchParams.set("api-version", "2024-10-21");
  return url;
}

function readCompletion(
  completion: unknown,
  requests: readonly LargeRequest[],
  estimate: Usage,
  called: Called,
): LargeAnswer {
  const choices = field(completion, "choices");
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const message = field(choice, "message");
  if (message === undefined || message === null)
    throw failed("provider-answer", called, (who) => said`${who} answered without a message`, { charge: "possible" });
  const content = contentText(field(message, "content"));
  const ending = field(choice, "finish_reason");
  const usage = field(completion, "usage");
  const isRefused = ending === "content_filter" || Boolean(field(message, "refusal"));
  const reported = {
    input: field(usage, "prompt_tokens"),
    output: field(usage, "completion_tokens"),
    cached: field(field(usage, "prompt_tokens_details"), "cached_tokens") ?? field(usage, "prompt_cache_hit_tokens"),
  };
  return {
    ...readTranslations(content, requests),
    usage: usageOf(reported, estimate, content !== ""),
    truncated: ending === "length",
    ...(isRefused ? { refused: true } : {}),
  };
}

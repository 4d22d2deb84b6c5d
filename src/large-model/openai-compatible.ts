import { said } from "#core/errors.js";
import type { Price, Usage } from "../core/routing/cost.js";
import type { Brief, LargeAnswer, LargeRequest, Pace } from "../core/translate/models.js";
import { ANSWER_SCHEMA, contentText, field, readTranslations } from "./answer.js";
import { endpoint } from "./base-url.js";
import { adapted, type Dialect, dialectOf } from "./dialect.js";
import { type Called, failed } from "./failures.js";
import { stringsFor } from "./instructions.js";
import { PromptedModel } from "./prompted-model.js";
import { ProviderApi } from "./provider-api.js";
import type { ProviderOptions } from "./provider-options.js";
import { usageOf } from "./usage.js";

/** A large model with an OpenAI-compatible chat-completions API; Azure's expects the key and the model in other places. */
export class OpenAiCompatible extends PromptedModel {
  readonly provider: string;
  readonly name: string;
  readonly price: Price;
  readonly pace: Partial<Pace>;
  readonly #api: ProviderApi;
  #dialect: Dialect;

  constructor(options: ProviderOptions, isAzure = false) {
    super();
    const { baseUrl, model, key, price, pace = {} } = options;
    const url = isAzure ? azureUrl(baseUrl, model) : endpoint(baseUrl, "/chat/completions");
    const headers: Readonly<Record<string, string>> =
      key === "" ? {} : isAzure ? { "api-key": key } : { authorization: `Bearer ${key}` };
    this.#api = new ProviderApi(url, headers, options);
    this.provider = url.host;
    this.name = model;
    this.price = price;
    this.pace = pace;
    this.#dialect = dialectOf(url.hostname, model);
  }

  async translate(
    brief: Brief,
    requests: readonly LargeRequest[],
    estimate: Usage,
    signal?: AbortSignal,
  ): Promise<LargeAnswer> {
    const dialect = this.#dialect;
    const body = this.#body(brief, requests, estimate.outputTokens, dialect);
    const completion = await this.#api.ask(body, signal, (reply) => {
      const other = adapted(dialect, reply);
      if (other) this.#dialect = other;
      return other !== undefined;
    });
    return readCompletion(completion, requests, estimate, this.#api.called);
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

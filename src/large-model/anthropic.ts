import { said } from "#core/errors.js";
import type { Price, Usage } from "../core/routing/cost.js";
import type { Brief, LargeAnswer, LargeRequest, Pace } from "../core/translate/models.js";
import { contentText, field, readTranslations } from "./answer.js";
import { endpoint } from "./base-url.js";
import { type Called, failed } from "./failures.js";
import { stringsFor } from "./instructions.js";
import { PromptedModel } from "./prompted-model.js";
import { ProviderApi } from "./provider-api.js";
import type { ProviderOptions } from "./provider-options.js";
import { usageOf } from "./usage.js";

const VERSION = "2023-06-01";

/** A large model with Anthropic's messages API. */
export class Anthropic extends PromptedModel {
  readonly provider: string;
  readonly name: string;
  readonly price: Price;
  readonly pace: Partial<Pace>;
  readonly #api: ProviderApi;
  /** Some models refuse a temperature. */
  #hasTemperature = true;

  constructor(options: ProviderOptions) {
    super();
    const { baseUrl, model, key, price, pace = {} } = options;
    const headers = { "anthropic-version": VERSION, ...(key === "" ? {} : { "x-api-key": key }) };
    this.#api = new ProviderApi(endpoint(baseUrl, "/messages"), headers, options);
    this.provider = this.#api.called.provider;
    this.name = model;
    this.price = price;
    this.pace = pace;
  }

  async translate(
    brief: Brief,
    requests: readonly LargeRequest[],
    estimate: Usage,
    signal?: AbortSignal,
  ): Promise<LargeAnswer> {
    const hasTemperature = this.#hasTemperature;
    const body = {
      model: this.name,
      ...(hasTemperature ? { temperature: 0 } : {}),
      max_tokens: estimate.outputTokens,
      system: [{ type: "text", text: this.instructions(brief), cache_control: { type: "ephemeral" } }],
      messages: [{ role: "user", content: stringsFor(requests) }],
    };
    const message = await this.#api.ask(body, signal, ({ status, text }) => {
      const isRefused = hasTemperature && status === 400 && /temperature/.test(text);
      if (isRefused) this.#hasTemperature = false;
      return isRefused;
    });
    return readMessage(message, requests, estimate, this.#api.called);
  }
}

function readMessage(
  message: unknown,
  requests: readonly LargeRequest[],
  estimate: Usage,
  called: Called,
): LargeAnswer {
  const parts = field(message, "content");
  if (!Array.isArray(parts))
    throw failed("provider-answer", called, (who) => said`${who} answered without a message`, { charge: "possible" });
  const content = contentText(parts);
  const ending = field(message, "stop_reason");
  return {
    ...readTranslations(content, requests),
    usage: usageOf(reportedIn(field(message, "usage")), estimate, content !== ""),
    truncated: ending === "max_tokens" || ending === "model_context_window_exceeded",
    ...(ending === "refusal" ? { refused: true } : {}),
  };
}

/** Anthropic counts tokens written to its cache, and read from it, separately from `input_tokens`. */
function reportedIn(usage: unknown): { input: unknown; output: unknown; cached: unknown } {
  const cached = field(usage, "cache_read_input_tokens");
  // Writing costs a quarter more than other input.
  const counts = [
    field(usage, "input_tokens"),
    cached ?? 0,
    times(field(usage, "cache_creation_input_tokens") ?? 0, 1.25),
  ];
  const input = counts.every((one) => typeof one === "number") ? counts.reduce((sum, one) => sum + one, 0) : undefined;
  return { input, output: field(usage, "output_tokens"), cached };
}

function times(value: unknown, factor: number): unknown {
  return typeof value === "number" ? value * factor : value;
}

import { type Said, said } from "#core/errors.js";
import type { Price } from "../core/routing/cost.js";
import { readBaseUrl } from "../large-model/base-url.js";
import { priceOf } from "../large-model/prices.js";
import { PROVIDERS, type ProviderName, providerDefaults } from "../large-model/providers.js";
import { invalid, number, oneOf } from "./arguments.js";

/** A large model, its address and its price. */
export interface LargeModelChoice {
  readonly provider: ProviderName;
  readonly largeModel: string;
  readonly baseUrl: string;
  readonly price: Price;
}

/** The options that choose it, for Node's parser. */
export const LARGE_MODEL_OPTIONS = {
  provider: { type: "string" },
  "large-model": { type: "string" },
  "base-url": { type: "string" },
  "price-input": { type: "string" },
  "price-output": { type: "string" },
} as const;

/**
 * Checks them, and fills in the provider's defaults.
 *
 * @throws {RouteLmtError} `option-invalid`
 */
export function largeModelChoice(
  values: Readonly<Partial<Record<keyof typeof LARGE_MODEL_OPTIONS, string | undefined>>>,
): LargeModelChoice {
  const provider = oneOf(values.provider ?? "openai", PROVIDERS, "--provider");
  const usual = providerDefaults(provider);
  const largeModel = required(values["large-model"] ?? usual.model, said`--provider ${provider} needs --large-model`);
  const price = priceOf(provider, largeModel, {
    input: number(values["price-input"], "--price-input", { ...PRICE, example: "0.4" }),
    output: number(values["price-output"], "--price-output", { ...PRICE, example: "1.6" }),
  });
  if (price) return { provider, largeModel, baseUrl: baseUrlOf(values["base-url"], provider), price };
  throw invalid(
    said`No price is known for ${largeModel}`,
    said`Give it with --price-input and --price-output, in US dollars per million tokens; 0 where it is free.`,
  );
}

/** US dollars per million tokens: anything above is an error. */
const PRICE = { min: 0, max: 1e6 };

function baseUrlOf(option: string | undefined, provider: ProviderName): string {
  if (option !== undefined) return readBaseUrl(option, "--base-url");
  const variable = process.env["ROUTELMT_BASE_URL"];
  if (variable !== undefined) return readBaseUrl(variable, "ROUTELMT_BASE_URL");
  return required(providerDefaults(provider).baseUrl, said`--provider ${provider} needs --base-url`);
}

function required(value: string | undefined, missing: Said): string {
  if (value !== undefined) return value;
  throw invalid(missing, said`Every customer has their own there.`);
}

import { RouteLmtError, said } from "../core/errors.js";
import type { LargeModel } from "../core/translate/models.js";
import { Anthropic } from "./anthropic.js";
import { readKey } from "./api-key.js";
import { isLocal, readBaseUrl } from "./base-url.js";
import { DeepL } from "./deepl.js";
import { OpenAiCompatible } from "./openai-compatible.js";
import type { ProviderOptions } from "./provider-options.js";
import { baseUrlFor, type ProviderName } from "./providers.js";

/** A large model, its address and its price. */
export interface LargeModelOptions extends ProviderOptions {
  readonly provider: ProviderName;
}

/**
 * Time-out for servers on this machine, in milliseconds: they handle one request at a time, and take minutes for each without a GPU.
 * After 300 seconds Node's fetch gives up by itself.
 */
const LOCAL = { timeout: 290_000, pace: { concurrency: 1 } } as const;

/** How keys of many providers look; one given as the name of a model would be kept in the ledger and shown. */
const LIKE_A_KEY = /^(?:sk|pk|rk|gsk|xai|ghp|gho|glpat)[-_][\w-]{16,}$|^AIza[\w-]{30,}$/;

/**
 * The large model of some options; nothing is sent yet.
 *
 * @throws {RouteLmtError} `option-invalid`, `key-missing` for an unusable address, model or key
 */
export function openLargeModel({ provider, ...given }: LargeModelOptions): LargeModel {
  const key = readKey(given.key, "The API key");
  if (LIKE_A_KEY.test(given.model))
    throw new RouteLmtError(
      "option-invalid",
      said`The name of the large model looks like an API key`,
      said`Give the name of a model there, and the key where keys belong.`,
    );
  const baseUrl = baseUrlFor(provider, readBaseUrl(given.baseUrl, "The base URL"), key);
  const options = { ...(isLocal(baseUrl) ? LOCAL : {}), ...given, key, baseUrl };
  switch (provider) {
    case "anthropic":
      return new Anthropic(options);
    case "deepl":
      return new DeepL(options);
    default:
      return new OpenAiCompatible(options, provider === "azure");
  }
}

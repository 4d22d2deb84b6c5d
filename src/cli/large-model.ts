import { RouteLmtError } from "../core/errors.js";
import type { LargeModel } from "../core/translate/models.js";
import { readKey } from "../large-model/api-key.js";
import { openLargeModel } from "../large-model/open-large-model.js";
import { isOwnHost, needsKey, providerDefaults } from "../large-model/providers.js";
import type { RunOptions } from "./options.js";

/**
 * The large model of a run, with its key from the environment.
 *
 * @throws {RouteLmtError} `key-missing` where there is a budget and no key that can be used
 */
export function largeModelFor(options: RunOptions): LargeModel {
  const { provider, baseUrl, largeModel: model, price, cap = 0, share } = options;
  const isToBuy = cap > 0 && share > 0;
  const key = isToBuy ? keyFor(options) : "";
  if (key === "" && isToBuy && needsKey(provider, baseUrl)) {
    throw new RouteLmtError(
      "key-missing",
      "A budget is given, but no API key for the large model",
      `Set ${variablesFor(options).join(" or ")}, or use --budget 0 for local translations only.`,
    );
  }
  return openLargeModel({ provider, baseUrl, model, price, key });
}

/** Variables that may have the key: that of the provider's own tools for its own hosts alone. */
function variablesFor({ provider, baseUrl }: RunOptions): string[] {
  return ["ROUTELMT_API_KEY", ...(isOwnHost(provider, baseUrl) ? [providerDefaults(provider).keyVariable] : [])];
}

function keyFor(options: RunOptions): string {
  for (const name of variablesFor(options)) {
    const key = readKey(process.env[name] ?? "", name);
    if (key !== "") return key;
  }
  return "";
}

import { RouteLmtError, said } from "../core/errors.js";
import type { LargeModel } from "../core/translate/models.js";
import { readKey } from "../large-model/api-key.js";
import { openLargeModel } from "../large-model/open-large-model.js";
import { isOwnServer, needsKey, providerDefaults } from "../large-model/providers.js";
import { fetchByProxy } from "../large-model/proxy.js";
import type { LargeModelChoice } from "./large-model-options.js";

/**
 * The large model named by some options, with its key from the environment.
 *
 * @param isToBuy whether anything may be sent; otherwise no key is needed
 * @throws {RouteLmtError} `key-missing` if one is needed and none is set, or it cannot be used; `option-invalid` for a
 *   proxy of the environment that cannot be used
 */
export function largeModelFor(choice: LargeModelChoice, isToBuy: boolean): LargeModel {
  const { provider, baseUrl, largeModel: model, price } = choice;
  const key = isToBuy ? keyFor(choice) : "";
  if (key === "" && isToBuy && needsKey(provider, baseUrl)) {
    throw new RouteLmtError(
      "key-missing",
      said`There is no API key for the large model`,
      said`Set ${variablesFor(choice).join(" or ")}, or use --budget 0 for local translations only.`,
    );
  }
  const fetch = isToBuy ? fetchByProxy(baseUrl, process.env) : undefined;
  return openLargeModel({ provider, baseUrl, model, price, key, fetch });
}

/** Variables that may contain the key; the variable of the provider's own tools counts only for its own hosts. */
function variablesFor({ provider, baseUrl }: LargeModelChoice): string[] {
  return ["ROUTELMT_API_KEY", ...(isOwnServer(provider, baseUrl) ? [providerDefaults(provider).keyVariable] : [])];
}

function keyFor(choice: LargeModelChoice): string {
  for (const name of variablesFor(choice)) {
    const key = readKey(process.env[name] ?? "", name);
    if (key !== "") return key;
  }
  return "";
}

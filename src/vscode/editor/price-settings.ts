import type * as vscode from "vscode";
import type { Price } from "#core/routing/cost.js";
import { isLocal } from "#large-model/base-url.js";
import { dearer, priceOf } from "#large-model/prices.js";
import { isOwnServer, type ProviderName } from "#large-model/providers.js";
import { LEVELS } from "./caps.js";
import { readNumber } from "./setting-values.js";

/** A model and its address. */
interface Asked {
  readonly provider: ProviderName | "vscode";
  readonly model: string;
  readonly baseUrl: string;
}

/**
 * The price to use; undefined if there is no valid one. A workspace's price can raise the user's price or the list price,
 * but not lower it, which would raise the user's cap. Alone, it is valid only where no provider sends a bill:
 * on this machine, and at addresses that do not belong to the provider.
 * What a model of the editor costs, if anything, only the user knows.
 */
export function readPrice(
  settings: vscode.WorkspaceConfiguration,
  { provider, model, baseUrl }: Asked,
): Price | undefined {
  const [user, ...workspace] = LEVELS.map((level) => {
    const [input, output] = ["large.price.input", "large.price.output"].map((name) => {
      const value = settings.inspect<unknown>(name)?.[level] ?? null;
      return value === null ? undefined : readNumber(name, value);
    });
    return { input, output };
  });
  const priced = (given: Given = NOTHING): Price | undefined =>
    provider === "vscode" ? wholePrice(given) : priceOf(provider, model, given);
  const own = priced(user);
  const given = [user, ...workspace].reduce((less, more) => ({
    input: more?.input ?? less?.input,
    output: more?.output ?? less?.output,
  }));
  const all = priced(given);
  if (provider !== "vscode" && isLocal(baseUrl)) return all;
  if (own) return all ? dearer(own, all) : own;
  return provider === "vscode" || isOwnServer(provider, baseUrl) ? undefined : all;
}

/** What settings say. */
interface Given {
  readonly input: number | undefined;
  readonly output: number | undefined;
}

const NOTHING: Given = { input: undefined, output: undefined };

function wholePrice({ input, output }: Given): Price | undefined {
  return input === undefined || output === undefined ? undefined : { input, output };
}

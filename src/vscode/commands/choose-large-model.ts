import * as vscode from "vscode";
import { readBaseUrl } from "#large-model/base-url.js";
import { LIST_PRICES } from "#large-model/prices.js";
import { PROVIDERS, type ProviderName, providerDefaults } from "#large-model/providers.js";
import { localized, shownList } from "../editor/shown-text.js";
import type { Context } from "../state/context.js";
import { testLargeModel } from "./test-connection.js";

interface ProviderItem extends vscode.QuickPickItem {
  readonly provider: ProviderName | "vscode";
}

/**
 * *Choose Large Model…*: provider, address, model and price, step by step, into the user's settings; then the connection may be
 * tested. Leaving any step changes nothing.
 */
export async function chooseLargeModel(context: Context): Promise<void> {
  const provider = (await vscode.window.showQuickPick(providerItems(), { title: title(1) }))?.provider;
  if (!provider) return;
  const chosen = provider === "vscode" ? await chooseInEditor() : await chooseAt(provider);
  if (!chosen) return;
  const settings = vscode.workspace.getConfiguration("routelmt");
  for (const [name, value] of Object.entries({ provider, ...chosen }))
    await settings.update(`large.${name}`, value, vscode.ConfigurationTarget.Global);
  const test = vscode.l10n.t("Test Connection");
  const text = localized("RouteLMT: the large model is {0}. A budget decides what is spent on it.", chosen.model);
  const budget = vscode.l10n.t("Set Budget…");
  const choice = await vscode.window.showInformationMessage(text, test, budget);
  if (choice === test) await testLargeModel(context);
  if (choice === budget) await vscode.commands.executeCommand("routelmt.setBudget");
}

/** Settings below `routelmt.large`; undefined ones fall back to the provider's defaults. */
interface Chosen {
  readonly model: string;
  readonly baseUrl: string | undefined;
  readonly "price.input": number | undefined;
  readonly "price.output": number | undefined;
}

function title(step: number): string {
  return localized("RouteLMT: Choose Large Model ({0} of {1})", step, 3);
}

function providerItems(): ProviderItem[] {
  const labels: Record<ProviderName, readonly [string, string]> = {
    openai: [
      vscode.l10n.t("OpenAI, or compatible"),
      vscode.l10n.t("OpenAI, vLLM, llama.cpp, Ollama, LiteLLM, DeepSeek, Gemini…"),
    ],
    azure: [vscode.l10n.t("Azure OpenAI"), vscode.l10n.t("A deployment of your own")],
    anthropic: [vscode.l10n.t("Anthropic"), "Claude"],
    deepl: [vscode.l10n.t("DeepL"), vscode.l10n.t("Charges per character")],
  };
  return [
    ...PROVIDERS.map((provider) => ({ provider, label: labels[provider][0], description: labels[provider][1] })),
    {
      provider: "vscode",
      label: vscode.l10n.t("Models of this editor"),
      description: vscode.l10n.t("From an extension such as GitHub Copilot; no key"),
    },
  ];
}

async function chooseInEditor(): Promise<Chosen | undefined> {
  const models = await vscode.lm.selectChatModels();
  if (models.length === 0) {
    const message = vscode.l10n.t("RouteLMT: no extension gives this editor a language model.");
    await vscode.window.showWarningMessage(message);
    return undefined;
  }
  const items = models.map(({ name, id, vendor }) => ({ label: name, description: `${vendor} · ${id}`, id }));
  const chosen = await vscode.window.showQuickPick(items, { title: title(2) });
  // An extension may send requests to a provider at the user's own expense, and the editor does not know.
  const price = chosen && (await askPrice(chosen.id));
  return price && { model: chosen.id, baseUrl: undefined, "price.input": price[0], "price.output": price[1] };
}

async function chooseAt(provider: ProviderName): Promise<Chosen | undefined> {
  const usual = providerDefaults(provider);
  const baseUrl = await vscode.window.showInputBox({
    title: title(2),
    prompt: vscode.l10n.t("Address of the API. Strings that you buy are sent there."),
    value: usual.baseUrl ?? "",
    ignoreFocusOut: true,
    validateInput: addressProblem,
  });
  if (baseUrl === undefined) return undefined;
  const model = await vscode.window.showInputBox({
    title: title(3),
    prompt: localized("Model. With a list price: {0}", shownList(LIST_PRICES.map((one) => one.model))),
    value: usual.model ?? "",
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === "" ? vscode.l10n.t("The model's name, as the provider writes it") : undefined,
  });
  if (model === undefined) return undefined;
  const price = LIST_PRICES.some((one) => one.model === model) ? [undefined, undefined] : await askPrice(model);
  if (!price) return undefined;
  return {
    model,
    baseUrl: baseUrl === usual.baseUrl ? undefined : baseUrl,
    "price.input": price[0],
    "price.output": price[1],
  };
}

/** An unknown price is asked for: no model is assumed to be free. */
async function askPrice(model: string): Promise<readonly [number, number] | undefined> {
  const text = await vscode.window.showInputBox({
    title: title(3),
    prompt: localized(
      "{0} has no known price. US dollars per million tokens, input and output, as in: 0.4 1.6. Where it is free: 0 0",
      model,
    ),
    ignoreFocusOut: true,
    validateInput: (value) =>
      pricesIn(value) ? undefined : vscode.l10n.t("Two numbers of 0 or more, with a decimal point"),
  });
  return text === undefined ? undefined : pricesIn(text);
}

function pricesIn(text: string): readonly [number, number] | undefined {
  const [input, output, ...more] = text.trim().split(/\s+/).map(Number);
  if (input === undefined || output === undefined || more.length > 0) return undefined;
  return [input, output].every((one) => Number.isFinite(one) && one >= 0) ? [input, output] : undefined;
}

function addressProblem(text: string): string | undefined {
  try {
    readBaseUrl(text, "The address");
    return undefined;
  } catch {
    return vscode.l10n.t(
      "An address begins with https:// or http://, and has no user name, no password and no query but api-version",
    );
  }
}

import * as vscode from "vscode";
import type { LargeModel } from "#core/translate/models.js";
import { openLargeModel } from "#large-model/open-large-model.js";
import { needsKey } from "#large-model/providers.js";
import type { Settings } from "../editor/settings.js";
import type { Context } from "./context.js";
import { EditorLanguageModel } from "./editor-language-model.js";

/**
 * The large model of the settings. Asks for its key if none is stored; undefined if the user gives none.
 *
 * @throws {RouteLmtError} `option-invalid` if the settings of the large model cannot be used
 * @throws {ProviderError} if the editor has no such language model
 */
export async function largeModelFor(context: Context, settings: Settings): Promise<LargeModel | undefined> {
  const { provider, baseUrl, largeModel: model, price, largeProblem } = settings;
  if (largeProblem) throw largeProblem;
  if (provider === "vscode") return EditorLanguageModel.open(model, price);
  const scope = { provider, baseUrl };
  let key = await context.keys.get(scope);
  if (!key && needsKey(provider, baseUrl)) {
    await vscode.commands.executeCommand("routelmt.setApiKey", scope);
    key = await context.keys.get(scope);
    if (!key) return undefined;
  }
  return openLargeModel({ provider, baseUrl, model, price, key: key ?? "" });
}

/**
 * The name of the settings' large model in the project database, where its paid answers are found again: the one that
 * {@link largeModelFor} would open. The setting may call a model of the editor by its family, or by no name at all.
 */
export async function largeModelName({
  provider,
  largeModel,
}: Pick<Settings, "provider" | "largeModel">): Promise<string> {
  if (provider !== "vscode") return largeModel;
  return (await EditorLanguageModel.idOf(largeModel)) ?? largeModel;
}

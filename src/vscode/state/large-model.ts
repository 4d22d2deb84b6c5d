import * as vscode from "vscode";
import type { LargeModel } from "#core/translate/models.js";
import { openLargeModel } from "#large-model/open-large-model.js";
import { needsKey } from "#large-model/providers.js";
import type { Settings } from "../editor/settings.js";
import type { Context } from "./context.js";
import { EditorLanguageModel } from "./editor-language-model.js";

/**
 * The large model of the settings. Its key is asked for where there is none yet; undefined when the user gives none.
 *
 * @throws {RouteLmtError} `option-invalid` when the settings of the large model cannot be used
 * @throws {ProviderError} when the editor has no such language model
 */
export async function largeModelFor(context: Context, settings: Settings): Promise<LargeModel | undefined> {
  const { provider, baseUrl, largeModel: model, price, largeProblem } = settings;
  if (largeProblem) throw largeProblem;
  if (provider === "vscode") return EditorLanguageModel.open(model, price);
  const scope = { provider, baseUrl };
  let key = await context.keys.get(scope);
  if (!key && needsKey(provider, baseUrl)) {
    await vscode.commands.executeCommand("routelmt.setApiKey");
    key = await context.keys.get(scope);
    if (!key) return undefined;
  }
  return openLargeModel({ provider, baseUrl, model, price, key: key ?? "" });
}

import * as vscode from "vscode";
import { readKey } from "#large-model/api-key.js";
import { originOf } from "#large-model/base-url.js";
import { askProject } from "../editor/ask-project.js";
import { readSettings, type Settings } from "../editor/settings.js";
import { localized } from "../editor/shown-text.js";
import type { KeyScope } from "../state/api-keys.js";
import type { Context } from "../state/context.js";

/**
 * *Set API Key…*: stores the key of the configured provider in the editor's secret storage.
 *
 * @param given what the key is for; if omitted, as the settings of the project say
 */
export async function setApiKey(context: Context, given?: KeyScope): Promise<void> {
  const project = given ? undefined : await askProject();
  if (!given && !project) return;
  const { provider, baseUrl } = given ?? largeModelOf(readSettings(project?.resource));
  if (provider === "vscode") {
    const message = vscode.l10n.t("RouteLMT: the editor's own language models need no key.");
    await vscode.window.showInformationMessage(message);
    return;
  }
  const origin = originOf(baseUrl);
  const key = await vscode.window.showInputBox({
    title: localized("RouteLMT: API key for {0}", origin),
    prompt: localized(
      "It is stored in the editor's secret storage, and sent to {0} only. Leave it empty to remove the stored key.",
      origin,
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: problemIn,
  });
  if (key === undefined) return;
  await context.keys.set({ provider, baseUrl }, key);
  context.log.info(key.trim() === "" ? `API key for ${origin} removed` : `API key for ${origin} stored`);
}

function largeModelOf({ provider, baseUrl, largeProblem }: Settings): Pick<Settings, "provider" | "baseUrl"> {
  if (largeProblem) throw largeProblem;
  return { provider, baseUrl };
}

function problemIn(text: string): string | undefined {
  try {
    readKey(text, "The text");
    return undefined;
  } catch {
    return vscode.l10n.t("A key cannot contain spaces, line breaks or non-ASCII characters");
  }
}

import * as vscode from "vscode";
import { readSettings } from "../editor/settings.js";
import type { Context } from "../state/context.js";

/** *Set API Key…*: stores the key of the configured provider in the editor's secret storage. */
export async function setApiKey(context: Context): Promise<void> {
  const { baseUrl } = readSettings(undefined);
  const { host } = new URL(baseUrl);
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t("RouteLMT: API key for {0}", host),
    prompt: vscode.l10n.t(
      "It is stored in the editor's secret storage, and sent to {0} only. Leave it empty to remove the stored key.",
      host,
    ),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  await context.keys.set(baseUrl, key.trim());
  context.log.info(key.trim() === "" ? `API key for ${host} removed` : `API key for ${host} stored`);
}

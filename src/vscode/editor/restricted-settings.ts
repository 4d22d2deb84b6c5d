import * as vscode from "vscode";
import { parseJsonTree } from "#core/formats/json/parse.js";
import { currentText } from "./files.js";

/**
 * The names of the workspace's settings that do not apply in Restricted Mode; none in a trusted workspace. The editor
 * hides these settings from extensions, so they are read from the files.
 */
export async function restrictedSettings(resource: vscode.Uri): Promise<string[]> {
  if (vscode.workspace.isTrusted) return [];
  const manifest = vscode.extensions.getExtension("routelmt.routelmt")?.packageJSON as
    | { capabilities?: { untrustedWorkspaces?: { restrictedConfigurations?: string[] } } }
    | undefined;
  const restricted = manifest?.capabilities?.untrustedWorkspaces?.restrictedConfigurations ?? [];
  const { workspaceFile } = vscode.workspace;
  const folder = vscode.workspace.getWorkspaceFolder(resource)?.uri;
  const named = new Set([
    ...(workspaceFile ? await namesIn(workspaceFile, "settings") : []),
    ...(folder ? await namesIn(vscode.Uri.joinPath(folder, ".vscode", "settings.json")) : []),
  ]);
  return restricted.filter((name) => named.has(name));
}

/** The names in an object of a JSON file, or in the one below a name; none where it cannot be read. */
async function namesIn(file: vscode.Uri, below?: string): Promise<string[]> {
  try {
    const text = (await currentText(file))?.text ?? "{}";
    const root = parseJsonTree(text);
    const object = below === undefined ? root : root.children.find(({ key }) => key === below);
    return object?.type === "object" ? object.children.map(({ key }) => String(key)) : [];
  } catch {
    // The editor itself complains of settings that it cannot read.
    return [];
  }
}

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";

/** Creates a folder that the system may remove eventually. */
export async function temporaryFolder(): Promise<vscode.Uri> {
  return vscode.Uri.file(await mkdtemp(join(tmpdir(), "routelmt-")));
}

import * as vscode from "vscode";
import { runMocha } from "../harness/mocha.mjs";

/** Entry of the suite inside the extension host: VS Code calls it and waits for its end. */
export async function run(): Promise<void> {
  const { ROUTELMT_TEST_FILES, ROUTELMT_TEST_RESULT, ROUTELMT_TEST_GREP } = process.env;
  if (!ROUTELMT_TEST_FILES || !ROUTELMT_TEST_RESULT) throw new Error("Start this suite with npm test -- in-vscode.");
  // The predicted drafts depend on the weights, so tests of drafts set the quality that they need.
  const { Global } = vscode.ConfigurationTarget;
  if (vscode.extensions.getExtension("routelmt.routelmt"))
    await vscode.workspace.getConfiguration("routelmt").update("local.minimumQuality", 0, Global);
  const files: string[] = JSON.parse(ROUTELMT_TEST_FILES);
  const { failures } = await runMocha(files, { resultFile: ROUTELMT_TEST_RESULT, grep: ROUTELMT_TEST_GREP });
  if (failures > 0) throw new Error(`${failures} failed`);
}

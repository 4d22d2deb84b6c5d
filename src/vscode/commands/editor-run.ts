import type * as vscode from "vscode";
import type { SmallModelClient } from "#small-model/client/client.js";
import type { OpenJob } from "#workspace/open-jobs.js";
import type { Settings } from "../editor/settings.js";

/** The task of a run in the editor. */
export interface EditorRun {
  /** The file whose settings and budget apply. */
  readonly file: vscode.Uri;
  readonly jobs: readonly OpenJob[];
  readonly settings: Settings;
  readonly described: Awaited<ReturnType<SmallModelClient["describe"]>>;
  /** For the history; `buy` offers existing translations, and fills nothing in. */
  readonly command: "translate" | "buy";
  /** Keys that a person wants from the large model. */
  readonly only?: ReadonlySet<string> | undefined;
  /** Starts the same run again. */
  again(): Promise<void>;
}

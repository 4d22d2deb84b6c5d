import type * as vscode from "vscode";

export type Progress = vscode.Progress<vscode.LanguageModelTextPart>;

/** What the extension in test/fixtures/chat-models exports. VS Code has the API from 1.104 on, its types here do not. */
export interface ChatModels {
  give(given: {
    readonly models: readonly object[];
    readonly answer: (
      model: object,
      messages: readonly { readonly content: readonly { readonly value: string }[] }[],
      options: object,
      progress: Progress,
      token: vscode.CancellationToken,
    ) => Promise<void>;
    readonly count: (model: object, text: unknown) => Promise<number>;
  }): void;
}

export const NEVER = new Promise<never>(() => undefined);

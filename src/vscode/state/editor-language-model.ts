import * as vscode from "vscode";
import { ProviderError, said, throwIfCancelled } from "#core/errors.js";
import type { Usage } from "#core/routing/cost.js";
import type { Brief, LargeAnswer, LargeRequest } from "#core/translate/models.js";
import { readTranslations } from "#large-model/answer.js";
import { failed } from "#large-model/failures.js";
import { stringsFor } from "#large-model/instructions.js";
import { PromptedModel } from "#large-model/prompted-model.js";
import { usageOf } from "#large-model/usage.js";

/** Characters: no honest answer to a batch of UI strings is longer. */
const MAX_ANSWER = 1_000_000;
/** Milliseconds until a request is given up. */
const TIMEOUT = 120_000;

/** A language model that another extension gives the editor, as Copilot does; it needs no key, and costs no money here. */
export class EditorLanguageModel extends PromptedModel {
  readonly provider: string;
  readonly name: string;
  readonly price = { input: 0, output: 0 };
  /** The editor's models are metered by request and minute. */
  readonly pace = { concurrency: 1 };
  readonly #chat: vscode.LanguageModelChat;

  private constructor(chat: vscode.LanguageModelChat) {
    super();
    this.#chat = chat;
    this.provider = `the editor (${chat.vendor})`;
    this.name = chat.id;
  }

  /**
   * @param name id or family of the model; empty for the first that there is
   * @throws {ProviderError} `provider-refused` when there is none
   */
  static async open(name: string): Promise<EditorLanguageModel> {
    const all = await vscode.lm.selectChatModels();
    const chat = name === "" ? all[0] : all.find(({ id, family }) => id === name || family === name);
    if (chat) return new EditorLanguageModel(chat);
    const called = { provider: "the editor", model: name || "A language model" };
    const advice =
      all.length > 0
        ? said`It has: ${all.map(({ id }) => id)}. Install an extension that provides another, or choose another provider.`
        : said`It has none. Install an extension that provides one, or choose another provider.`;
    throw failed(
      "provider-refused",
      called,
      (who) => said`${who} does not exist`,
      { charge: "none", isFatal: true },
      advice,
    );
  }

  async translate(
    brief: Brief,
    requests: readonly LargeRequest[],
    estimate: Usage,
    signal?: AbortSignal,
  ): Promise<LargeAnswer> {
    throwIfCancelled(signal);
    const limit = AbortSignal.timeout(TIMEOUT);
    const source = new vscode.CancellationTokenSource();
    const cancel = (): void => source.cancel();
    const ended = signal ? AbortSignal.any([signal, limit]) : limit;
    ended.addEventListener("abort", cancel, { once: true });
    const throwIfEnded = (): void => {
      throwIfCancelled(signal);
      if (limit.aborted)
        throw failed("provider-timeout", this.#called, (who) => said`${who} did not finish its answer in time`, {
          charge: "possible",
        });
    };
    // There is no system message: the instructions are the first one.
    const texts = [this.instructions(brief), stringsFor(requests)];
    try {
      const text = await this.#ask(texts, source.token);
      // A model that is cancelled may end its answer as if it were whole.
      throwIfEnded();
      const [input, output] = await Promise.all([texts.join("\n"), text].map((one) => this.#chat.countTokens(one)));
      const usage = usageOf({ input, output }, estimate, text !== "");
      return { ...readTranslations(text, requests), usage, truncated: false };
    } catch (error) {
      throwIfEnded();
      throw error instanceof ProviderError ? error : this.#failure(error);
    } finally {
      ended.removeEventListener("abort", cancel);
      source.dispose();
    }
  }

  get #called(): { provider: string; model: string } {
    return { provider: this.provider, model: this.name };
  }

  async #ask(texts: readonly string[], token: vscode.CancellationToken): Promise<string> {
    const messages = texts.map((text) => vscode.LanguageModelChatMessage.User(text));
    const justification = vscode.l10n.t("RouteLMT sends it the strings that you chose to have translated.");
    const response = await this.#chat.sendRequest(messages, { justification }, token);
    let text = "";
    for await (const part of response.text) {
      text += part;
      if (text.length > MAX_ANSWER)
        throw failed(
          "provider-answer",
          this.#called,
          (who) => said`${who} answered with more text than any translation needs`,
          {
            charge: "possible",
          },
        );
    }
    return text;
  }

  /** The editor tells by codes what went wrong; sentences of the model's extension are not shown. */
  #failure(error: unknown): ProviderError {
    const code = error instanceof vscode.LanguageModelError ? error.code : "";
    const final = { charge: "none", isFatal: true } as const;
    switch (code) {
      case vscode.LanguageModelError.NoPermissions.name:
        return failed(
          "provider-authentication",
          this.#called,
          (who) => said`${who} may not be used`,
          final,
          said`Allow RouteLMT to use it.`,
        );
      case vscode.LanguageModelError.Blocked.name:
        return failed(
          "provider-quota",
          this.#called,
          (who) => said`${who} is blocked, for example by a quota`,
          final,
          said`Wait, or see its extension.`,
        );
      case vscode.LanguageModelError.NotFound.name:
        return failed(
          "provider-refused",
          this.#called,
          (who) => said`${who} no longer exists`,
          final,
          said`Choose another model.`,
        );
      default:
        return failed("provider-unavailable", this.#called, (who) => said`${who} failed`, {
          charge: "possible",
          again: "later",
        });
    }
  }
}

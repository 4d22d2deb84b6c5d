import * as vscode from "vscode";
import { ProviderError, said, throwIfCancelled } from "#core/errors.js";
import type { Price, Usage } from "#core/routing/cost.js";
import type { Brief, LargeAnswer, LargeRequest } from "#core/translate/models.js";
import { readTranslations } from "#large-model/answer.js";
import { type Called, failed, TOO_LONG } from "#large-model/failures.js";
import { stringsFor } from "#large-model/instructions.js";
import { PromptedModel } from "#large-model/prompted-model.js";
import { usageOf } from "#large-model/usage.js";

/** Characters: no honest answer to a batch of UI strings is longer. */
const MAX_ANSWER = 1_000_000;
/** Milliseconds until a request is given up. */
const TIMEOUT = 120_000;

/** A language model that another extension provides to the editor, such as Copilot; it needs no key. */
export class EditorLanguageModel extends PromptedModel {
  readonly provider: string;
  readonly name: string;
  readonly price: Price;
  /** The editor's models are metered by request and minute. */
  readonly pace = { concurrency: 1 };
  readonly #chat: vscode.LanguageModelChat;

  private constructor(chat: vscode.LanguageModelChat, price: Price) {
    super();
    this.#chat = chat;
    this.price = price;
    this.provider = `the editor (${chat.vendor})`;
    this.name = chat.id;
  }

  /**
   * @param name id or family of the model; empty for the first one
   * @param price what its extension charges, as the user says
   * @throws {ProviderError} `provider-refused` if there is none
   */
  static async open(name: string, price: Price): Promise<EditorLanguageModel> {
    const all = await vscode.lm.selectChatModels();
    const chat = chosenAmong(all, name);
    if (chat) return new EditorLanguageModel(chat, price);
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

  /** The id of the model that {@link open} would open: its {@link name}. Undefined if there is none. */
  static async idOf(name: string): Promise<string | undefined> {
    return chosenAmong(await vscode.lm.selectChatModels(), name)?.id;
  }

  async translate(
    brief: Brief,
    requests: readonly LargeRequest[],
    estimate: Usage,
    signal?: AbortSignal,
  ): Promise<LargeAnswer> {
    throwIfCancelled(signal);
    const limit = AbortSignal.timeout(TIMEOUT);
    const ended = signal ? AbortSignal.any([signal, limit]) : limit;
    const source = new vscode.CancellationTokenSource();
    const cancel = (): void => source.cancel();
    ended.addEventListener("abort", cancel, { once: true });
    // There is no system message: the instructions are the first one.
    const texts = [this.instructions(brief), stringsFor(requests)];
    try {
      // Its extension may not look at the token.
      const input = await orEnd(this.#count(texts.join("\n"), source.token), ended);
      this.#refuseTooLong(input);
      const text = await orEnd(this.#ask(texts, source.token), ended);
      // A cancelled model may end its answer as if it were complete.
      ended.throwIfAborted();
      // What it answered counts, whether its tokens can be counted or not.
      const output = await orEnd(this.#count(text, source.token), ended).catch(() => undefined);
      return {
        ...readTranslations(text, requests),
        usage: usageOf({ input, output }, estimate, text !== ""),
        truncated: false,
      };
    } catch (error) {
      throwIfCancelled(signal);
      if (limit.aborted)
        throw failed("provider-timeout", this.#called, (who) => said`${who} did not finish its answer in time`, {
          charge: "possible",
        });
      throw error instanceof ProviderError ? error : failureOf(error, this.#called);
    } finally {
      ended.removeEventListener("abort", cancel);
      source.dispose();
    }
  }

  /** The tokens of a text; undefined where its extension cannot say. */
  async #count(text: string, token: vscode.CancellationToken): Promise<number | undefined> {
    try {
      return await this.#chat.countTokens(text, token);
    } catch {
      return undefined;
    }
  }

  #refuseTooLong(tokens: number | undefined): void {
    const { maxInputTokens } = this.#chat;
    if (tokens !== undefined && maxInputTokens > 0 && tokens > maxInputTokens)
      throw tooLong(this.#called, [`${tokens} > ${maxInputTokens}`]);
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
}

/** @param name as {@link EditorLanguageModel.open} takes it */
function chosenAmong(all: readonly vscode.LanguageModelChat[], name: string): vscode.LanguageModelChat | undefined {
  return name === "" ? all[0] : all.find(({ id, family }) => id === name || family === name);
}

/** The result, or whatever the signal gives as its reason, should that come first. */
async function orEnd<Result>(work: Promise<Result>, ended: AbortSignal): Promise<Result> {
  let stop = (): void => undefined;
  const end = new Promise<never>((_, reject) => {
    stop = () => reject(ended.reason);
    ended.addEventListener("abort", stop, { once: true });
  });
  // Nobody waits for it any more once the signal has come.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, end]);
  } finally {
    ended.removeEventListener("abort", stop);
  }
}

function tooLong(called: Called, details: readonly string[]): ProviderError {
  return failed("provider-refused", called, (who) => said`${who} does not accept a request this large (${details})`, {
    charge: "none",
    again: "smaller",
  });
}

const CONTENT = /off_?topic|content_?filter|responsible_?ai/i;
const RATE = /rate_?limit|too many requests/i;
const QUOTA = /quota/i;

/**
 * The failure for an error: by the editor's codes; for other errors of the model's extension, by words that are common
 * in them. Its messages are not shown.
 */
function failureOf(error: unknown, called: Called): ProviderError {
  const code = error instanceof vscode.LanguageModelError ? error.code : "";
  const final = { charge: "none", isFatal: true } as const;
  if (code === vscode.LanguageModelError.NoPermissions.name)
    return failed(
      "provider-authentication",
      called,
      (who) => said`${who} may not be used`,
      final,
      said`Allow RouteLMT to use it.`,
    );
  if (code === vscode.LanguageModelError.NotFound.name)
    return failed(
      "provider-refused",
      called,
      (who) => said`${who} no longer exists`,
      final,
      said`Choose another model.`,
    );
  const words = wordsIn(error);
  if (CONTENT.test(words))
    return failed("provider-refused", called, (who) => said`${who} refused a text (${["off_topic"]})`, {
      charge: "none",
      again: "smaller",
    });
  if (TOO_LONG.test(words)) return tooLong(called, ["context_length_exceeded"]);
  if (RATE.test(words))
    return failed("provider-rate-limit", called, (who) => said`${who} has had too many requests (${["rate_limit"]})`, {
      charge: "none",
      again: "later",
    });
  if (code === vscode.LanguageModelError.Blocked.name || QUOTA.test(words))
    return failed(
      "provider-quota",
      called,
      (who) => said`${who} is blocked, for example by a quota`,
      final,
      said`Wait, or see its extension.`,
    );
  return failed("provider-unavailable", called, (who) => said`${who} failed`, { charge: "possible", again: "later" });
}

/** Names, codes and messages of an error and of what caused it, to look for words in. */
function wordsIn(error: unknown): string {
  const all: string[] = [];
  for (let one: unknown = error; one instanceof Error && all.length < 20; one = one.cause)
    all.push(one.name, String(Reflect.get(one, "code") ?? ""), one.message);
  return all.join(" ");
}

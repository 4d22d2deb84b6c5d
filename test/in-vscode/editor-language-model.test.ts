import assert from "node:assert/strict";
import * as vscode from "vscode";
import { ProviderError } from "#core/errors.js";
import { readSettings } from "#vscode/editor/settings.js";
import { EditorLanguageModel } from "#vscode/state/editor-language-model.js";
import { type ChatModels, NEVER, type Progress } from "./chat-models.js";
import { change, changed } from "./files.js";

type Answer = (progress: Progress, token: vscode.CancellationToken) => Promise<void>;

describe("A language model of the editor", () => {
  const brief = { source: "en", target: "de" };
  const requests = [{ id: "0.0", text: "File" }];
  const estimate = { inputTokens: 500, outputTokens: 50 };
  const price = { input: 3, output: 7 };
  let extension: ChatModels;
  let seen: string[];
  let answer: Answer;
  let count: (text: string) => Promise<number>;

  const datei: Answer = async (progress) => {
    progress.report(new vscode.LanguageModelTextPart('{"translations":[{"id":"0.0",'));
    progress.report(new vscode.LanguageModelTextPart('"text":"Datei"}]}'));
  };
  before(async () => {
    extension = await (vscode.extensions.getExtension("routelmt-test.chat-models")?.activate() as Promise<ChatModels>);
    const limits = { maxInputTokens: 5000, maxOutputTokens: 1000, capabilities: {} };
    extension.give({
      models: [{ id: "m1", name: "M1", family: "m", version: "1", ...limits }],
      answer: (_model, messages, _options, ...more) => {
        seen = messages.map(({ content }) => content.map(({ value }) => value).join(""));
        return answer(...more);
      },
      count: (_, text) => count(String(text)),
    });
  });
  beforeEach(() => {
    seen = [];
    answer = datei;
    count = async (text) => text.length;
  });
  afterEach(() => changed.undo());
  after(() => extension.give({ models: [], answer: () => NEVER, count: () => NEVER }));

  const translate = async (signal?: AbortSignal) =>
    (await EditorLanguageModel.open("m", price)).translate(brief, requests, estimate, signal);

  it("translates, and counts its tokens", async () => {
    const { translations, usage } = await translate();
    assert.equal(translations.get("0.0"), "Datei");
    assert.deepEqual(usage, { inputTokens: seen.join("\n").length, outputTokens: 46 });
    assert.match(seen[0] ?? "", /from English to German/);
    assert.equal(seen[1], JSON.stringify({ strings: requests }));
  });

  it("keeps its answer where its tokens cannot be counted, which then count as estimated", async () => {
    for (const counted of [() => Promise.reject(new Error("no tokenizer")), async () => -1, async () => Number.NaN]) {
      count = counted;
      const { translations, usage } = await translate();
      assert.equal(translations.get("0.0"), "Datei");
      assert.deepEqual(usage, estimate);
    }
  });

  it("is not sent more than it accepts", async () => {
    count = async () => 5001;
    await assert.rejects(translate(), { code: "provider-refused", failure: { charge: "none", again: "smaller" } });
    assert.deepEqual(seen, []);
  });

  it("fails with a code, and without any text of its extension", async () => {
    const named = (name: string): Error => Object.assign(new Error("secret"), { name });
    const failures: readonly (readonly [error: Error, code: string, again?: string])[] = [
      [new Error("secret"), "provider-unavailable", "later"],
      [new Error("secret: off_topic"), "provider-refused", "smaller"],
      [new Error("secret: Response got filtered by content_filter"), "provider-refused", "smaller"],
      [new Error("secret: context length exceeded"), "provider-refused", "smaller"],
      [named("ChatQuotaExceeded"), "provider-quota"],
      [named("ChatRateLimited"), "provider-rate-limit", "later"],
      [vscode.LanguageModelError.Blocked("secret"), "provider-quota"],
      [vscode.LanguageModelError.NoPermissions("secret"), "provider-authentication"],
      [vscode.LanguageModelError.NotFound("secret"), "provider-refused"],
    ];
    for (const [error, code, again] of failures) {
      answer = () => Promise.reject(error);
      await assert.rejects(translate(), (thrown) => {
        assert.ok(thrown instanceof ProviderError);
        assert.deepEqual([thrown.code, thrown.failure.again], [code, again], `${error.name}: ${error.message}`);
        return !`${thrown.message} ${thrown.advice}`.includes("secret");
      });
    }
    await assert.rejects(EditorLanguageModel.open("other", price), {
      code: "provider-refused",
      advice: /It has: m1\./,
    });
  });

  it("that fails in the middle of its answer may have been paid for", async () => {
    answer = async (progress) => {
      progress.report(new vscode.LanguageModelTextPart('{"translations":'));
      throw new Error("broke off");
    };
    await assert.rejects(translate(), (error) => error instanceof ProviderError && error.failure.charge === "possible");
  });

  it("is cancelled, even if it then ends its answer as if that were complete, or never ends it", async () => {
    const ends: readonly Answer[] = [
      async (progress, token) => {
        if (!token.isCancellationRequested) await new Promise((resolve) => token.onCancellationRequested(resolve));
        progress.report(new vscode.LanguageModelTextPart("{}"));
      },
      () => NEVER,
    ];
    for (const end of ends) {
      const controller = new AbortController();
      answer = (...args) => {
        controller.abort();
        return end(...args);
      };
      await assert.rejects(translate(controller.signal), { code: "cancelled" });
    }
  });

  it("is cancelled while its extension counts tokens without an end", async () => {
    const controller = new AbortController();
    count = () => NEVER;
    setTimeout(() => controller.abort(), 50);
    await assert.rejects(translate(controller.signal), { code: "cancelled" });
    assert.deepEqual(seen, []);
  });

  it("has no price but the user's: its extension may charge, and a workspace cannot say that it is free", async () => {
    const settings = vscode.workspace.getConfiguration("routelmt");
    const user = (input: number | undefined, output: number | undefined): Thenable<void> =>
      Promise.all([
        settings.update("large.price.input", input, vscode.ConfigurationTarget.Global),
        settings.update("large.price.output", output, vscode.ConfigurationTarget.Global),
      ]).then(() => undefined);
    await change("large.provider", "vscode");
    assert.match(readSettings(undefined).largeProblem?.message ?? "", /no list price is known for vscode/);
    for (const name of ["large.price.input", "large.price.output"]) await change(name, 0);
    assert.equal(readSettings(undefined).largeProblem?.code, "option-invalid");
    await user(3, 7);
    assert.deepEqual(readSettings(undefined).price, price);
    await user(undefined, undefined);
  });
});

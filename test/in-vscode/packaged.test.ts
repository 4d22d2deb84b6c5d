import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { ProviderError } from "#core/errors.js";
import { spawnModelHost } from "#node/spawn-model-host.js";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { SmallModelClient } from "#small-model/client.js";
import { EditorLanguageModel } from "#vscode/state/editor-language-model.js";

describe("the installed .vsix", () => {
  const extension = vscode.extensions.getExtension("routelmt.routelmt");

  it("is what VS Code runs, not the source folder", () => {
    assert.ok(extension);
    assert.ok(!existsSync(join(extension.extensionPath, "src")), extension.extensionPath);
  });

  it("activates and registers every command it contributes", async () => {
    assert.ok(extension);
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed: { command: string }[] = extension.packageJSON.contributes.commands;
    assert.deepEqual(
      contributed.filter(({ command }) => !registered.has(command)),
      [],
    );
  });

  it("carries the licences of the program, of the weights and of others", () => {
    assert.ok(extension);
    const texts = [
      "LICENSE",
      "LICENSES.md",
      "THIRD-PARTY.md",
      `${BUNDLED_MODEL}/NOTICE`,
      `${BUNDLED_MODEL}/GEMMA_TERMS.txt`,
    ];
    const missing = texts.filter((path) => !existsSync(join(extension.extensionPath, path)));
    assert.deepEqual(missing, []);
  });

  it("translates with the model and the ONNX Runtime it carries", async function () {
    this.timeout(120_000);
    assert.ok(extension);
    const { extensionPath } = extension;
    const small = new SmallModelClient({
      start: () => spawnModelHost(join(extensionPath, "dist", "model-host.cjs"), () => undefined),
      folder: join(extensionPath, BUNDLED_MODEL),
      threads: 1,
    });
    try {
      const texts: string[] = [];
      const request = {
        id: "cart",
        text: "Add to cart",
        direction: { source: "en", target: "de" },
        doNotTranslate: [],
      };
      await small.translate([request], { translated: ({ text }) => void texts.push(text) });
      assert.equal(texts.length, 1);
      assert.notEqual(texts[0], "");
    } finally {
      small.dispose();
    }
  });
});

/** What an extension gives the editor as a language model; VS Code has it from 1.104 on, its types here do not. */
interface ChatProvider {
  provideLanguageModelChatInformation(): object[];
  provideLanguageModelChatResponse(
    model: object,
    messages: readonly { readonly content: readonly { readonly value: string }[] }[],
    options: object,
    progress: vscode.Progress<vscode.LanguageModelTextPart>,
    token: vscode.CancellationToken,
  ): Promise<void>;
  provideTokenCount(model: object, text: unknown): Promise<number>;
}

describe("a language model of the editor", function () {
  this.timeout(180_000);
  const brief = { source: "en", target: "de" };
  const requests = [{ id: "0.0", text: "File" }];
  const estimate = { inputTokens: 500, outputTokens: 50 };
  let seen: string[];
  let answer: ChatProvider["provideLanguageModelChatResponse"];
  let registered: vscode.Disposable;
  before(() => {
    const register = Reflect.get(vscode.lm, "registerLanguageModelChatProvider") as (
      vendor: string,
      provider: ChatProvider,
    ) => vscode.Disposable;
    const limits = { maxInputTokens: 1000, maxOutputTokens: 1000, capabilities: {} };
    registered = register("test", {
      provideLanguageModelChatInformation: () => [{ id: "m1", name: "M1", family: "m", version: "1", ...limits }],
      provideLanguageModelChatResponse: (model, messages, ...more) => {
        seen = messages.map(({ content }) => content.map(({ value }) => value).join(""));
        return answer(model, messages, ...more);
      },
      provideTokenCount: async (_, text) => String(text).length,
    });
  });
  after(() => registered.dispose());

  const translate = async (signal?: AbortSignal) =>
    (await EditorLanguageModel.open("m")).translate(brief, requests, estimate, signal);

  it("translates, and counts its tokens", async () => {
    answer = async (_model, _messages, _options, progress) => {
      progress.report(new vscode.LanguageModelTextPart('{"translations":[{"id":"0.0",'));
      progress.report(new vscode.LanguageModelTextPart('"text":"Datei"}]}'));
    };
    const { translations, usage } = await translate();
    assert.equal(translations.get("0.0"), "Datei");
    assert.deepEqual(usage, { inputTokens: seen.join("\n").length, outputTokens: 46 });
    assert.match(seen[0] ?? "", /from English to German/);
    assert.equal(seen[1], JSON.stringify({ strings: requests }));
  });

  it("fails with a code, and with no word of its extension", async () => {
    const failures: readonly (readonly [error: Error, code: string])[] = [
      [new Error("secret"), "provider-unavailable"],
      [vscode.LanguageModelError.Blocked("secret"), "provider-quota"],
      [vscode.LanguageModelError.NoPermissions("secret"), "provider-authentication"],
      [vscode.LanguageModelError.NotFound("secret"), "provider-refused"],
    ];
    for (const [error, code] of failures) {
      answer = () => Promise.reject(error);
      await assert.rejects(
        translate(),
        (thrown) => thrown instanceof ProviderError && thrown.code === code && !thrown.message.includes("secret"),
      );
    }
    await assert.rejects(EditorLanguageModel.open("other"), { code: "provider-refused", advice: /It has: m1\./ });
  });

  it("is cancelled, also where it then ends its answer as if it were whole", async () => {
    const controller = new AbortController();
    answer = async (_model, _messages, _options, progress, token) => {
      controller.abort();
      if (!token.isCancellationRequested) await new Promise((resolve) => token.onCancellationRequested(resolve));
      progress.report(new vscode.LanguageModelTextPart("{}"));
    };
    await assert.rejects(translate(controller.signal), { code: "cancelled" });
  });
});

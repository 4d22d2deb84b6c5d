import assert from "node:assert/strict";
import { RouteLmtError } from "#core/errors.js";
import { MemoryLedger } from "#core/routing/ledger.js";
import { Anthropic } from "#large-model/anthropic.js";
import { originOf, readBaseUrl } from "#large-model/base-url.js";
import { DeepL } from "#large-model/deepl.js";
import { openLargeModel } from "#large-model/open-large-model.js";
import { OpenAiCompatible } from "#large-model/openai-compatible.js";
import { dearer, LIST_PRICES, listPrice, priceOf } from "#large-model/prices.js";
import { isOwnServer, needsKey } from "#large-model/providers.js";
import { testConnection } from "#large-model/test-connection.js";
import { completion, json, ScriptedServer } from "../support/scripted-server.js";

const price = { input: 1, output: 2 };

describe("The large model of some options", () => {
  const open = (options: Partial<Parameters<typeof openLargeModel>[0]>) =>
    openLargeModel({ provider: "openai", baseUrl: "https://example.org/v1", model: "m", key: "k", price, ...options });

  it("has the provider's class, and the host as its name", () => {
    assert.ok(open({}) instanceof OpenAiCompatible);
    assert.ok(open({ provider: "anthropic" }) instanceof Anthropic);
    assert.equal(open({ provider: "azure" }).provider, "example.org");
    const free = open({ provider: "deepl", baseUrl: "https://api.deepl.com/v2", key: "abc:fx" });
    assert.ok(free instanceof DeepL);
    assert.equal(free.provider, "api-free.deepl.com");
  });

  it("is asked one request after another where it is on this machine, unless the options say otherwise", () => {
    assert.equal(open({ baseUrl: "http://localhost:11434/v1" }).pace?.concurrency, 1);
    assert.equal(open({ baseUrl: "http://localhost:11434/v1", pace: { concurrency: 8 } }).pace?.concurrency, 8);
    assert.equal(open({}).pace?.concurrency, undefined);
  });

  it("takes no key that could end up in a message, and does not tell it", () => {
    for (const key of ["sk-SECRET\nsk-second", "sk-SECRET second", "sk-SECRETö", "sk-SECRET\u0000"]) {
      assert.throws(
        () => open({ key }),
        (error) => error instanceof RouteLmtError && error.code === "key-missing" && !error.message.includes("SECRET"),
      );
    }
    assert.doesNotThrow(() => open({ key: " sk-copied\n" }), "white space around a key is cut off");
  });

  it("takes no key for the name of a model, and does not tell it", () => {
    for (const model of ["sk-proj-SECRET0123456789", "gsk_SECRET0123456789abc", `AIza${"SECRET".repeat(6)}`])
      assert.throws(
        () => open({ model }),
        (error) => error instanceof RouteLmtError && !`${error.message} ${error.advice}`.includes("SECRET"),
      );
    for (const model of ["gpt-4.1-mini", "sky-high-translation-model", "org/sk-model", "rk"]) open({ model });
  });

  it("takes no address with credentials, or one that is none, and does not tell it", () => {
    const addresses = [
      "https://user:SECRET@example.org/v1",
      "https://SECRET@example.org",
      "ftp://SECRET",
      "SECRET",
      "https://example.org/v1?key=SECRET",
      "https://example.org/v1#SECRET",
    ];
    for (const address of addresses) {
      assert.throws(
        () => readBaseUrl(address, "--base-url"),
        (error) => error instanceof RouteLmtError && !`${error.message} ${error.advice}`.includes("SECRET"),
      );
    }
    assert.equal(
      readBaseUrl("https://x.azure.com/openai?api-version=1", "--base-url"),
      "https://x.azure.com/openai?api-version=1",
    );
  });

  it("has keys for scheme, host and port", () => {
    const origins = ["https://host/v1", "http://host/v1", "https://host:8443/v1"].map(originOf);
    assert.equal(new Set(origins).size, 3);
    assert.equal(originOf("https://HOST:443/other"), origins[0]);
  });

  it("gets a key of a provider's own tools for that provider's hosts over TLS alone", () => {
    assert.ok(isOwnServer("openai", "https://api.openai.com/v1"));
    for (const other of [
      "http://api.openai.com/v1",
      "https://api.openai.com.evil.org/v1",
      "https://evil-api.openai.community",
    ])
      assert.ok(!isOwnServer("openai", other), other);
    assert.ok(isOwnServer("azure", "https://res.openai.azure.com"));
    assert.ok(!isOwnServer("anthropic", "https://api.anthropic.com.evil.org"));
    assert.ok(!needsKey("openai", "http://127.0.0.1:11434/v1") && needsKey("openai", "http://127.0.0.1.evil.org/v1"));
  });
});

describe("Prices", () => {
  it("are dated and from somewhere, with input cheaper from the cache", () => {
    for (const { model, date, source, input, output, cachedInput = 0 } of LIST_PRICES) {
      assert.match(date, /^20\d\d-\d\d-\d\d$/);
      assert.match(source, /^https:/);
      assert.ok(input > 0 && output >= 0 && cachedInput < input, model);
    }
  });

  it("are known of dated versions, and of no other model", () => {
    assert.deepEqual(listPrice("gpt-4.1-mini-2025-04-14"), listPrice("gpt-4.1-mini"));
    assert.deepEqual(listPrice("claude-haiku-4-5-20251001"), listPrice("claude-haiku-4-5"));
    for (const unknown of ["llama3", "gpt-4.1-mini-custom", "", "constructor"])
      assert.equal(listPrice(unknown), undefined);
  });

  it("are the user's where one is given, 0 too, and by the character at DeepL", () => {
    const none = { input: undefined, output: undefined };
    assert.equal(priceOf("openai", "llama3", none), undefined, "nothing is taken to be free");
    assert.deepEqual(priceOf("openai", "llama3", { input: 0, output: 0 }), { input: 0, output: 0 });
    assert.deepEqual(priceOf("openai", "gpt-4.1", { input: 1, output: undefined }), { input: 1, output: 8 });
    assert.deepEqual(priceOf("deepl", "pro", { input: 20, output: undefined }), {
      input: 20,
      output: 0,
      unit: "characters",
    });
  });
});

describe("A price of a workspace beside the user's", () => {
  it("makes it dearer, never cheaper, and has no discount of another price", () => {
    const own = { input: 2, cachedInput: 0.5, output: 8 };
    assert.deepEqual(dearer(own, { input: 0, output: 0 }), own);
    assert.deepEqual(dearer(own, { input: 3, output: 1 }), { input: 3, output: 8 });
    assert.deepEqual(dearer({ ...own, unit: "characters" }, own), { ...own, unit: "characters" });
  });
});

describe("Test Connection", () => {
  let server: ScriptedServer;
  before(async () => {
    server = await ScriptedServer.start();
  });
  after(() => server.stop());

  it("sends one tiny request within the cap, and reports the result", async () => {
    const large = openLargeModel({ provider: "openai", baseUrl: server.origin, model: "m", key: "k", price });
    const ledger = new MemoryLedger([{ unit: "usd", period: "run", limit: 0.01 }]);
    const usage = { prompt_tokens: 250, completion_tokens: 9 };
    server.script = (_, response) => json(response, completion([{ id: "0.0", text: "Abbrechen" }], { usage }));
    const result = await testConnection(large, ledger);
    assert.equal(result.text, "Abbrechen");
    assert.deepEqual(result.usage, { inputTokens: 250, outputTokens: 9 });
    assert.equal(result.cost, (250 + 18) / 1e6);
    assert.equal((await ledger.balance()).settled.usd, result.cost);
    const none = new MemoryLedger([{ unit: "usd", period: "run", limit: 0 }]);
    await assert.rejects(testConnection(large, none), { code: "budget-exceeded" });
    server.script = (_, response) => json(response, {}, 401);
    await assert.rejects(testConnection(large, ledger), { code: "provider-authentication" });
    assert.equal((await ledger.balance()).reserved.usd, 0);
  });
});

import assert from "node:assert/strict";
import { ProviderError } from "#core/errors.js";
import { OpenAiCompatible } from "#large-model/openai-compatible.js";
import { LargeModelServer } from "../support/large-model-server.js";
import { completion, json, useScriptedServer } from "../support/scripted-server.js";

const direction = { source: "en", target: "de" };
const requests = [
  { id: "a", text: "Additional Comments" },
  { id: "b", text: "Freeze video on a chosen frame" },
];
const estimate = { inputTokens: 100, outputTokens: 50 };
const price = { input: 1, output: 2 };

describe("OpenAI-compatible provider", () => {
  let server: LargeModelServer;
  before(async () => {
    server = await LargeModelServer.start();
  });
  after(() => server.stop());

  const model = (): OpenAiCompatible =>
    new OpenAiCompatible({ baseUrl: server.baseUrl, model: "recorded", key: "sk-secret", price });

  it("translates several texts in one request and reads the usage", async () => {
    const { translations, usage, truncated } = await model().translate(direction, requests, estimate);
    assert.equal(translations.get("a"), "Zusätzliche Kommentare");
    assert.equal(translations.get("b"), "Video bei einem ausgewählten Einzelbild einfrieren");
    assert.deepEqual(usage, { inputTokens: 120, outputTokens: 24 });
    assert.equal(truncated, false);
    assert.deepEqual(server.seen, [{ authorization: "Bearer sk-secret", strings: requests, maxTokens: 50 }]);
  });

  it("names the written standard of the languages, and the form of address where one is wanted", () => {
    const instructions = (target: string, formality?: "formal" | "informal"): string =>
      model().instructions({ source: "en", target, ...(formality ? { formality } : {}) });
    assert.match(instructions("pt-BR"), /from English to Brazilian Portuguese\./);
    assert.equal(instructions("pt"), instructions("pt-BR"), "as the small model understands pt");
    assert.match(instructions("zh-CN"), /to Simplified Chinese\./);
    assert.match(instructions("de", "informal"), /^Address the reader informally \(du\)\.$/m);
    assert.doesNotMatch(instructions("de"), /Address the reader/);
  });
});

describe("Endpoints that call themselves compatible", () => {
  const server = useScriptedServer();
  const model = (name = "m", path = "/v1", isAzure = false): OpenAiCompatible =>
    new OpenAiCompatible({ baseUrl: `${server.origin}${path}`, model: name, key: "sk-secret", price }, isAzure);
  const translations = [{ id: "a", text: "Weitere Kommentare" }];
  /** Translates, and tries once more if the failure says that this may help. */
  const translate = async (large: OpenAiCompatible) => {
    for (;;) {
      try {
        return await large.translate(direction, requests, estimate);
      } catch (error) {
        if (!(error instanceof ProviderError) || error.failure.again !== "now") throw error;
        assert.equal(error.failure.charge, "none");
      }
    }
  };

  it("are asked for a schema, for JSON, and for nothing, as far as they understand", async () => {
    server.script = ({ body }, response) => {
      if (body.response_format) json(response, { error: { message: "response_format is not supported" } }, 400);
      else json(response, completion(`Sure:\n\`\`\`json\n${JSON.stringify({ translations })}\n\`\`\``));
    };
    const large = model();
    assert.equal((await translate(large)).translations.get("a"), "Weitere Kommentare");
    const types = server.seen.map(({ body }) => (body.response_format as { type?: string } | undefined)?.type);
    assert.deepEqual(types, ["json_schema", "json_object", undefined]);
    await translate(large);
    assert.equal(server.seen.length, 4, "what it does not understand is remembered");
  });

  it("get no temperature, and no limit under a name that they refuse", async () => {
    for (const unknown of ["max_tokens", "max_completion_tokens"] as const) {
      server.seen.length = 0;
      server.script = ({ body }, response) => {
        const refused = (["temperature", unknown] as const).find((name) => name in body);
        if (refused) json(response, { error: { message: `Unsupported parameter: '${refused}'` } }, 400);
        else json(response, completion(translations));
      };
      await translate(model());
      const limits = server.seen.map(({ body }) => [body.temperature, body.max_tokens, body.max_completion_tokens]);
      assert.deepEqual(limits.slice(0, 3), [
        [0, 50, 50],
        [undefined, 50, 50],
        [undefined, undefined, 50],
      ]);
      const isOld = unknown === "max_completion_tokens";
      assert.deepEqual(limits.slice(3), isOld ? [[undefined, 50, undefined]] : []);
    }
  });

  it("are asked for less where they say that it is too long, whatever else they say", async () => {
    const message =
      "This model's maximum context length is 4096 tokens: reduce the messages, or max_tokens, or temperature";
    server.script = (_, response) => json(response, { error: { message } }, 400);
    await assert.rejects(translate(model()), { failure: { charge: "none", again: "smaller" } });
    assert.equal(server.seen.length, 1);
  });

  it("are asked to reason little if the model reasons, and not if they refuse the parameter", async () => {
    server.script = ({ body }, response) =>
      body.reasoning_effort
        ? json(response, { error: { message: "Unknown parameter: reasoning_effort" } }, 400)
        : json(response, completion(translations));
    for (const name of ["gpt-5-mini", "gemini-2.5-flash", "gpt-4.1-mini"]) await translate(model(name));
    assert.deepEqual(
      server.seen.map(({ body }) => [body.reasoning_effort, body.temperature]),
      [
        ["minimal", undefined],
        [undefined, undefined],
        ["none", 0],
        [undefined, 0],
        [undefined, 0],
      ],
    );
  });

  it("are given up where they refuse something else, each parameter once", async () => {
    server.script = (_, response) =>
      json(response, { error: { message: "temperature, max_tokens, json_schema" } }, 400);
    await assert.rejects(translate(model()), { code: "provider-refused" });
    assert.ok(server.seen.length <= 6);
  });

  it("are sent no key where there is none", async () => {
    server.script = (_, response) => json(response, completion(translations));
    const large = new OpenAiCompatible({ baseUrl: server.origin, model: "m", key: "", price });
    await large.translate(direction, requests, estimate);
    assert.equal(server.seen[0]?.headers.authorization, undefined);
    assert.equal(server.seen[0]?.url, "/chat/completions");
  });

  it("of Azure take the deployment in the path and the key in a different header", async () => {
    server.script = (_, response) => json(response, completion(translations));
    await model("my deployment", "", true).translate(direction, requests, estimate);
    await model("d", "/openai?api-version=2025-01-01", true).translate(direction, requests, estimate);
    await model("d", "/openai/v1/", true).translate(direction, requests, estimate);
    assert.deepEqual(
      server.seen.map(({ url }) => url),
      [
        "/openai/deployments/my%20deployment/chat/completions?api-version=2024-10-21",
        "/openai/deployments/d/chat/completions?api-version=2025-01-01",
        "/openai/v1/chat/completions",
      ],
    );
    for (const { headers } of server.seen) {
      assert.equal(headers["api-key"], "sk-secret");
      assert.equal(headers.authorization, undefined);
    }
  });

  it("tell what they had in their cache, in OpenAI's way or DeepSeek's", async () => {
    for (const cached of [{ prompt_tokens_details: { cached_tokens: 64 } }, { prompt_cache_hit_tokens: 64 }]) {
      const usage = { prompt_tokens: 120, completion_tokens: 10, ...cached };
      server.script = (_, response) => json(response, completion(translations, { usage }));
      const answer = await model().translate(direction, requests, estimate);
      assert.deepEqual(answer.usage, { inputTokens: 120, outputTokens: 10, cachedInputTokens: 64 });
    }
  });
});

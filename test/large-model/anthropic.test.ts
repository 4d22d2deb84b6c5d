import assert from "node:assert/strict";
import { ProviderError } from "#core/errors.js";
import { Anthropic } from "#large-model/anthropic.js";
import { json, useScriptedServer } from "../support/scripted-server.js";

const direction = { source: "en", target: "de" };
const requests = [{ id: "0.0", text: "Open the file" }];
const estimate = { inputTokens: 100, outputTokens: 50 };

describe("Anthropic", () => {
  const server = useScriptedServer();
  const model = (): Anthropic =>
    new Anthropic({ baseUrl: `${server.origin}/v1`, model: "claude", key: "sk-ant", price: { input: 1, output: 5 } });
  const message = (text: string, more: object = {}): object => ({
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    usage: { input_tokens: 40, output_tokens: 12 },
    ...more,
  });

  it("is asked with the instructions first, which it may keep in its cache", async () => {
    server.script = (_, response) => json(response, message('{"translations":[{"id":"0.0","text":"Datei öffnen"}]}'));
    const answer = await model().translate(direction, requests, estimate);
    assert.equal(answer.translations.get("0.0"), "Datei öffnen");
    assert.deepEqual(answer.usage, { inputTokens: 40, outputTokens: 12 });
    const [seen] = server.seen;
    assert.equal(seen?.url, "/v1/messages");
    assert.equal(seen?.headers["x-api-key"], "sk-ant");
    assert.equal(seen?.headers["anthropic-version"], "2023-06-01");
    assert.deepEqual(seen?.body, {
      model: "claude",
      temperature: 0,
      max_tokens: 50,
      system: [{ type: "text", text: model().instructions(direction), cache_control: { type: "ephemeral" } }],
      messages: [{ role: "user", content: JSON.stringify({ strings: requests }) }],
    });
  });

  it("counts what it read from its cache, and what it wrote there at its price", async () => {
    const usage = { input_tokens: 40, cache_read_input_tokens: 60, cache_creation_input_tokens: 8, output_tokens: 12 };
    server.script = (_, response) => json(response, message("{}", { usage }));
    const answer = await model().translate(direction, requests, estimate);
    assert.deepEqual(answer.usage, { inputTokens: 110, outputTokens: 12, cachedInputTokens: 60 });
  });

  it("says when it was cut, and when it refused", async () => {
    server.script = (_, response, index) =>
      json(response, message("", { stop_reason: index === 0 ? "max_tokens" : "refusal" }));
    const large = model();
    assert.equal((await large.translate(direction, requests, estimate)).truncated, true);
    assert.equal((await large.translate(direction, requests, estimate)).refused, true);
  });

  it("gets no temperature once it has refused one", async () => {
    server.script = ({ body }, response) =>
      "temperature" in body
        ? json(response, { error: { message: "temperature: not supported" } }, 400)
        : json(response, message("{}"));
    const large = model();
    await assert.rejects(
      large.translate(direction, requests, estimate),
      (error) => error instanceof ProviderError && error.failure.again === "now" && error.failure.charge === "none",
    );
    await large.translate(direction, requests, estimate);
  });

  it("has no credit left where it says so, and no message where there is none", async () => {
    server.script = (_, response) =>
      json(response, { error: { type: "invalid_request_error", message: "Your credit balance is too low" } }, 400);
    await assert.rejects(model().translate(direction, requests, estimate), { code: "provider-quota" });
    server.script = (_, response) => json(response, { content: "Datei" });
    await assert.rejects(model().translate(direction, requests, estimate), { code: "provider-answer" });
    server.script = (_, response) => json(response, {}, 529);
    await assert.rejects(model().translate(direction, requests, estimate), { code: "provider-unavailable" });
  });
});

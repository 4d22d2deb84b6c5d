import assert from "node:assert/strict";
import { RouteLmtError } from "#core/errors.js";
import { OpenAiCompatible } from "#large-model/openai-compatible.js";
import { type Fault, LargeModelServer } from "../support/large-model-server.js";

const direction = { source: "en", target: "de" };
const requests = [
  { id: "a", text: "Additional Comments" },
  { id: "b", text: "Freeze video on a chosen frame" },
];

describe("OpenAI-compatible provider", () => {
  let server: LargeModelServer;
  before(async () => {
    server = await LargeModelServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.fault = "none";
    server.seen.length = 0;
  });

  const model = (timeout = 2000): OpenAiCompatible =>
    new OpenAiCompatible({
      baseUrl: server.baseUrl,
      model: "recorded",
      key: "sk-secret",
      price: { input: 1, output: 2 },
      timeout,
      retryDelay: 1,
    });
  const failsWith = async (fault: Fault, code: string, timeout?: number): Promise<RouteLmtError> => {
    server.fault = fault;
    try {
      await model(timeout).translate(direction, requests, 100);
    } catch (error) {
      assert.ok(error instanceof RouteLmtError);
      assert.equal(error.code, code);
      assert.ok(
        !`${error.message} ${error.advice} ${error.stack}`.includes("sk-secret"),
        "the key must not be in an error",
      );
      return error;
    }
    return assert.fail(`no error for ${fault}`);
  };

  it("translates several texts in one request and reads the usage", async () => {
    const { translations, usage, truncated } = await model().translate(direction, requests, 100);
    assert.equal(translations.get("a"), "Zusätzliche Kommentare");
    assert.equal(translations.get("b"), "Video bei einem ausgewählten Einzelbild einfrieren");
    assert.deepEqual(usage, { inputTokens: 120, outputTokens: 24 });
    assert.equal(truncated, false);
    assert.deepEqual(server.seen, [{ authorization: "Bearer sk-secret", strings: requests, maxTokens: 100 }]);
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

  it("tries again after a server error and after a rate limit", async () => {
    for (const fault of ["error-500-once", "rate-limit-once"] as const) {
      server.fault = fault;
      server.seen.length = 0;
      assert.equal((await model().translate(direction, requests, 100)).translations.size, 2);
      assert.equal(server.seen.length, 2);
    }
  });

  it("gives up after three attempts", async () => {
    await failsWith("error-500", "provider-refused");
    assert.equal(server.seen.length, 3);
  });

  it("does not try again with a key that was refused", async () => {
    await failsWith("unauthorised", "provider-refused");
    assert.equal(server.seen.length, 1);
  });

  it("takes only the ids that it asked for", async () => {
    server.fault = "wrong-ids";
    assert.equal((await model().translate(direction, requests, 100)).translations.size, 0);
  });

  it("reports an answer that was cut", async () => {
    server.fault = "cut";
    const { translations, truncated } = await model().translate(direction, requests, 100);
    assert.equal(truncated, true);
    assert.equal(translations.size, 0);
  });

  it("ends with a typed error on every hostile answer", async () => {
    await failsWith("not-json", "provider-answer");
    await failsWith("endless", "provider-unreachable");
    await failsWith("hang", "provider-unreachable", 100);
    await failsWith("hang-up", "provider-unreachable");
  });

  it("does not follow a redirect to another host", async () => {
    await failsWith("redirect", "provider-unreachable");
  });

  it("stops at once when it is cancelled", async () => {
    server.fault = "hang";
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await assert.rejects(model().translate(direction, requests, 100, controller.signal), { code: "cancelled" });
  });
});

import assert from "node:assert/strict";
import { completion, json, useScriptedServer } from "../../support/scripted-server.js";
import { useCli } from "../use-cli.js";

describe("routelmt connection", () => {
  const { routelmt } = useCli();
  const server = useScriptedServer();
  const connect = (...more: readonly string[]) =>
    routelmt(["connection", "--base-url", `${server.origin}/v1`, ...more], { ROUTELMT_API_KEY: "sk-canary-0123" });

  it("says what came back and what it cost, and counts it", async () => {
    const usage = { prompt_tokens: 300, completion_tokens: 10 };
    server.script = (_, response) => json(response, completion([{ id: "0.0", text: "Abbrechen" }], { usage }));
    const { code, out, err } = await connect();
    assert.equal(code, 0, err);
    assert.match(
      out,
      /^gpt-4\.1-mini at 127\.0\.0\.1:\d+ translates "Cancel" as "Abbrechen"; \d+\.\d s, paid \$0\.00014\n$/,
    );
    assert.equal(server.seen.length, 1);
    const { entries } = JSON.parse((await routelmt(["ledger", "--json"])).out) as { entries: { state: string }[] };
    assert.deepEqual(
      entries.map(({ state }) => state),
      ["settled"],
    );
  });

  it("says how the provider failed, with the key nowhere", async () => {
    const ends: readonly (readonly [status: number, code: number])[] = [
      [401, 5],
      [402, 7],
      [404, 9],
    ];
    for (const [status, code] of ends) {
      server.script = (_, response) => json(response, { error: { message: "key sk-canary-0123" } }, status);
      const ended = await connect();
      assert.equal(ended.code, code, `${status}: ${ended.err}`);
      assert.ok(!`${ended.out}${ended.err}`.includes("canary"));
      assert.doesNotMatch(ended.err, /translations are kept/, "there are none");
    }
    server.script = (_, response) => void response.end("<html>");
    assert.equal((await connect()).code, 12);
    const { entries } = JSON.parse((await routelmt(["ledger", "--json"])).out) as { entries: { state: string }[] };
    assert.deepEqual(entries.map(({ state }) => state).toSorted(), ["doubtful", "released", "released", "released"]);
  });

  it("reaches each provider in its own way, with its own default model", async () => {
    server.script = (_, response) => json(response, {}, 401);
    const ends = [
      await connect("--provider", "azure", "--large-model", "gpt-4.1"),
      await connect("--provider", "anthropic"),
      await connect("--provider", "deepl"),
    ];
    for (const { code, err } of ends) assert.equal(code, 5, err);
    assert.deepEqual(
      server.seen.map(({ url, headers }) => [
        url.split("?")[0],
        headers["x-api-key"] ?? headers["api-key"] ?? headers.authorization,
      ]),
      [
        ["/v1/chat/completions", "sk-canary-0123"],
        ["/v1/messages", "sk-canary-0123"],
        ["/v1/translate", "DeepL-Auth-Key sk-canary-0123"],
      ],
    );
    assert.match(ends[1]?.err ?? "", /claude-haiku-4-5 at /);
  });

  it("asks for what it needs to know", async () => {
    assert.match((await connect("--large-model", "unknown")).err, /No price is known for unknown/);
    assert.equal((await connect("--provider", "nobody")).code, 2);
    const azure = await routelmt(["connection", "--provider", "azure", "--large-model", "gpt-4.1"]);
    assert.match(azure.err, /--provider azure needs --base-url/);
    assert.equal(server.seen.length, 0);
  });
});

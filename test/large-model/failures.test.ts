import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { createServer } from "node:net";
import { type ErrorCode, sayIn } from "#core/errors.js";
import { OpenAiCompatible } from "#large-model/openai-compatible.js";
import { buy, segmentsOf } from "../support/purchases.js";
import { completion, json, type Script, stringsOf, useScriptedServer } from "../support/scripted-server.js";
import { WatchedLedger } from "../support/watched-ledger.js";

const KEY = "sk-SECRET-0123456789";
const STRINGS = { open: "Open the file", close: "Close the file" };
const GERMAN: Readonly<Record<string, string>> = {
  "Open the file": "Datei öffnen",
  "Close the file": "Datei schließen",
  "The file could not be saved": "Die Datei konnte nicht gespeichert werden",
};
const price = { input: 1, output: 2 };

/** A correct answer. */
const well: Script = (seen, response) =>
  json(response, completion(stringsOf(seen).map(({ id, text }) => ({ id, text: GERMAN[text] ?? text }))));
const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, error: object = {}): Script =>
  (_, response) =>
    json(response, { error: { message: `Incorrect API key ${KEY}`, ...error } }, code, headers);
const answers =
  (translations: (seen: Parameters<Script>[0]) => unknown, options = {}): Script =>
  (seen, response) =>
    json(response, completion(translations(seen), options));
const once =
  (fault: Script): Script =>
  (seen, response, index) =>
    (index === 0 ? fault : well)(seen, response, index);
const half = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
  response.write(text);
};

const pour = (response: ServerResponse): void => {
  let sent = 0;
  const go = (): void => {
    while (sent < 100e6 && !response.destroyed && response.write(" ".repeat(65_536))) sent += 65_536;
    if (!response.destroyed) response.once("drain", go);
  };
  go();
};

interface Fault {
  readonly script: Script;
  /** Steps of the ledger as letters: `r` reserve, `s` settle, `x` release, `d` doubt. */
  readonly steps: string;
  /** The outcome of every string: the code of an error or failure, or `bought`. */
  readonly ends: ErrorCode | "bought" | "left-out" | "cut" | "refused" | "unreadable" | "held";
  readonly waits?: readonly number[];
}

const FAULTS: Readonly<Record<string, Fault>> = {
  "nothing wrong": { script: well, steps: "rs", ends: "bought" },
  "401": { script: status(401), steps: "rx", ends: "provider-authentication" },
  "402": { script: status(402), steps: "rx", ends: "provider-quota" },
  "403": { script: status(403), steps: "rx", ends: "provider-authentication" },
  "404": { script: status(404), steps: "rx", ends: "provider-refused" },
  "400": { script: status(400), steps: "rx", ends: "provider-refused" },
  "408": { script: status(408), steps: "rdrdrd", ends: "provider-unavailable", waits: [1000, 2000] },
  "413, with two strings": { script: status(413), steps: "rxrxrx", ends: "provider-refused" },
  "429": { script: status(429), steps: "rxrxrx", ends: "provider-rate-limit", waits: [1000, 2000] },
  "429 once, with seconds": {
    script: once(status(429, { "retry-after": "7" })),
    steps: "rxrs",
    ends: "bought",
    waits: [7000],
  },
  "429 once, with a date gone by": {
    script: once(status(429, { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" })),
    steps: "rxrs",
    ends: "bought",
    waits: [0],
  },
  "429 with an hour": { script: status(429, { "retry-after": "3600" }), steps: "rx", ends: "provider-rate-limit" },
  "429 for want of money": {
    script: status(429, {}, { code: "insufficient_quota" }),
    steps: "rx",
    ends: "provider-quota",
  },
  "500": { script: status(500), steps: "rdrdrd", ends: "provider-unavailable", waits: [1000, 2000] },
  "500 once": { script: once(status(500)), steps: "rdrs", ends: "bought", waits: [1000] },
  "503 with seconds": {
    script: status(503, { "retry-after": "1" }),
    steps: "rdrdrd",
    ends: "provider-unavailable",
    waits: [1000, 1000],
  },
  "504": { script: status(504), steps: "rdrdrd", ends: "provider-unavailable", waits: [1000, 2000] },
  "reset before the headers": {
    script: (_, response) => void response.socket?.destroy(),
    steps: "rdrdrd",
    ends: "provider-unreachable",
    waits: [1000, 2000],
  },
  "reset within the body": {
    script: (_, response) => {
      half(response, '{"choices": [');
      setTimeout(() => response.socket?.destroy(), 20);
    },
    steps: "rd",
    ends: "provider-answer",
  },
  "time-out": { script: () => undefined, steps: "rd", ends: "provider-timeout" },
  "slow drip": {
    script: (_, response) => {
      half(response, " ");
      const timer = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(timer));
    },
    steps: "rd",
    ends: "provider-timeout",
  },
  "half JSON": {
    script: (_, response) => void response.end('{"choices": [{"mess'),
    steps: "rd",
    ends: "provider-answer",
  },
  "not JSON": {
    script: (_, response) => void response.end("<html>Log in</html>"),
    steps: "rd",
    ends: "provider-answer",
  },
  null: { script: (_, response) => void response.end("null"), steps: "rd", ends: "provider-answer" },
  "no choice": { script: (_, response) => json(response, { choices: [null] }), steps: "rd", ends: "provider-answer" },
  "100 MB": { script: (_, response) => pour(response), steps: "rd", ends: "provider-answer" },
  "401 with 100 MB": {
    script: (_, response) => pour(response.writeHead(401)),
    steps: "rx",
    ends: "provider-authentication",
  },
  "500 that breaks off": {
    script: (_, response) => {
      response.writeHead(500, { "content-length": "900" });
      response.write("{");
      setTimeout(() => response.socket?.destroy(), 20);
    },
    steps: "rdrdrd",
    ends: "provider-unavailable",
    waits: [1000, 2000],
  },
  redirect: {
    script: (_, response) => json(response, {}, 307, { location: "http://127.0.0.1:1/v1/chat/completions" }),
    steps: "rx",
    ends: "provider-refused",
  },
  "wrong ids": {
    script: answers(() => [{ id: "x", text: "Datei" }]),
    steps: "rsrs",
    ends: "left-out",
  },
  "ids twice": {
    script: answers((seen) => [...stringsOf(seen), ...stringsOf(seen)].map(({ id }) => ({ id, text: "Datei" }))),
    steps: "rsrs",
    ends: "left-out",
  },
  "ids besides": {
    script: answers((seen) => [
      { id: "9.9", text: "mehr" },
      ...stringsOf(seen).map(({ id, text }) => ({ id, text: GERMAN[text] })),
    ]),
    steps: "rs",
    ends: "bought",
  },
  "null among the translations": {
    script: once(answers((seen) => [null, 3, ...stringsOf(seen).map(({ id }) => ({ id, text: null }))])),
    steps: "rsrs",
    ends: "bought",
  },
  "content in parts": {
    script: (seen, response) => {
      const translations = stringsOf(seen).map(({ id, text }) => ({ id, text: GERMAN[text] }));
      const text = JSON.stringify({ translations });
      const content = [{ type: "text", text: text.slice(0, 9) }, null, { type: "text", text: text.slice(9) }];
      json(response, { choices: [{ message: { content } }] });
    },
    steps: "rs",
    ends: "bought",
  },
  "empty strings": {
    script: answers((seen) => stringsOf(seen).map(({ id }) => ({ id, text: " " }))),
    steps: "rsrs",
    ends: "left-out",
  },
  "length, with nothing whole": {
    script: answers(() => '{"translations":[{"id":"0', { ending: "length" }),
    steps: "rsrsrsrsrs",
    ends: "cut",
  },
  "length, with the first whole": {
    script: once(answers(() => '{"translations":[{"id":"0.0","text":"Datei öffnen"},{"id":"1.', { ending: "length" })),
    steps: "rsrs",
    ends: "bought",
  },
  "refusal text": {
    script: answers(() => "I'm sorry, but I can't help with that."),
    steps: "rsrs",
    ends: "unreadable",
  },
  refusal: {
    script: (_, response) =>
      json(response, { choices: [{ message: { content: null, refusal: "No." } }], usage: { prompt_tokens: 300 } }),
    steps: "rsrsrs",
    ends: "refused",
  },
};

describe("Faults of a provider", () => {
  const server = useScriptedServer();
  const model = (baseUrl = `${server.origin}/v1`, timeout = 30_000): OpenAiCompatible =>
    new OpenAiCompatible({ baseUrl, model: "test-model", key: KEY, price, timeout });
  const newLedger = (): WatchedLedger => new WatchedLedger([{ unit: "usd", period: "run", limit: 1 }]);
  const endOf = ({
    failure,
    usable,
  }: Awaited<ReturnType<typeof buy>>["results"] extends ReadonlyMap<string, infer R> ? R : never) =>
    failure ? (failure.code === "provider" ? failure.error : failure.code) : usable ? "bought" : "held";

  for (const [name, { script, steps, ends, waits = [] }] of Object.entries(FAULTS)) {
    it(`${name}: ${ends}`, async () => {
      server.script = script;
      const ledger = newLedger();
      const timeout = ends === "provider-timeout" ? 300 : undefined;
      const bought = await buy(segmentsOf(STRINGS), model(undefined, timeout), ledger);
      const letters = { reserve: "r", settle: "s", release: "x", doubt: "d" };
      assert.equal(ledger.steps.map((step) => letters[step as keyof typeof letters]).join(""), steps);
      assert.equal(server.seen.length, ledger.steps.filter((step) => step === "reserve").length);
      assert.deepEqual([...bought.results.values()].map(endOf), [ends, ends]);
      assert.deepEqual(bought.waits, waits);
      const { settled, reserved } = await ledger.balance();
      assert.equal(settled.usd > 0, steps.includes("s"));
      assert.equal(reserved.usd > 0, steps.includes("d"), "what may have been answered stays counted");
      const paid = [...bought.results.values()].reduce((sum, { cost }) => sum + cost, 0);
      assert.ok(Math.abs(paid - settled.usd) < 1e-12, "the prices of the strings add up to what was paid");
      for (const { failure } of bought.results.values()) {
        if (failure?.code !== "provider") continue;
        const told = `${sayIn(failure.what)} ${sayIn(failure.cure)}`;
        assert.match(told, /test-model at 127\.0\.0\.1:\d+ /);
        assert.ok(![KEY, "Open the file", "fetch", "TypeError", "sorry"].some((secret) => told.includes(secret)), told);
      }
    });
  }

  it("refused connection: costs nothing, however often it is tried", async () => {
    const probe = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => probe.once("listening", resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    const ledger = newLedger();
    const { results } = await buy(segmentsOf(STRINGS), model(`http://127.0.0.1:${port}/v1`), ledger);
    assert.deepEqual(ledger.steps, ["reserve", "release", "reserve", "release", "reserve", "release"]);
    const failure = results.get("open")?.failure;
    assert.ok(failure?.code === "provider" && failure.error === "provider-unreachable");
    assert.match(sayIn(failure.what), /cannot be reached: the connection was refused/);
    assert.equal((await ledger.balance()).reserved.usd, 0);
  });

  it("too many requests: says how long to wait, and what to do instead", async () => {
    const other = /^Run again after that time, or use another model or provider\./;
    for (const [code, retryAfter, text, advice] of [
      [429, "90", "wait 90 s", other],
      [429, "3600", "wait 60 min", other],
      [429, "86400", "wait 24 h", other],
      [429, "604800", "wait 7 d", other],
      [503, "604800", "wait 7 d", other],
      [429, "Fri, 31 Dec 9999 23:59:59 GMT", "wait more than a year", other],
      [429, "9".repeat(400), "wait more than a year", other],
    ] as const) {
      server.script = status(code, { "retry-after": retryAfter });
      const ledger = newLedger();
      const failure = (await buy(segmentsOf(STRINGS), model(), ledger)).results.get("open")?.failure;
      assert.ok(failure?.code === "provider" && sayIn(failure.what).endsWith(`(HTTP ${code}, ${text})`), retryAfter);
      assert.match(sayIn(failure.cure), advice, retryAfter);
      assert.equal(ledger.steps.filter((step) => step === "reserve").length, 1, "it was not waited for");
    }
  });

  it("an unknown host: costs nothing, and is not tried again", async () => {
    const ledger = newLedger();
    const { results } = await buy(segmentsOf(STRINGS), model("http://no-such-host.invalid/v1"), ledger);
    assert.deepEqual(ledger.steps, ["reserve", "release"]);
    assert.equal(results.get("open") && endOf(results.get("open") as never), "provider-unreachable");
  });

  it("the source returned: asked for once more with what is wrong, then held", async () => {
    server.script = answers((seen) => stringsOf(seen));
    const ledger = newLedger();
    const segments = segmentsOf({ save: "The file could not be saved" });
    const { results } = await buy(segments, model(), ledger);
    assert.equal(endOf(results.get("save") as never), "held");
    assert.equal(results.get("save")?.findings[0]?.check, "copied-source");
    assert.match(JSON.stringify(server.seen[1]?.body), /it is identical to the source/);
    assert.equal(server.seen.length, 2);
  });

  it("the source returned once: bought", async () => {
    server.script = once(answers((seen) => stringsOf(seen)));
    const { results } = await buy(segmentsOf({ save: "The file could not be saved" }), model(), newLedger());
    assert.equal(results.get("save")?.candidate?.text, "Die Datei konnte nicht gespeichert werden");
  });

  it("one text that the provider's filter refuses: the others are bought", async () => {
    server.script = (seen, response, index) =>
      stringsOf(seen).some(({ text }) => text.includes("forbidden"))
        ? status(400, {}, { code: "content_filter" })(seen, response, index)
        : well(seen, response, index);
    const strings = { ...STRINGS, bad: "A forbidden text", save: "The file could not be saved" };
    const { results } = await buy(segmentsOf(strings), model(), newLedger());
    const ends = [...results].map(([key, result]) => `${key}: ${endOf(result)}`).sort();
    assert.deepEqual(ends, ["bad: provider-refused", "close: bought", "open: bought", "save: bought"]);
  });

  it("many texts that the filter refuses: none of them ends the purchase", async () => {
    server.script = (seen, response, index) =>
      stringsOf(seen).some(({ text }) => text.includes("forbidden"))
        ? status(400, {}, { code: "content_filter" })(seen, response, index)
        : well(seen, response, index);
    const bad = Array.from({ length: 6 }, (_, index) => [`bad${index}x`, `The forbidden text ${index}`]);
    const { results } = await buy(segmentsOf({ ...Object.fromEntries(bad), ...STRINGS }), model(), newLedger());
    assert.equal(results.get("open")?.usable, true);
    assert.equal(results.get("close")?.usable, true);
  });

  it("cancelled on its way: stays counted, and nothing else is sent", async () => {
    const controller = new AbortController();
    server.script = () => controller.abort();
    const ledger = newLedger();
    await assert.rejects(buy(segmentsOf(STRINGS), model(), ledger, controller.signal), { code: "cancelled" });
    assert.deepEqual(ledger.steps, ["reserve", "doubt"]);
    assert.ok((await ledger.balance()).reserved.usd > 0);
    await assert.rejects(buy(segmentsOf(STRINGS), model(), ledger, controller.signal), { code: "cancelled" });
    assert.equal(server.seen.length, 1);
  });
});

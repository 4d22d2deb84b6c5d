import assert from "node:assert/strict";
import { createServer } from "node:net";
import { sayIn } from "#core/errors.js";
import { OpenAiCompatible } from "#large-model/openai-compatible.js";
import { answers, FAULTS, KEY, once, price, STRINGS, status, well } from "../support/provider-faults.js";
import { buy, segmentsOf } from "../support/purchases.js";
import { stringsOf, useScriptedServer } from "../support/scripted-server.js";
import { WatchedLedger } from "../support/watched-ledger.js";

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

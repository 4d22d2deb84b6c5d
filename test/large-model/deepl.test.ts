import assert from "node:assert/strict";
import fc from "fast-check";
import { MemoryLedger } from "#core/routing/ledger.js";
import { DeepL } from "#large-model/deepl.js";
import { fromXml, toXml } from "#large-model/deepl-text.js";
import { listPrice } from "#large-model/prices.js";
import { ANY_CHARACTER } from "../support/any-character.js";
import { buy, segmentsOf } from "../support/purchases.js";
import { json, useScriptedServer } from "../support/scripted-server.js";

const price = listPrice("deepl") ?? assert.fail("it has a list price");
const estimate = { inputTokens: 40, outputTokens: 0 };

describe("DeepL", () => {
  const server = useScriptedServer();
  const model = (): DeepL => new DeepL({ baseUrl: `${server.origin}/v2`, model: "deepl", key: "k:fx", price });

  it("is given placeholders as elements that stay, and its characters are the usage", async () => {
    server.script = ({ body }, response) =>
      json(response, {
        translations: (body.text as string[]).map((text) => ({
          text: text.replace("Hello ", "Hallo ").replace(" &amp; welcome", " &amp; willkommen"),
          billed_characters: 21,
        })),
      });
    const brief = { source: "en-US", target: "de", formality: "informal" } as const;
    const requests = [
      { id: "0.0", text: "Hello {name} & welcome <b>", context: "greeting", terms: { Hello: "Hallo" } },
    ];
    const answer = await model().translate(brief, requests, estimate);
    assert.equal(answer.translations.get("0.0"), "Hallo {name} & willkommen <b>");
    assert.deepEqual(answer.usage, { inputTokens: 21, outputTokens: 0 });
    const [seen] = server.seen;
    assert.equal(seen?.url, "/v2/translate");
    assert.equal(seen?.headers.authorization, "DeepL-Auth-Key k:fx");
    assert.deepEqual(seen?.body, {
      text: ["Hello <x>{name}</x> &amp; welcome <x>&lt;b&gt;</x>"],
      source_lang: "EN",
      target_lang: "DE",
      formality: "prefer_less",
      context: "greeting",
      tag_handling: "xml",
      ignore_tags: ["x"],
      preserve_formatting: true,
      show_billed_characters: true,
    });
  });

  it("gets languages as its own tags", async () => {
    server.script = (_, response) => json(response, { translations: [{ text: "x" }] });
    const tags = ["pt", "pt-PT", "zh-TW", "zh-CN", "en-GB", "en", "no", "fr-CA"];
    for (const target of tags)
      await model().translate({ source: "de", target }, [{ id: "0.0", text: "Datei" }], estimate);
    assert.deepEqual(
      server.seen.map(({ body }) => body.target_lang),
      ["PT-BR", "PT-PT", "ZH-HANT", "ZH-HANS", "EN-GB", "EN-US", "NB", "FR"],
    );
  });

  it("is paid by characters, asked once whatever the checks say, and has no credit left at 456", async () => {
    server.script = ({ body }, response) =>
      json(response, {
        translations: (body.text as string[]).map((text) => ({ text, billed_characters: text.length })),
      });
    const ledger = new MemoryLedger([{ unit: "usd", period: "run", limit: 1 }]);
    const text = "The file could not be saved";
    const { results } = await buy(segmentsOf({ save: text }), model(), ledger);
    assert.equal(server.seen.length, 1, "the source once more would come back once more");
    assert.equal(results.get("save")?.usable, false);
    assert.equal((await ledger.balance()).settled.usd, (text.length * 25) / 1e6);
    server.script = (_, response) => json(response, { message: "Quota exceeded" }, 456);
    const failure = (await buy(segmentsOf({ open: "Open" }), model(), ledger)).results.get("open")?.failure;
    assert.equal(failure?.code === "provider" && failure.error, "provider-quota");
  });

  it("is not believed where it answers with another number of texts, and sent no more than it takes", async () => {
    server.script = (_, response) => json(response, { translations: [] });
    const one = [{ id: "0.0", text: "Open" }];
    const brief = { source: "en", target: "de" };
    await assert.rejects(model().translate(brief, one, estimate), { code: "provider-answer" });
    const many = Array.from({ length: 51 }, (_, index) => ({ id: `${index}.0`, text: "Open" }));
    await assert.rejects(model().translate(brief, many, estimate), { failure: { charge: "none", again: "smaller" } });
    assert.equal(server.seen.length, 1);
  });

  it("gives every text back as it was, if it translates nothing", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: ANY_CHARACTER }), fc.constantFrom("<x>a</x>", "&lt;x>", "%s &amp; {n}")),
        (text) => {
          assert.equal(fromXml(toXml(text, ["a"])), text);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

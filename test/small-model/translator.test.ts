import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Refusal, SmallModelRequest } from "#core/translate/models.js";
import type { Estimate, Hypothesis, TranslateOptions } from "#small-model/protocol.js";
import { Translator } from "#small-model/translator.js";
import { BUNDLED, TINY } from "../support/bundled-model.js";

const request = (id: string, text: string, target = "de"): SmallModelRequest => ({
  id,
  text,
  direction: { source: "en", target },
  doNotTranslate: [],
});

interface Seen {
  readonly estimates: Map<string, Estimate>;
  readonly hypotheses: Map<string, Hypothesis>;
  readonly refusals: Refusal[];
}

async function translate(
  translator: Translator,
  requests: readonly SmallModelRequest[],
  options: TranslateOptions = {},
): Promise<Seen> {
  const seen: Seen = { estimates: new Map(), hypotheses: new Map(), refusals: [] };
  await translator.translate(
    requests,
    {
      estimated: (estimate) => void seen.estimates.set(estimate.id, estimate),
      translated: (hypothesis) => void seen.hypotheses.set(hypothesis.id, hypothesis),
      refused: (refusal) => void seen.refusals.push(refusal),
    },
    options,
  );
  return seen;
}

describe("Translator", () => {
  let translator: Translator;
  before(async () => {
    translator = await Translator.load(TINY, 1);
  });
  after(() => translator.dispose());

  const texts = [
    "Save",
    "Open the file",
    "Delete {count} files?",
    "The account %s does not exist.",
    "Settings",
    "Page %d of %d",
    "Cancel",
  ];

  it("translates into every direction of the model", async () => {
    for (const { target } of translator.directions) {
      const { hypotheses } = await translate(
        translator,
        texts.map((text, index) => request(String(index), text, target)),
      );
      assert.equal(hypotheses.size, texts.length);
      for (const { meanLogProbability, entropy } of hypotheses.values())
        assert.ok(meanLogProbability <= 0 && entropy >= 0);
    }
  });

  it("gives the same hypotheses alone and in a batch", async () => {
    const requests = texts.map((text, index) => request(String(index), text));
    const together = await translate(translator, requests, { batchSize: 32 });
    const alone = await translate(translator, requests, { batchSize: 1 });
    for (const { id } of requests) {
      assert.equal(together.hypotheses.get(id)?.text, alone.hypotheses.get(id)?.text);
      const difference =
        (together.estimates.get(id)?.predicted.gain ?? 0) - (alone.estimates.get(id)?.predicted.gain ?? 0);
      // Activations are rounded to int8: padding may move a value to the next step, and the gain by hundredths.
      assert.ok(Math.abs(difference) < 0.5);
    }
  });

  it("estimates without decoding", async () => {
    const { estimates, hypotheses } = await translate(translator, [request("a", "Save the file")], { decode: false });
    assert.equal(estimates.get("a")?.predicted.stage, "prefill");
    assert.equal(hypotheses.size, 0);
  });

  it("reports the hidden state that the probe reads, when asked", async () => {
    const { estimates } = await translate(translator, [request("a", "Save the file")], {
      withHidden: true,
      decode: false,
    });
    const { hidden_size: size } = JSON.parse(readFileSync(join(TINY, "config.json"), "utf8"));
    assert.equal(estimates.get("a")?.hidden?.length, size);
  });

  it("translates a long text sentence by sentence", async () => {
    const text = "The file could not be saved. ".repeat(20).trim();
    const { hypotheses } = await translate(translator, [request("long", text)]);
    assert.ok((hypotheses.get("long")?.tokens ?? 0) > 60);
  });

  it("refuses what does not fit, and translates the rest", async () => {
    const { hypotheses, refusals } = await translate(translator, [
      request("huge", "word".repeat(4000)),
      request("ok", "Save"),
    ]);
    assert.deepEqual([...hypotheses.keys()], ["ok"]);
    assert.equal(refusals[0]?.id, "huge");
  });

  it("refuses a direction that the model does not have, before it starts", async () => {
    await assert.rejects(translate(translator, [request("a", "Save", "ko")]), { code: "direction-unsupported" });
  });

  it("stops when it is cancelled", async () => {
    const controller = new AbortController();
    let count = 0;
    const listener = {
      translated: (): void => {
        if (++count === 1) controller.abort();
      },
    };
    const many = Array.from({ length: 200 }, (_, index) => request(String(index), texts[index % texts.length] ?? ""));
    await assert.rejects(translator.translate(many, listener, { batchSize: 4 }, controller.signal), {
      code: "cancelled",
    });
    assert.ok(count < 50);
  });
});

describe("Translator, with the bundled model", () => {
  it("says in each of its languages what people say", async () => {
    const settings = {
      de: "Einstellungen",
      fr: "Paramètres",
      es: /^(Configuración|Ajustes)$/,
      it: "Impostazioni",
      "pt-BR": "Configurações",
      nl: "Instellingen",
      pl: "Ustawienia",
      ru: "Настройки",
      ja: "設定",
      "zh-CN": "设置",
    };
    const translator = await Translator.load(BUNDLED, 1);
    const requests = Object.keys(settings).map((target) => request(target, "Settings", target));
    const { hypotheses } = await translate(translator, requests);
    await translator.dispose();
    assert.deepEqual(
      translator.directions.map(({ target }) => target),
      Object.keys(settings),
    );
    for (const [target, expected] of Object.entries(settings)) {
      const text = hypotheses.get(target)?.text ?? "";
      assert.match(text, typeof expected === "string" ? new RegExp(`^${expected}$`) : expected);
    }
  });
});

describe("Translator, with an incomplete model folder", () => {
  const folders: string[] = [];
  const broken = (change: (folder: string) => void): string => {
    const folder = mkdtempSync(join(tmpdir(), "routelmt-model-"));
    folders.push(folder);
    cpSync(TINY, folder, { recursive: true });
    change(folder);
    return folder;
  };
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const cases: [string, (folder: string) => void, RegExp][] = [
    ["without a graph", (folder) => rmSync(join(folder, "onnx"), { recursive: true }), /engine\.onnx is missing/],
    ["without a tokenizer", (folder) => rmSync(join(folder, "tokenizer.json")), /tokenizer\.json is missing/],
    ["without a probe", (folder) => rmSync(join(folder, "routing.json")), /routing\.json is missing/],
    [
      "with malformed JSON",
      (folder) => writeFileSync(join(folder, "config.json"), "{"),
      /config\.json is not valid JSON/,
    ],
    ["with a cut graph", (folder) => writeFileSync(join(folder, "onnx/engine.onnx"), "onnx"), /cannot be used/],
  ];
  for (const [name, change, message] of cases) {
    it(`says what is wrong: ${name}`, async () => {
      await assert.rejects(Translator.load(broken(change), 1), { code: "model-incomplete", message });
    });
  }

  it("says so when there is no such folder", async () => {
    await assert.rejects(Translator.load("/nowhere", 1), { code: "model-incomplete" });
  });
});

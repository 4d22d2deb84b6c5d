import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareTexts } from "#core/translate/prepare-texts.js";
import type { Approval } from "#core/translate/translate.js";
import { OpenAiCompatible } from "#large-model/openai-compatible.js";
import { ProjectStore } from "#store/project-store.js";
import { translateTexts } from "#workspace/runs/translate-texts.js";
import { LargeModelServer } from "../../support/large-model-server.js";
import { smallModel } from "../../support/small-model.js";

describe("Texts in no file of translations", () => {
  let server: LargeModelServer;
  let folder: string;
  let store: ProjectStore;
  before(async () => {
    server = await LargeModelServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
    folder = mkdtempSync(join(tmpdir(), "texts-"));
    store = new ProjectStore(folder, join(folder, "project.db"));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const price = { input: 1, output: 1 };
  const small = smallModel({
    "Please select a date column.": { text: "Bitte Datum wählen.", gain: 40 },
    Save: { text: "Sichern", gain: 3 },
  });
  const translate = (answer: Approval, limit = 1) => {
    const texts = ["Please select a date column.", "Save", "42"].map((value) => ({ value, kept: [] }));
    const segments = prepareTexts(texts, { source: "en", target: "de" }, {});
    assert.deepEqual(
      segments.map((one) => one !== undefined),
      [true, true, false],
    );
    return translateTexts({
      store,
      segments: segments.flatMap((one) => one ?? []),
      small,
      large: new OpenAiCompatible({ baseUrl: server.baseUrl, model: "m", key: "k", price, pace: { firstDelay: 1 } }),
      caps: [{ unit: "usd", period: "total", limit }],
      command: "test",
      options: { share: 1, minimumGain: 10, cap: Number.POSITIVE_INFINITY, price, instructions: "" },
      listener: { approve: async () => answer },
    });
  };

  it("are bought where that gains enough, and what is paid is in the project's ledger", async () => {
    const { decisions, isApproved } = await translate("buy");
    assert.ok(isApproved);
    assert.deepEqual(
      server.seen.flatMap(({ strings }) => strings.map(({ text }) => text)),
      ["Please select a date column."],
    );
    assert.deepEqual(
      decisions.map(({ outcome }) => outcome),
      ["large", "local"],
    );
    const entries = await store.book.entries();
    assert.equal(entries.length, 1);
    assert.ok((entries[0]?.paid.usd ?? 0) > 0);
    assert.equal((await store.history.run())?.state, "done");
  });

  it("cost nothing when the answer is another, or nothing is left", async () => {
    assert.equal((await translate("local")).isApproved, true);
    assert.equal((await translate("cancel")).isApproved, false);
    assert.equal((await store.history.run())?.state, "cancelled");
    await translate("buy", 0);
    assert.deepEqual(server.seen, []);
  });
});

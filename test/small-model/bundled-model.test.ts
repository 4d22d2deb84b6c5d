import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Formality } from "#core/language/address-markers.js";
import { addressIn } from "#core/language/address-markers.js";
import { withoutCapitals } from "#core/translate/capitals.js";
import type { SmallModelRequest } from "#core/translate/models.js";
import { readModelFolder } from "#small-model/model-folder.js";
import { Translator } from "#small-model/translator.js";
import { BUNDLED } from "../support/bundled-model.js";

const TEXTS = [
  "Your session has expired.",
  "Do you want to save your changes?",
  "You have been invited to join {team}.",
];

describe("The bundled model's directions", () => {
  let translator: Translator;
  before(async () => {
    translator = await Translator.load(BUNDLED, 1);
  });
  after(() => translator.dispose());

  const translate = async (target: string, formality?: Formality): Promise<string[]> => {
    const requests = TEXTS.map((text, index): SmallModelRequest => {
      const direction = { source: "en", target };
      return { id: String(index), text, direction, doNotTranslate: [], ...(formality ? { formality } : {}) };
    });
    const found = new Map<string, string>();
    await translator.translate(requests, { translated: ({ id, text }) => void found.set(id, text) });
    return requests.map(({ id }) => found.get(id) ?? "");
  };
  const shown = async (target: string, formality: Formality): Promise<string[]> =>
    (await translate(target, formality)).map((text, index) => addressIn(text, target, TEXTS[index]));

  it("use the requested form of address if they promise it", async () => {
    for (const { target, formality = [] } of translator.directions) {
      for (const form of formality) {
        const forms = await shown(target, form);
        const other = form === "formal" ? "informal" : "formal";
        assert.ok(forms.filter((one) => one === form).length >= 2, `${target} ${form}: ${forms}`);
        assert.ok(!forms.includes(other), `${target} ${form}: ${forms}`);
      }
    }
    for (const target of ["de", "nl", "zh-CN"])
      assert.deepEqual(translator.directions.find((one) => one.target === target)?.formality, ["formal", "informal"]);
  });

  it("make German formal and informal of the same text", async () => {
    const [formal, informal] = [await translate("de", "formal"), await translate("de", "informal")];
    assert.match(formal[0] ?? "", /^Ihre Sitzung/);
    assert.match(informal[0] ?? "", /^Deine Sitzung/);
  });

  it("are not asked for a form that they do not promise", async () => {
    assert.deepEqual(await translate("pt-BR", "informal"), await translate("pt-BR"));
    assert.deepEqual(await translate("fr", "informal"), await translate("fr"));
  });

  it("translate texts in capitals as well as sentences", async () => {
    const texts = ["ARE YOU SURE?", "Are you sure?", "OPEN FILE {name}", "Open file {name}"];
    const direction = { source: "en", target: "de" };
    const requests = texts.map((text): SmallModelRequest => ({ id: text, text, direction, doNotTranslate: [] }));
    const found = new Map<string, string>();
    const translated = ({ id, text }: { readonly id: string; readonly text: string }): void => void found.set(id, text);
    await withoutCapitals(translator).translate(requests, { translated }, {});
    assert.deepEqual(
      texts.map((text) => found.get(text)),
      ["SIND SIE SICHER?", "Sind Sie sicher?", "DATEI {name} ÖFFNEN", "Datei {name} öffnen"],
    );
  });

  it("serve the tags that mean them", async () => {
    assert.deepEqual(await translate("pt"), await translate("pt-BR"));
    assert.deepEqual(await translate("zh_Hans"), await translate("zh-CN"));
    assert.deepEqual(await translate("es-419"), await translate("es"));
    assert.match((await translate("pt-BR"))[0] ?? "", /sessão/i);
    await assert.rejects(translate("zh-TW"), { code: "direction-unsupported", advice: /OpenCC/ });
    await assert.rejects(translate("pt-PT"), { code: "direction-unsupported", advice: /pt-BR/ });
  });
});

describe("The forms of address that a model folder promises", () => {
  const folders: string[] = [];
  /** The bundled folder with a changed `routing.json`. */
  const changed = (change: (routing: { template: string; directions: object[] }) => void): string => {
    const folder = mkdtempSync(join(tmpdir(), "routelmt-model-"));
    folders.push(folder);
    for (const name of readdirSync(BUNDLED))
      if (name !== "routing.json") symlinkSync(join(BUNDLED, name), join(folder, name));
    const routing = JSON.parse(readFileSync(join(BUNDLED, "routing.json"), "utf8"));
    change(routing);
    writeFileSync(join(folder, "routing.json"), JSON.stringify(routing));
    return folder;
  };
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it("are ones that the prompt can say", async () => {
    const unspoken = changed((routing) => {
      routing.template = routing.template.replace("{formality}", "");
    });
    await assert.rejects(readModelFolder(unspoken), { code: "model-incomplete", message: /no \{formality\}/ });
    const silent = changed((routing) => {
      routing.template = routing.template.replace("{formality}", "");
      routing.directions = [{ source: "en", target: "de" }];
    });
    assert.equal((await readModelFolder(silent)).routing.directions.length, 1);
  });

  it("are formal or informal, the usual one among them", async () => {
    const polite = changed(({ directions }) => directions.push({ source: "en", target: "ko", formality: ["polite"] }));
    await assert.rejects(readModelFolder(polite), { code: "model-incomplete", message: /"polite"/ });
    const usual = changed(({ directions }) => directions.push({ source: "en", target: "ko", usual: "formal" }));
    await assert.rejects(readModelFolder(usual), { code: "model-incomplete", message: /usual for ko/ });
  });
});

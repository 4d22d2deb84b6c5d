import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { directionOf, readClone } from "../../models/training/clone-pairs.js";
import { textsOf } from "../../models/training/icu-branches.js";

const LANGUAGES = ["de", "es", "pt-BR", "ru", "zh-CN"];

describe("Reading clones for training", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-clone-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  const read = async (): Promise<string[]> => {
    const { pairs, failed } = await readClone(folder, LANGUAGES);
    assert.deepEqual(failed, []);
    return pairs
      .map(({ language, context, source, target }) => `${language} ${context} | ${source} | ${target}`)
      .sort();
  };

  it("reads files of one language, of two, and of all", async () => {
    write({
      "locales/en.json": '{"cart": {"title": "Cart"}}',
      "locales/de.json": '{"cart": {"title": "Warenkorb"}}',
      "po/ru.po":
        'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Open"\nmsgstr "Открыть"\n\n#, fuzzy\nmsgid "Shut"\nmsgstr "?"\n',
      "App/Strings.xcstrings": JSON.stringify({
        sourceLanguage: "en",
        strings: { Save: { localizations: { "zh-Hans": { stringUnit: { state: "translated", value: "保存" } } } } },
      }),
    });
    assert.deepEqual(await read(), [
      "de cart.title | Cart | Warenkorb",
      "ru  | Open | Открыть",
      "zh-CN Save | Save | 保存",
    ]);
  });

  it("finds the sources that name no language, and English by other names", async () => {
    write({
      "src/ui/Messages.properties": "quit=Quit\n",
      "src/ui/Messages_pt_BR.properties": "quit=Sair\n",
      "web/src/en-US.json": '{"help": "Help"}',
      "web/src/es-ES.json": '{"help": "Ayuda"}',
    });
    assert.deepEqual(await read(), ["es help | Help | Ayuda", "pt-BR quit | Quit | Sair"]);
  });

  it("takes one language of a direction, the one that says its country", async () => {
    write({
      "i18n/en.json": '{"a": "File"}',
      "i18n/pt.json": '{"a": "Ficheiro"}',
      "i18n/pt-BR.json": '{"a": "Arquivo"}',
      "i18n/zh-TW.json": '{"a": "檔案"}',
      "i18n/de-AT.json": '{"a": "Datei"}',
    });
    assert.deepEqual(await read(), ["pt-BR a | File | Arquivo"]);
  });

  it("takes ICU messages apart as the engine does", async () => {
    write({
      "lang/en.json": JSON.stringify({ n: "{count, plural, one {# file of {name}} other {# files of {name}}}" }),
      "lang/ru.json": JSON.stringify({
        n: "{count, plural, one {# файл {name}} few {# файла {name}} many {# файлов {name}} other {# файла {name}}}",
      }),
    });
    assert.deepEqual(await read(), [
      "ru n | {count} file of {name} | {count} файл {name}",
      "ru n | {count} files of {name} | {count} файла {name}",
    ]);
  });

  it("takes what Android's lint ignores, and nothing from another language than English", async () => {
    write({
      "res/values/strings.xml":
        '<resources xmlns:tools="http://schemas.android.com/tools" tools:ignore="MissingTranslation"><string name="a">Back</string></resources>',
      "res/values-de/strings.xml": '<resources><string name="a">Zurück</string></resources>',
      "x/de.xliff":
        '<xliff version="1.2"><file source-language="fr" target-language="de" datatype="plaintext" original="x"><body><trans-unit id="1"><source>Retour</source><target>Zurück</target></trans-unit></body></file></xliff>',
    });
    assert.deepEqual(await read(), ["de a | Back | Zurück"]);
  });

  it("goes on after a file that cannot be read, and names it", async () => {
    write({
      "locales/en.json": '{"a": "Back"}',
      "locales/de.json": '{"a": "Zurück",,}',
      "locales/es.json": '{"a": "Atrás"}',
    });
    const { pairs, failed } = await readClone(folder, LANGUAGES);
    assert.deepEqual(
      pairs.map(({ target }) => target),
      ["Atrás"],
    );
    assert.equal(failed.length, 1);
    assert.match(failed[0] ?? "", /locales[\\/]de\.json: .*line 1/);
  });

  it("knows which direction a language belongs to", () => {
    const found = ["pt", "pt-PT", "zh", "zh-Hans", "zh-TW", "de-DE", "de-AT", "es-419", "es", "ru-RU", "x-odd"].map(
      (tag) => directionOf(tag, LANGUAGES) ?? "–",
    );
    assert.deepEqual(found, ["pt-BR", "–", "zh-CN", "zh-CN", "–", "de", "–", "–", "es", "ru", "–"]);
  });
});

describe("Branches of ICU messages", () => {
  it("pairs what both messages have", () => {
    const source = "{g, select, a {Her {n, plural, =0 {empty cart} other {# things}}} other {Carts}}";
    const target = "{g, select, a {Ihr {n, plural, =0 {leerer Korb} other {# Sachen}}} other {Körbe}}";
    assert.deepEqual(textsOf(source, target, true), [
      ["Her empty cart", "Ihr leerer Korb"],
      ["Her {n} things", "Ihr {n} Sachen"],
      ["Carts", "Körbe"],
    ]);
  });

  it("leaves plain texts alone, and out what cannot be taken apart", () => {
    assert.deepEqual(textsOf("Cart of {name}", "Korb von {name}", true), [["Cart of {name}", "Korb von {name}"]]);
    assert.deepEqual(textsOf("{n, plural, other {# files}}", "# Dateien", true), []);
    assert.deepEqual(textsOf("{n, plural, other {# files}}", "{n, plural, other {# Dateien}", true), []);
    const odd = "{n, plural, other {# files}}";
    assert.deepEqual(textsOf(odd, odd, false), [[odd, odd]]);
  });
});

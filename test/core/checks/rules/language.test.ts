import assert from "node:assert/strict";
import { foreignScript } from "#core/checks/rules/foreign-script.js";
import { language } from "#core/checks/rules/language.js";
import { findings, to } from "../checked.js";

const ENGLISH = "The file could not be opened because you have no rights.";

describe("check: language", () => {
  it("finds the wrong script", () => {
    assert.deepEqual(findings(language, "x", "Die Datei konnte nicht geöffnet werden", to("ru")), [
      "error: hardly any of it is in the script of Russian",
    ]);
    assert.deepEqual(findings(language, "x", "Файл не может быть открыт сейчас"), [
      "error: hardly any of it is in the script of German",
    ]);
    assert.deepEqual(findings(language, "x", "無法開啟此檔案，因為您沒有權限，請聯絡您的系統管理員", to("zh-TW")), []);
    assert.deepEqual(findings(language, "x", "无法打开该文件，因为您没有权限，请联系您的管理员吧", to("zh-CN")), []);
    assert.deepEqual(findings(language, "x", "ファイルを開けませんでした。権限がありません。", to("ja")), []);
  });

  it("leaves names that the source has in their own script", () => {
    const names = "OpenAI, Ollama, DeepSeek, Gemini, Anthropic";
    assert.deepEqual(findings(language, names, names.replaceAll(", ", "、"), to("ja")), []);
  });

  it("finds a text that is clearly in another language", () => {
    assert.deepEqual(findings(language, "x", ENGLISH), ["error: it is English, not German"]);
    assert.deepEqual(findings(language, ENGLISH, "Le fichier ne peut pas être ouvert par vous"), [
      "error: it is French, not German",
    ]);
    assert.deepEqual(findings(language, ENGLISH, "Die Datei ist für Sie nicht zu öffnen", to("es-MX")), [
      "error: it is German, not Mexican Spanish",
    ]);
  });

  it("distinguishes every pair of the ten languages", () => {
    const sentences: Readonly<Record<string, string>> = {
      en: ENGLISH,
      de: "Die Datei konnte nicht geöffnet werden, weil Sie keine Rechte haben.",
      fr: "Le fichier n'a pas pu être ouvert parce que vous n'avez pas les droits.",
      es: "El archivo no se ha podido abrir porque usted no tiene los permisos para ello.",
      it: "Non è stato possibile aprire il file perché non si dispone dei diritti.",
      "pt-BR": "O arquivo não pode ser aberto porque você não tem as permissões.",
      nl: "Het bestand kan niet worden geopend omdat je geen rechten hebt.",
      pl: "Nie można było otworzyć pliku, ponieważ nie masz do tego uprawnień, które są wymagane przez serwer.",
      ru: "Файл не может быть открыт, потому что у вас нет прав.",
      ja: "権限がないため、ファイルを開くことができませんでした。",
      "zh-CN": "无法打开该文件，因为您没有权限，请联系您的管理员。",
    };
    for (const [own, text] of Object.entries(sentences)) {
      for (const tag of Object.keys(sentences).filter((one) => one !== "en")) {
        // Kana among Chinese characters belong to another script.
        const found = [language, foreignScript].flatMap((check) => findings(check, "x", text, to(tag))).slice(0, 1);
        assert.equal(found.length, own === tag ? 0 : 1, `${text} as ${tag}: ${found}`);
        if (own !== tag) assert.match(found[0] ?? "", /^error/, `${text} as ${tag}`);
      }
    }
  });

  it("knows the two ways to write Chinese, and neighbours by their letters", () => {
    assert.deepEqual(findings(language, "x", "無法開啟檔案", to("zh-CN")), [
      "error: it is Traditional Chinese, not Chinese (China)",
    ]);
    assert.deepEqual(findings(language, "x", "设置视图", to("ja")), ["error: it is Simplified Chinese, not Japanese"]);
    assert.deepEqual(findings(language, "x", "設定を表示", to("ja")), []);
    assert.deepEqual(findings(language, "x", "Відкрити її", to("ru")), [
      "warning: it looks like Ukrainian, not Russian",
    ]);
  });

  it("finds a sentence that is in two languages", () => {
    assert.deepEqual(findings(language, "x", "Die Datei could not be opened because you have no rights"), [
      "warning: it looks like English, not German",
    ]);
  });

  it("warns if it is likely", () => {
    assert.deepEqual(findings(language, "x", "Preferences of the application"), [
      "warning: it looks like English, not German",
    ]);
  });

  it("says nothing of short texts, names, quotations and languages it does not know", () => {
    for (const [target, tag] of [
      ["The file", "de"],
      ["Ogg Vorbis, Matroska, OpenGL ES2, Blu-ray", "de"],
      ["Die Meldung „the file is not there“ wird angezeigt", "de"],
      [ENGLISH, "sw"],
      ["Die Option --the-of-and-is wurde entfernt", "de"],
    ] as const)
      assert.deepEqual(findings(language, "x", target, to(tag)), [], target);
  });

  it("leaves short texts whose words look like another language's", () => {
    for (const [tag, text] of [
      ["fr", "Contacter nos experts, se connecter"],
      ["fr", "Tu as nos numéros ?"],
      ["fr", "Échanges entre amis, ni pub ni compte : tu choisis"],
      ["es", "Unos minutos, dos segundos: os avisamos"],
      ["es", "Escribe o toca, nos da igual"],
      ["pt", "Mensagens entre amigos sobre viagens"],
      ["pt", "Guarde-os, adicioná-la ou enviá-las"],
      ["it", "Tua sorella, sua madre"],
      ["it", "Scrivi su WhatsApp, se ti va: do tu"],
      ["de", "Um drei Uhr war da was los"],
      ["de", "Je Monat per E-Mail"],
      ["nl", "Per maand ten minste na afloop"],
      ["pl", "Kliknij tu, by usunąć je"],
      ["pl", "Niech no by tu wszedł"],
    ] as const)
      assert.deepEqual(findings(language, "x", text, to(tag)), [], `${tag}: ${text}`);
  });

  it("looks into ICU messages", () => {
    const source = "{n, plural, one {# file was deleted} other {# files were deleted}}";
    const target = "{n, plural, one {# файл удалён} few {# файла удалено} many {# файлов удалено} other {# файла}}";
    assert.deepEqual(findings(language, source, target, to("ru")), []);
    assert.equal(findings(language, source, target).length, 1);
  });

  it("knows languages with several scripts", () => {
    const latin = "Nakon zaustavljanja strimovanja zadrži bafer kao aktivan";
    const source = "Keep the replay buffer active when the stream stops";
    assert.deepEqual(findings(language, source, latin, to("sr-RS")), []);
    assert.notDeepEqual(findings(language, source, latin, to("sr-Cyrl")), []);
    assert.deepEqual(findings(language, source, "Būl kezden būryn toqtatylsa tuyndylar oinatylmağan", to("kk")), []);
  });
});

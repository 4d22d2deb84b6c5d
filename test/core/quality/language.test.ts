import assert from "node:assert/strict";
import { language } from "../../../src/core/quality/language.js";
import { findings, to } from "./checked.js";

const ENGLISH = "The file could not be opened because you have no rights.";

describe("check: language", () => {
  it("finds the wrong script", () => {
    assert.deepEqual(findings(language, "x", "Die Datei konnte nicht geöffnet werden", to("ru")), [
      "error: hardly any of it is in the script of Russian",
    ]);
    assert.deepEqual(findings(language, "x", "Файл не может быть открыт сейчас"), [
      "error: hardly any of it is in the script of German",
    ]);
    assert.deepEqual(findings(language, "x", "无法打开该文件，因为您没有权限，请联系您的管理员吧", to("zh-TW")), []);
    assert.deepEqual(findings(language, "x", "ファイルを開けませんでした。権限がありません。", to("ja")), []);
  });

  it("finds the wrong language when it is clear", () => {
    assert.deepEqual(findings(language, "x", ENGLISH), ["error: it is English, not German"]);
    assert.deepEqual(findings(language, ENGLISH, "Le fichier ne peut pas être ouvert par vous"), [
      "error: it is French, not German",
    ]);
    assert.deepEqual(findings(language, ENGLISH, "Die Datei ist für Sie nicht zu öffnen", to("es-MX")), [
      "error: it is German, not Mexican Spanish",
    ]);
  });

  it("warns where it is likely", () => {
    assert.deepEqual(findings(language, "x", "Preferences of the application"), [
      "warning: it looks like English, not German",
    ]);
  });

  it("says nothing of short texts, names, quotations and languages it does not know", () => {
    for (const [target, tag] of [
      ["The file is not here", "de"],
      ["Ogg Vorbis, Matroska, OpenGL ES2, Blu-ray", "de"],
      ["Die Meldung „the file is not there“ wird angezeigt", "de"],
      [ENGLISH, "sw"],
      ["Die Option --the-of-and-is wurde entfernt", "de"],
    ] as const)
      assert.deepEqual(findings(language, "x", target, to(tag)), [], target);
  });

  it("looks into ICU messages", () => {
    const source = "{n, plural, one {# file was deleted} other {# files were deleted}}";
    const target = "{n, plural, one {# файл удалён} few {# файла удалено} many {# файлов удалено} other {# файла}}";
    assert.deepEqual(findings(language, source, target, to("ru")), []);
    assert.equal(findings(language, source, target).length, 1);
  });
});

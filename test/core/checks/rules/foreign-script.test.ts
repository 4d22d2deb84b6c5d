import assert from "node:assert/strict";
import { foreignScript } from "#core/checks/rules/foreign-script.js";
import { findings, to } from "../checked.js";

describe("check: foreign script", () => {
  it("finds a word, or a part of one, in a script of neither language", () => {
    assert.deepEqual(findings(foreignScript, "Your financial data", "Ihre фиanzigen Daten"), [
      'error: "фиanzigen" is in another script',
    ]);
    assert.deepEqual(findings(foreignScript, "lower volume", "Lautstärke 下"), ['error: "下" is in another script']);
    assert.deepEqual(findings(foreignScript, "every {n} days", "каж {n} 天", to("zh-CN")), [
      'error: "каж" is in another script',
    ]);
    assert.deepEqual(findings(foreignScript, "Save", "保存する", to("zh-CN")), [
      'error: "保存する" is in another script',
    ]);
    assert.deepEqual(findings(foreignScript, "Save", "Сохранить 保存", to("ru")).length, 1);
  });

  it("passes Latin, the scripts of the target and of the source, symbols, and languages by their names", () => {
    const pairs = [
      ["Open GitHub", "GitHub を開く", "ja"],
      ["Open GitHub", "Открыть GitHub", "ru"],
      ["Settings", "設定メニュー", "ja"],
      ["Reset 日本 to default", "日本 zurücksetzen", "de"],
      ["10 kΩ, 5 µs and π", "10 kΩ, 5 µs und π", "de"],
      ["Russian", "Русский", "de"],
      ["Japanese", "日本語 (Japanisch)", "de"],
      ["{имя}", "{имя}", "de"],
      ["№ 5 ª º", "Nr. 5 № ª º", "de"],
      ["Nai\u0308ve", "Nai\u0308v", "de"],
      ["Save", "[Šåṽé]", "qps-ploc"],
    ] as const;
    for (const [source, target, language] of pairs)
      assert.deepEqual(findings(foreignScript, source, target, to(language)), [], target);
  });

  it("knows languages with several scripts", () => {
    for (const [language, text] of [
      ["sr", "Nalepi izvorne reference"],
      ["sr-RS", "Налепи изворне референце"],
      ["ku-TR", "لەبەرگرتنەوە"],
      ["kk", "Serverlık keşteu jolyn tañdau"],
    ] as const)
      assert.deepEqual(findings(foreignScript, "Paste", text, to(language)), [], language);
    assert.notDeepEqual(findings(foreignScript, "Paste", "Налепи", to("sr-Latn")), []);
    assert.notDeepEqual(findings(foreignScript, "Paste", "粘贴", to("sr")), []);
  });
});

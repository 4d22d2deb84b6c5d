import assert from "node:assert/strict";
import { punctuation } from "#core/checks/rules/punctuation.js";
import { findings, fixed, to } from "../checked.js";

describe("check: punctuation", () => {
  it("passes the forms of the target language", () => {
    const pairs = [
      ["Open…", "Öffnen ...", "de"],
      ["Open...", "打开…", "zh"],
      ["Really?", "¿De verdad?", "es"],
      ["Really?", "حقا؟", "ar"],
      ["Name:", "Nom :", "fr"],
      ["Name:", "名前：", "ja"],
      ["The file was saved to the disk of this machine.", "ファイルはこのマシンのディスクに保存されました。", "ja"],
      ["The names of all persons are shortened to the first two of them.", "人名は最初の２名に短縮します．", "ja"],
      ['He said "no".', "Er sagte „nein.“", "de"],
      ["(optional)", "（可选）", "zh"],
      ["Use of a thing.", "Gebrauch einer Sache", "de"],
    ] as const;
    for (const [source, target, language] of pairs)
      assert.deepEqual(findings(punctuation, source, target, to(language)), [], target);
  });

  it("finds what is missing or new at the end", () => {
    assert.deepEqual(findings(punctuation, "Open...", "Öffnen"), ['warning: the final "..." is missing']);
    assert.deepEqual(findings(punctuation, "Really delete", "Wirklich löschen?"), [
      'warning: the source does not end with "?"',
    ]);
    assert.deepEqual(findings(punctuation, "(optional)", "optional"), [
      "warning: the brackets around the text are missing",
    ]);
  });

  it("adds what is missing as the language writes it", () => {
    assert.equal(fixed(punctuation, "Name:", "Name"), "Name:");
    assert.equal(fixed(punctuation, "Name: ", "Nom ", to("fr")), "Nom\u00a0: ");
    assert.equal(fixed(punctuation, "Name:", "名前", to("ja")), undefined);
    assert.equal(fixed(punctuation, "Really?", "Wirklich!"), undefined);
  });

  it("accepts how other scripts end a text", () => {
    const sentence = "This is a long sentence that has more than seven words.";
    for (const [source, target, language] of [
      [sentence, "การเรียกนี้จะกลับไปที่รายการทั้งหมดสำหรับผู้ใช้", "th"],
      [sentence, "Դուք իրավունք չունեք խմբագրել այս էջը:", "hy"],
      ["Restart?", "ပြန်လည်စတင်မလား။", "my"],
      ["Enter a name:", "បញ្ចូលឈ្មោះ៖", "km"],
      ["Preparing…", "Նախապատրաստում․․․", "hy"],
      ["Delete it?", "Ջնջե՞լ", "hy"],
      ["&Open…", "開啟…(&O)", "zh-Hant"],
    ] as const)
      assert.deepEqual(findings(punctuation, source, target, to(language)), [], target);
    assert.notDeepEqual(findings(punctuation, "&Open…", "開啟(&O)", to("zh-Hant")), []);
    assert.notDeepEqual(findings(punctuation, "Restart?", "Neu starten"), []);
  });
});

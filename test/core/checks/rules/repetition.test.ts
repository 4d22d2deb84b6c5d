import assert from "node:assert/strict";
import { repetition } from "#core/checks/rules/repetition.js";
import { findings, to } from "../checked.js";

const found = (source: string, target: string, language = "de"): string[] =>
  findings(repetition, source, target, to(language));

describe("check: repetition", () => {
  it("finds syllables and signs in a row", () => {
    assert.deepEqual(found("Contact the help desk now", "Kontakt-Inode-Inode-Inode-Inode-In"), [
      'error: "-Inode" occurs 4 times',
    ]);
    assert.equal(found("Contact", `${".".repeat(200)}lalalala`).length, 1);
    assert.deepEqual(found("Here / there", "E/S/S/S/S/S/S/S/S/S/S/"), ['error: "/S" occurs 10 times']);
    assert.deepEqual(found("MM/DD/YYYY hh:mm A", `MM/${"J".repeat(30)}`).length, 1);
    assert.deepEqual(found("Tab", "Tab e/l'h'h'h'h'h", "fr").length, 1);
  });

  it("finds words and groups of words in a row", () => {
    assert.deepEqual(found("The settings", "Die Einstellungen Einstellungen Einstellungen"), [
      'error: "einstellungen" occurs 3 times',
    ]);
    assert.deepEqual(found("The path of the file", "la ruta de la ruta de la ruta de la", "es"), [
      'error: "la ruta de" occurs 3 times',
    ]);
    assert.deepEqual(found("The file path", "La ruta del archivo del archivo", "es"), [
      'warning: "del archivo" occurs twice',
    ]);
  });

  it("finds repeated phrases", () => {
    const target = "wenn Sie die Datei öffnen, wenn Sie die Datei sichern, und wenn Sie die Datei löschen";
    assert.deepEqual(found("Open it or not", target), ['error: "wenn sie die datei" occurs 3 times']);
    const alike = "If you open the file, if you save the file, and if you delete the file";
    assert.deepEqual(found(alike, target), [], "as in the source");
  });

  it("looks at characters in scripts without spaces", () => {
    assert.deepEqual(found("Loading", "読み込み中読み込み中読み込み中読み込み中", "ja").length, 1);
    assert.deepEqual(
      found("Loading the settings of the file", "设置文件的设置文件的设置文件的设置文件的", "zh-CN").length,
      1,
    );
    assert.deepEqual(found("Haha", "ハハハハハ", "ja"), []);
    assert.deepEqual(found("Various", "いろいろな、いろいろな", "ja"), []);
  });

  it("passes repetition that the source has, or that is usual", () => {
    const pairs = [
      ["No no no no no!", "Nein nein nein nein nein!", "de"],
      ["Hahahaha", "Hahahahaha", "de"],
      ["xxxx-xxxx-xxxx-xxxx-xxxx", "xxxx-xxxx-xxxx-xxxx-xxxx", "de"],
      ["DD.MM.YYYY", "TT.MM.JJJJ", "de"],
      ["From ~a to ~a", "De ~a a ~a", "es"],
      ["a very very long text", "ein sehr, sehr, sehr langer Text", "de"],
      ["-----------", "...........", "de"],
      ["0000 0000 0000 0000", "0000 0000 0000 0000 0000", "de"],
      ["Buffalo", "die, die die Endung haben", "de"],
      ["{a}{a}{a}{a}", "{a}{a}{a}{a}{a}", "de"],
    ] as const;
    for (const [source, target, language] of pairs) assert.deepEqual(found(source, target, language), [], target);
  });

  it("looks at the variants of ICU messages one by one", () => {
    const source = "{n, plural, one {# file was saved} other {# files were saved}}";
    const variants = ["one", "few", "many", "other"].map((name) => `${name} {# der Dateien wurde gesichert}`);
    assert.deepEqual(found(source, `{n, plural, ${variants.join(" ")}}`), []);
    const broken = "{n, plural, one {# Datei} other {# Dateien Dateien Dateien}}";
    assert.deepEqual(found(source, broken), ['error: "dateien" occurs 3 times']);
  });

  it("takes linear time", () => {
    // With backtracking this would take hours: mocha's time limit ends it.
    for (const text of ["ab ".repeat(30_000), "a".repeat(100_000), "abcdefghijklmnopqrstuvwxyz ".repeat(4000)])
      found("x", text);
  });
});

import assert from "node:assert/strict";
import { numbers } from "#core/checks/rules/numbers.js";
import { findings, fixed, to } from "../checked.js";

describe("check: numbers", () => {
  it("passes the same numbers as the language writes them", () => {
    assert.deepEqual(findings(numbers, "1,000.5 of 2000", "1.000,5 von 2000"), []);
    assert.deepEqual(findings(numbers, "1,000 files", "1\u202f000 fichiers", to("fr")), []);
    assert.deepEqual(findings(numbers, "24 files", "٢٤ ملفا", to("ar")), []);
    assert.deepEqual(findings(numbers, "Use 2 of them", "Zwei davon verwenden"), []);
    assert.deepEqual(findings(numbers, "at 11:30 pm", "um 23:30 Uhr"), []);
    assert.deepEqual(findings(numbers, "%1 of {0}", "{0} von %1"), [], "placeholders are none");
  });

  it("passes dates, ranges and blanks between thousands", () => {
    assert.deepEqual(findings(numbers, "Moss, 21.03.1973", "모스, 1973.03.21", to("ko")), []);
    assert.deepEqual(findings(numbers, "1001-5000", "1001 - 5000", to("es")), []);
    assert.deepEqual(findings(numbers, "between 1 and 65535", "1-65535の間", to("ja")), []);
    assert.deepEqual(findings(numbers, "1000 messages", "1 000 messages", to("fr")), []);
    assert.deepEqual(findings(numbers, "100000 of 250,000", "100 000 sur 250 000", to("fr")), []);
    assert.deepEqual(findings(numbers, "Moss, 21.03.1973", "Moos, 22.03.1973"), [
      "error: the number 22.03.1973 is not in the source",
    ]);
    assert.deepEqual(findings(numbers, "1 to 65535", "1-65536"), ["error: the number 1-65536 is not in the source"]);
  });

  it("passes the number that names a numeral system", () => {
    assert.deepEqual(findings(numbers, "Hexadecimal value", "16진수 값", to("ko")), []);
    assert.deepEqual(findings(numbers, "Invalid hexadecimal digit", "无效的 16 进制数字", to("zh-CN")), []);
    assert.deepEqual(findings(numbers, "Hexadecimal value", "16進数の値", to("ja")), []);
    assert.deepEqual(findings(numbers, "Files", "파일 16개", to("ko")), [
      "warning: the number 16 is not in the source",
    ]);
  });

  it("finds one that is missing, new or changed", () => {
    assert.deepEqual(findings(numbers, "at most 255 letters", "so viele Zeichen"), [
      "warning: the number 255 is missing",
    ]);
    assert.deepEqual(findings(numbers, "some letters", "höchstens 255 Zeichen"), [
      "warning: the number 255 is not in the source",
    ]);
    assert.deepEqual(findings(numbers, "Step 3", "Schritt 4"), ["warning: expected the number 3, found 4"]);
    assert.deepEqual(findings(numbers, "10 of 20", "10 von 30"), ["warning: expected the number 20, found 30"]);
  });

  it("replaces a wrong one by the right one", () => {
    assert.equal(fixed(numbers, "Step 3 of 12", "Schritt 4 von 12"), "Schritt 3 von 12");
    assert.equal(fixed(numbers, "At most {0} of 255", "Höchstens {0} von 256"), "Höchstens {0} von 255");
    assert.equal(fixed(numbers, "about 1,000", "etwa 2.000"), undefined);
    assert.equal(fixed(numbers, "some", "255 davon"), undefined);
  });

  it("know names of numeral systems, codes in compounds, and versions in brackets", () => {
    assert.deepEqual(findings(numbers, "Hex code", "16進コード", to("ja")), []);
    assert.deepEqual(findings(numbers, "Decimal:", "10進:", to("ja")), []);
    assert.deepEqual(findings(numbers, "Apple VT H264 Encoder", "Apple-VT-H264-Kodierer"), []);
    assert.deepEqual(findings(numbers, "Windows 10 (1903 and up)", "Windows 10 (1903 以降)", to("ja")), []);
    assert.deepEqual(findings(numbers, "Call us", "Rufen Sie 030 (123) 4567 an"), [
      "error: the number 030 (123) 4567 is not in the source",
    ]);
  });
});

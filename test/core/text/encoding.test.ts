import assert from "node:assert/strict";
import { decodeFile } from "#core/formats/registry.js";
import { decodeText, encodeText, hasCharacter } from "#core/text/encoding.js";

describe("Encodings", () => {
  it("are recognised by the byte order mark, which stays in the text", () => {
    const bytes = (...all: number[]): Uint8Array => Uint8Array.from(all);
    assert.deepEqual(decodeText(bytes(0x41, 0xc3, 0xa4)), { text: "Aä", encoding: "utf-8" });
    assert.deepEqual(decodeText(bytes(0xef, 0xbb, 0xbf, 0x41)), { text: "\ufeffA", encoding: "utf-8" });
    assert.deepEqual(decodeText(bytes(0xff, 0xfe, 0xe4, 0x00)), { text: "\ufeffä", encoding: "utf-16le" });
    assert.deepEqual(decodeText(bytes(0xfe, 0xff, 0x00, 0xe4)), { text: "\ufeffä", encoding: "utf-16be" });
  });

  it("are written as they were read", () => {
    for (const encoding of ["utf-8", "utf-16le", "utf-16be"] as const) {
      const text = '\ufeff{"a": "ä😀"}\r\n';
      assert.deepEqual(decodeText(encodeText({ text, encoding })), { text, encoding });
    }
  });
  it("with two bytes per character get a byte order mark", () => {
    for (const encoding of ["utf-16le", "utf-16be"] as const)
      assert.deepEqual(decodeText(encodeText({ text: "ä", encoding })), { text: "\ufeffä", encoding });
  });

  it("are recognised by the file's own declaration, unless it is valid UTF-8", () => {
    const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
    const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><a>\u0080ä</a>';
    const po = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=KOI8-R\\n"\n';
    assert.deepEqual(decodeText(latin1(xml)), { text: xml, encoding: "iso-8859-1" });
    assert.deepEqual(decodeText(latin1(`${po}"\u00d0"`)), { text: `${po}"п"`, encoding: "koi8-r" });
    assert.equal(decodeText(latin1(po)).encoding, "koi8-r");
    assert.equal(decodeText(latin1(po.replace('""\n"Cont', '"Cont'))).encoding, "koi8-r");
    assert.equal(decodeText(new TextEncoder().encode(xml)).encoding, "utf-8");
    assert.equal(decodeText(new TextEncoder().encode("Shift_JIS")).encoding, "utf-8");
    assert.equal(decodeText(latin1("a=\u00e4"), "iso-8859-1").text, "a=ä");
  });

  it("with a byte for every character are written as they were read, and refuse what they lack", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, code) => code);
    const { text } = decodeText(bytes, "iso-8859-1");
    assert.deepEqual(encodeText({ text, encoding: "iso-8859-1" }), bytes);
    assert.deepEqual([...encodeText({ text: "€п", encoding: "windows-1251" })], [0x88, 0xef]);
    assert.throws(() => encodeText({ text: "a日", encoding: "iso-8859-1" }), { code: "file-write", message: /"日"/ });
    assert.deepEqual(
      ["ä", "€", "😀"].map((char) => hasCharacter("iso-8859-1", char)),
      [true, false, false],
    );
  });

  it("that do not fit are an error that says so", () => {
    assert.throws(() => decodeText(Uint8Array.from([0x41, 0xe4, 0x42])), {
      code: "format-malformed",
      message: "The file is not valid UTF-8",
    });
    assert.throws(() => decodeFile("terms.csv", Uint8Array.of(0xe4)), {
      message: "terms.csv: The file is not valid UTF-8",
    });
  });
});

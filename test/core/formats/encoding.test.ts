import assert from "node:assert/strict";
import { decodeText, encodeText } from "../../../src/core/formats/encoding.js";

describe("Encodings", () => {
  it("are told by the byte order mark, which stays in the text", () => {
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

  it("that do not fit are an error that says so", () => {
    assert.throws(() => decodeText(Uint8Array.from([0x41, 0xe4, 0x42])), {
      code: "format-malformed",
      message: "The file is not valid UTF-8",
    });
  });
});

import assert from "node:assert/strict";
import { decodeFile } from "#core/formats/registry.js";
import { strings } from "#core/formats/strings/strings.js";

describe("Apple .strings", () => {
  it("is read in UTF-16 with a byte order mark", () => {
    const bytes = Uint8Array.from(
      [...'\ufeff"a"="b";'].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]),
    );
    const { text, encoding } = decodeFile("de.lproj/Localizable.strings", bytes);
    const values = strings.read(text).units.map(({ key, value }) => [key, value]);
    assert.deepEqual([values, encoding], [[[["a"], "b"]], "utf-16le"]);
  });
});

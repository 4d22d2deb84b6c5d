import assert from "node:assert/strict";
import { posix, win32 } from "node:path";
import { uriOf } from "#cli/sarif.js";

describe("The address of a file in SARIF", () => {
  it("is relative to the folder, with slashes, however the path is written", () => {
    for (const path of ["locales/de.json", ".\\locales\\de.json", "locales\\de.json", "c:\\shop\\locales\\de.json"])
      assert.equal(uriOf(path, "C:\\shop", win32), "locales/de.json", path);
    for (const path of ["locales/de.json", "./locales/de.json", "x/../locales/de.json", "/shop/locales/de.json"])
      assert.equal(uriOf(path, "/shop", posix), "locales/de.json", path);
  });

  it("escapes what an address cannot have", () => {
    assert.equal(uriOf("my texts\\50%#1.json", "C:\\shop", win32), "my%20texts/50%25%231.json");
    assert.equal(uriOf("..new/de.json", "/shop", posix), "..new/de.json");
  });

  it("is a file: address outside of the folder", () => {
    assert.equal(uriOf("D:\\other\\de.json", "C:\\shop", win32), "file:///D:/other/de.json");
    assert.equal(uriOf("..\\other texts\\de.json", "C:\\shop", win32), "file:///C:/other%20texts/de.json");
    assert.equal(uriOf("../other/de.json", "/shop", posix), "file:///other/de.json");
  });
});

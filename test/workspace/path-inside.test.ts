import assert from "node:assert/strict";
import { posix, win32 } from "node:path";
import { pathInside } from "#workspace/path-inside.js";

describe("A path inside of a folder", () => {
  it("has slashes on Windows, and takes either there", () => {
    assert.equal(pathInside("C:\\shop", "C:\\shop\\locales\\de.json", win32), "locales/de.json");
    assert.equal(pathInside("C:/shop/", "C:/shop/locales/de.json", win32), "locales/de.json");
    assert.equal(pathInside("\\\\server\\share\\shop", "\\\\server\\share\\shop\\de.json", win32), "de.json");
  });

  it("does not distinguish the case of drives and folders on Windows", () => {
    assert.equal(pathInside("c:\\Shop", "C:\\shop\\de.json", win32), "de.json");
  });

  it("is none for a file outside: above, beside, on another drive or server", () => {
    for (const file of ["C:\\de.json", "C:\\shop2\\de.json", "D:\\shop\\de.json", "\\\\server\\shop\\de.json"])
      assert.equal(pathInside("C:\\shop", file, win32), undefined, file);
    assert.equal(pathInside("C:\\shop", "C:\\shop", win32), undefined);
    for (const file of ["/de.json", "/shop2/de.json", "/shop"])
      assert.equal(pathInside("/shop", file, posix), undefined, file);
  });

  it("may begin with dots, and have a backslash where that is a letter", () => {
    assert.equal(pathInside("/shop", "/shop/..new/de.json", posix), "..new/de.json");
    assert.equal(pathInside("/shop", "/shop/a\\b.json", posix), "a\\b.json");
  });
});

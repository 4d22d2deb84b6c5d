import assert from "node:assert/strict";
import { markedDiff } from "#core/memory/marked-diff.js";
import { diffWords, wordsOf } from "#core/memory/words.js";

describe("A marked difference", () => {
  const between = (before: string, after: string): string =>
    markedDiff(diffWords(wordsOf(before), wordsOf(after)), before, after);

  it("marks what is removed and what is added", () => {
    assert.equal(between("Open the file.", "Open the folder."), "Open the [-file-] {+folder+}.");
    assert.equal(between("Add to cart", "Add all to cart now"), "Add {+all+} to cart {+now+}");
    assert.equal(between("Could not open {name}", "Could not open"), "Could not open [-{name}-]");
  });

  it("keeps the white space of the texts", () => {
    assert.equal(between("  Save\n{0} files", "  Save\n{0}  old files"), "  Save\n{0}  {+old+} files");
    assert.equal(between("保存文件", "保存目录"), "保存[-文件-]{+目录+}");
  });
});

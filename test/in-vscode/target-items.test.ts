import assert from "node:assert/strict";
import { targetItems } from "#vscode/editor/target-items.js";

describe("The list of target languages", () => {
  const directions = ["de", "pt-BR", "zh-CN"].map((target) => ({ source: "en", target }));

  it("has each language once, and says what the small model makes of it where that is not plain", () => {
    const items = targetItems(["de", "pt-BR", "zh-CN", "de", "pt", "zh-TW", "ko"], ["de", "pt", "zh-TW"], {
      source: "en",
      directions,
      missing: new Map([["de", 3]]),
    });
    assert.deepEqual(
      items.map(({ label, description, picked, detail }) => [label, description, picked, detail]),
      [
        ["German", "de", true, "3 missing"],
        ["Brazilian Portuguese", "pt-BR", false, undefined],
        ["Simplified Chinese", "zh-CN", false, undefined],
        ["Brazilian Portuguese", "pt", true, "$(info) translated as Brazilian Portuguese (pt-BR)"],
        [
          "Traditional Chinese (Taiwan)",
          "zh-TW",
          false,
          "$(circle-slash) the small model does not translate to it: zh-TW is Traditional Chinese (Taiwan), zh-CN is Simplified Chinese",
        ],
        ["Korean", "ko", false, "$(circle-slash) the small model does not translate to it"],
      ],
    );
  });
});

import assert from "node:assert/strict";
import { findFormat } from "#core/formats/registry.js";

describe("TOML files", () => {
  it("are of this format where programs keep texts", () => {
    for (const path of [
      "i18n/en.toml",
      "active.en.toml",
      "config/locales/en.toml",
      "locales/en/settings.toml",
      "C:\\shop\\i18n\\de.toml",
    ])
      assert.equal(findFormat(path)?.name, "toml", path);
  });

  it("are none if they configure programs", () => {
    for (const path of [
      "Cargo.toml",
      "crates/en/Cargo.toml",
      "pyproject.toml",
      "netlify.toml",
      "config.toml",
      "i18n/config.toml",
      ".rustfmt.toml",
      "exampleSite/hugo.toml",
      "config/_default/menus.en.toml",
      "config/_default/languages.de.toml",
      "config\\production\\params.en.toml",
      "exampleSite/menus.en.toml",
    ])
      assert.equal(findFormat(path), undefined, path);
  });
});

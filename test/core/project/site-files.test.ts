import assert from "node:assert/strict";
import { arrangesSite, mayArrangeSite } from "#core/project/site-files.js";

/** Files without texts, with the beginning of their text. */
const ARRANGING: readonly (readonly [path: string, text: string])[] = [
  ["content/docs/meta.de.json", '{\n  "title": "Guide",\n  "pages": ["index", "---Setup---", "..."]\n}'],
  ["content/docs/de/meta.json", '{ "pages": ["...guides", "(group)/setup"] }'],
  ["docs/de/_meta.json", '[{ "type": "file", "name": "start", "label": "Start" }, "guide"]'],
  ["website/de/sidebars.json", '{ "docs": { "Getting started": ["intro", "setup/install"] } }'],
  ["docs/de/mkdocs.yml", "site_name: Shop\n"],
  ["mkdocs.de.yml", "site_name: Shop\n"],
  ["i18n/de/docusaurus-plugin-content-docs/current/guide/_category_.json", '{ "label": "Guide", "position": 2 }'],
  ["docs/de/antora.yml", "name: shop\n"],
  ["_config.de.yml", "title: Shop\n"],
  ["config/_default/menus.de.yaml", "main:\n- name: Home\n"],
  ["compiled-lang/de.json", '{ "a": [{ "type": 0, "value": "Sichern" }] }'],
  ["de/docs.json", '{ "navigation": { "groups": [] } }'],
  ["docs/de/openapi.yaml", "openapi: 3.1.0\ninfo:\n  title: Shop\n"],
  ["docs/de/swagger.json", '{"swagger": "2.0", "info": {}}'],
  ["language/de/composer.json", '{\n  "name": "shop/de",\n  "type": "shop-language"\n}'],
];

/** Files of texts with such names. */
const TEXTS: readonly (readonly [path: string, text: string])[] = [
  ["locales/de/meta.json", '{ "title": "Shop", "description": "All you need" }'],
  ["pages/_meta.de.json", '{ "index": "Introduction", "about": "About us" }'],
  ["locales/de/sidebar.json", '{ "items": ["Overview", "Sign out"] }'],
  ["compiled-lang/de.json", '{ "a": "Sichern" }'],
  ["locales/de/docs.json", '{ "title": "Documents" }'],
  ["locales/de/openapi.json", '{ "title": "The interface" }'],
  ["locales/de/package.json", '{ "title": "Package" }'],
  ["config/locales/de.yml", "de:\n  save: Save\n"],
];

describe("Files of sites", () => {
  it("that arrange pages or describe a program are no texts", () => {
    for (const [path, text] of ARRANGING) {
      assert.ok(mayArrangeSite(path), path);
      assert.ok(arrangesSite(path, text), path);
    }
  });

  it("are distinguished from texts with the same names", () => {
    for (const [path, text] of TEXTS) assert.ok(!arrangesSite(path, text), path);
  });
});

import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { openKnowledge } from "#workspace/knowledge.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

const folder = resolve("/project");
const at = (path: string): string => join(folder, ...path.split("/"));

describe("What a run may know", () => {
  const workspace = new MemoryWorkspace(folder, {
    [at(".git/HEAD")]: "",
    [at("package.json")]: '{ "name": "bookshop" }',
    [at("locales/en.json")]: '{ "save": "Save" }',
    [at("locales/de.json")]: '{ "save": "Sichern" }',
    [at("locales/shop.en.json")]: '{ "cart": "Cart" }',
    [at("locales/shop.de.json")]: '{ "cart": "Warenkorb" }',
    [at("locales/broken.en.json")]: "{",
    [at("terms.csv")]: "en,de\nbook,Buch\n",
  });
  const open = (more: object = {}) =>
    openKnowledge(workspace, {
      files: [at("locales/en.json")],
      source: "en",
      targets: ["de"],
      memories: [],
      termbases: [at("terms.csv")],
      ...more,
    });

  it("is in its files and their neighbours, in termbases and in manifests", async () => {
    const { memory, termbase, names } = await open();
    const direction = { source: "en", target: "de" };
    assert.equal(memory?.lookup("Save", direction)[0]?.entry.target, "Sichern");
    assert.equal(memory?.lookup("Cart", direction)[0]?.entry.target, "Warenkorb");
    assert.deepEqual(termbase?.find("book", direction)[0]?.targets, ["Buch"]);
    assert.deepEqual(names, [{ text: "bookshop", isSlug: true }]);
  });

  it("is no memory where none is wanted, and nothing where a named file is missing", async () => {
    assert.equal((await open({ memories: undefined })).memory, undefined);
    await assert.rejects(open({ memories: [at("m.tmx")] }), { code: "file-missing" });
    await assert.rejects(open({ termbases: [at("t.tbx")] }), { code: "file-missing" });
  });

  it("is of no other language that a file with source and target is in, as its path alone says", async () => {
    const catalog = (text: string): string => `msgid "Open"\nmsgstr "${text}"\n`;
    const both = new MemoryWorkspace(folder, {
      [at("po/shop.pot")]: catalog(""),
      [at("po/de.po")]: catalog("Öffnen"),
      [at("i18n/en_US.csv")]: "Open,Open\n",
      [at("i18n/de_DE.csv")]: "Open,Öffnen\n",
    });
    for (const file of ["po/shop.pot", "i18n/en_US.csv"]) {
      const { memory } = await openKnowledge(both, {
        files: [at(file)],
        source: "en",
        targets: ["de", "fr"],
        memories: [],
        termbases: [],
      });
      const found = (target: string) => memory?.lookup("Open", { source: "en", target })[0]?.entry.target;
      assert.deepEqual([found("de"), found("fr")], ["Öffnen", undefined], file);
    }
  });
});

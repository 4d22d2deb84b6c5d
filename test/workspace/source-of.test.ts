import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { sourceOf } from "#workspace/source-of.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

const folder = resolve("/project");
const at = (path: string): string => join(folder, ...path.split("/"));

describe("The source file of a target file", () => {
  const workspace = new MemoryWorkspace(folder, {
    [at("locales/en.json")]: '{ "save": "Save" }',
    [at("locales/de.json")]: "{}",
    [at("texts/base.json")]: "{}",
    [at("i18n.json")]: JSON.stringify({ buckets: { json: { include: ["sub/[locale].json"] } } }),
    [at("crowdin.yml")]: "files:\n  - source: /texts/base.json\n    translation: /texts/%two_letters_code%.json\n",
    [at("sub/en.json")]: "{}",
  });
  const of = (path: string): Promise<unknown> => sourceOf(workspace, at(path), "en");

  it("is derived from its path, or from settings", async () => {
    assert.deepEqual(await of("locales/de.json"), { source: at("locales/en.json"), language: "de" });
    assert.deepEqual(await of("texts/de.json"), { source: at("texts/base.json"), language: "de" });
    assert.deepEqual(await of("sub/pt-BR.json"), { source: at("sub/en.json"), language: "pt-BR" });
  });

  it("is none where there is no such file, or the file is a source", async () => {
    assert.equal(await of("other/de.json"), undefined);
    assert.equal(await of("locales/en.json"), undefined);
  });
});

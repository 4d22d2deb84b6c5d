import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { csv } from "#core/formats/csv/csv.js";
import { json } from "#core/formats/json/json.js";
import { po } from "#core/formats/po/po.js";
import { resx } from "#core/formats/resx/resx.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import type { ReadSource } from "#workspace/project-paths.js";
import { targetOf } from "#workspace/target-of.js";

describe("The target file of a source file", () => {
  let folder: string;
  let source: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-target-"));
    source = join(folder, "en.json");
    writeFileSync(source, "{}");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (): ReadSource => ({ format: json, path: source, text: "{}" });
  const named = (target: string): Promise<string> =>
    targetOf(new NodeWorkspace(folder), { source: "en", namedTarget: () => target }, read(), "de");

  it("is the named one, otherwise the one derived from the path", async () => {
    assert.equal(await named(join(folder, "other.json")), join(folder, "other.json"));
    const choice = { source: "en", namedTarget: () => undefined };
    assert.equal(await targetOf(new NodeWorkspace(folder), choice, read(), "de"), join(folder, "de.json"));
  });

  it("is not the source file, however that is named", async () => {
    symlinkSync(source, join(folder, "link.json"));
    for (const path of [source, `${folder}/./en.json`, relative(process.cwd(), source), join(folder, "link.json")])
      await assert.rejects(named(path), {
        code: "option-invalid",
        message: `Source and target file are both ${source}`,
      });
  });

  it("is not beside a file of .NET whose translations are in xlf/", async () => {
    const path = join(folder, "Strings.resx");
    const xlf = join(folder, "xlf", "Strings.de.xlf");
    mkdirSync(join(folder, "xlf"));
    writeFileSync(path, "<root/>");
    writeFileSync(xlf, "");
    const find = (target: string, name?: string): Promise<string> => {
      const choice = { source: "en", namedTarget: () => name };
      return targetOf(new NodeWorkspace(folder), choice, { format: resx, path, text: "<root/>" }, target);
    };
    await assert.rejects(find("de"), { code: "option-invalid", message: `The translations of ${path} are in ${xlf}` });
    assert.equal(await find("fr"), join(folder, "Strings.fr.resx"));
    assert.equal(await find("de", join(folder, "x.resx")), join(folder, "x.resx"), "it was named");
    writeFileSync(join(folder, "Strings.de.resx"), "");
    assert.equal(await find("de"), join(folder, "Strings.de.resx"), "there are both");
  });

  it("is no table of source and target whose name is of another language", async () => {
    const path = join(folder, "fr.csv");
    const text = '"location","source","target","id"\n"","Save","","save"\n';
    writeFileSync(path, text);
    const choice = { source: "en", namedTarget: () => undefined };
    const find = (target: string): Promise<string> =>
      targetOf(new NodeWorkspace(folder), choice, { format: csv, path, text }, target);
    assert.equal(await find("fr"), path);
    await assert.rejects(find("de"), { code: "option-invalid" });
  });

  it("may be the source file in a format that holds both", async () => {
    const choice = { source: "en", namedTarget: () => undefined };
    assert.equal(
      await targetOf(
        new NodeWorkspace(folder),
        choice,
        { format: po, path: "po/de.po", text: 'msgid "a"\nmsgstr ""\n' },
        "de",
      ),
      "po/de.po",
    );
  });

  it("of a file that holds both is its own, but not of another language's", async () => {
    const choice = { source: "en", namedTarget: () => undefined };
    const text = 'msgid "a"\nmsgstr ""\n';
    const stated = `msgid ""\nmsgstr "Language: en\\n"\n\n${text}`;
    const target = (path: string, content: string, language: string): Promise<string> =>
      targetOf(new NodeWorkspace(folder), choice, { format: po, path: join(folder, path), text: content }, language);
    assert.equal(await target("po/en.po", text, "fr"), join(folder, "po/fr.po"));
    assert.equal(await target("po/en.po", stated, "fr"), join(folder, "po/fr.po"));
    assert.equal(await target("po/de.po", text, "de-AT"), join(folder, "po/de.po"));
    assert.equal(await target("po/shop.po", text, "fr"), join(folder, "po/shop.po"));
    await assert.rejects(target("po/de.po", text, "fr"), {
      code: "option-invalid",
      message: /its language is de, not fr/,
    });
  });

  it("is asked of the source file where a translation is named", async () => {
    writeFileSync(join(folder, "de.json"), "{}");
    const choice = { source: "en", namedTarget: () => undefined };
    const translation = { format: json, path: join(folder, "de.json"), text: "{}" };
    await assert.rejects(targetOf(new NodeWorkspace(folder), choice, translation, "de"), {
      code: "language-unknown",
      message: `${translation.path} is a translation from ${source} into de`,
    });
  });
});

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { BUNDLED, TINY } from "../support/bundled-model.js";
import { useCli } from "./use-cli.js";

describe("routelmt where a file cannot be written", () => {
  const { routelmt, write, read, exists, at, list } = useCli(TINY);
  beforeEach(() => {
    write("project/locales/en.json", '{ "copy": "Duplicate Invoice" }\n');
    mkdirSync(at("project/.git"));
    write("user/settings.json", '{ "editor.tabSize": 2 }\n');
  });

  it("translates into the others, reports it, and fails", async () => {
    write("project/locales/en.json", '{ "save": "Save" }\n');
    symlinkSync("../../user/settings.json", at("project/locales/fr.json"));
    write("project/locales/es.json", "{}\n");
    chmodSync(at("project/locales/es.json"), 0o444);
    const args = ["translate", "project/locales/en.json", "--to", "fr,es,de,it", "--json", "--model", BUNDLED];
    const { code, out, err } = await routelmt(args);
    assert.equal(code, 3, err);
    assert.match(err, /fr\.json cannot be written: it leads to .*settings\.json, outside the project/);
    assert.match(err, /es\.json cannot be written: it is read-only\.\nMake it writable/);
    const { files, failed } = JSON.parse(out);
    assert.deepEqual(
      [files, failed].map((all: readonly { readonly path: string }[]) => all.map(({ path }) => path.slice(-7))),
      [
        ["de.json", "it.json"],
        ["fr.json", "es.json"],
      ],
    );
    assert.equal(JSON.parse(read("project/locales/de.json")).save, "Speichern");
    assert.equal(read("user/settings.json"), '{ "editor.tabSize": 2 }\n');
    assert.equal(read("project/locales/es.json"), "{}\n");
    assert.deepEqual(list("project/locales"), ["de.json", "en.json", "es.json", "fr.json", "it.json"]);
  });

  it("writes nothing where no target, or no record, can be written", async () => {
    mkdirSync(at("elsewhere"));
    for (const [link, to] of [
      ["project/locales/de.json", "../../user/settings.json"],
      ["project/.routelmt", "../elsewhere"],
    ] as const) {
      symlinkSync(to, at(link));
      const { code, err } = await routelmt(["translate", "project/locales/en.json", "--to", "de"]);
      assert.deepEqual([code, /outside the project/.test(err)], [2, true], err);
      const pseudo = await routelmt(["pseudo", "project/locales/en.json", "--out", "project/locales/de.json"]);
      if (link.endsWith("de.json")) assert.equal(pseudo.code, 2, pseudo.out);
      assert.equal(read("user/settings.json"), '{ "editor.tabSize": 2 }\n');
      rmSync(at(link));
    }
    assert.deepEqual(list("elsewhere"), []);
    symlinkSync("../user/settings.json", at("project/memory.json"));
    const memory = await routelmt(["memory", "project/locales/en.json", "--to", "de", "--out", "project/memory.json"]);
    assert.equal(memory.code, 2, memory.err);
    assert.equal(read("user/settings.json"), '{ "editor.tabSize": 2 }\n');
    await routelmt(["translate", "project/locales/en.json", "--to", "es"]);
    assert.ok(exists("project/.routelmt/sources.jsonl") && !exists(".routelmt"), "in the repository, not above it");
  });

  it("undoes what it can, and the rest when that can be written again", async () => {
    await routelmt(["translate", "project/locales/en.json", "--to", "de,it"]);
    chmodSync(at("project/locales/de.json"), 0o444);
    const first = await routelmt(["undo", "project"]);
    assert.equal(first.code, 3, first.out);
    assert.match(first.err, /de\.json cannot be/);
    assert.ok(!exists("project/locales/it.json"));
    chmodSync(at("project/locales/de.json"), 0o644);
    assert.equal((await routelmt(["undo", "project"])).code, 0);
    assert.ok(!exists("project/locales/de.json"));
    assert.match((await routelmt(["undo", "project"])).out, /no run to undo/);
  });

  it("accepts and records what it can, and fails", async () => {
    for (const name of ["a", "b"]) {
      write(`project/${name}/locales/en.json`, '{ "save": "Save" }\n');
      write(`project/${name}/locales/de.json`, '{ "save": "Sichern" }\n');
    }
    write("project/a/.routelmt/sources.jsonl", "");
    chmodSync(at("project/a/.routelmt/sources.jsonl"), 0o444);
    const { code, out, err } = await routelmt(["accept", "project"]);
    assert.deepEqual([code, out], [3, "1 translation accepted as up to date\n"], err);
    assert.match(err, /sources\.jsonl cannot be written: it is read-only/);
    assert.match(read("project/.routelmt/sources.jsonl"), /b\/locales\/de\.json/);
  });
});

import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { countStates } from "#core/status/language-state.js";
import { accept } from "#workspace/accept.js";
import { findProject } from "#workspace/find-project.js";
import { languageStateOf, languagesIn, type ProjectScope, projectStatus } from "#workspace/project-status.js";
import { SourceRecords } from "#workspace/source-records.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

const folder = resolve("/project");
const at = (path: string): string => join(folder, ...path.split("/"));

function workspaceOf(files: Readonly<Record<string, string>>): MemoryWorkspace {
  return new MemoryWorkspace(folder, Object.fromEntries(Object.entries(files).map(([path, text]) => [at(path), text])));
}

const scope = (more: Partial<ProjectScope> = {}): ProjectScope => ({
  folder,
  source: "en",
  targets: [],
  namedTarget: () => undefined,
  ...more,
});

describe("The state of a project", () => {
  const files = {
    "locales/en.json": '{ "save": "Save", "open": "Open" }',
    "locales/de.json": '{ "save": "Sichern" }',
    "locales/fr.json": "{",
    "node_modules/x/locales/en.json": "{}",
    "src/strings/main.json": '{ "quit": "Quit" }',
    "src/crowdin.yml": "files:\n  - source: /strings/main.json\n    translation: /strings/%two_letters_code%.json\n",
    "src/strings/de.json": '{ "quit": "Beenden" }',
  };

  it("has every language of every file, and what cannot be read", async () => {
    const workspace = workspaceOf(files);
    const { states, failed } = await projectStatus(workspace, scope(), new SourceRecords(workspace));
    assert.deepEqual(
      states.map(({ language, target, state }) => [language, target, countStates([state]).missing]),
      [["de", at("locales/de.json"), 1]],
    );
    assert.deepEqual(
      failed.map(({ language, target, error }) => [language, target, error.code]),
      [["fr", at("locales/fr.json"), "format-malformed"]],
    );
    await assert.rejects(projectStatus(workspaceOf({ "a.txt": "" }), scope(), new SourceRecords(workspace)), {
      code: "file-missing",
      message: /No files with translations/,
    });
    await assert.rejects(projectStatus(workspaceOf({}), scope(), new SourceRecords(workspace)), {
      code: "file-missing",
      message: /There is no folder/,
    });
  });

  it("has the files that a language lacks, if it has most of the others", async () => {
    const missing = async (more: Readonly<Record<string, string>>): Promise<string[]> => {
      const workspace = workspaceOf({
        "locales/en/common.json": '{ "save": "Save" }',
        "locales/en/shop.json": '{ "open": "Open", "quit": "Quit" }',
        "locales/en/empty.json": "{}",
        "locales/de/common.json": '{ "save": "Sichern" }',
        ...more,
      });
      const { states } = await projectStatus(workspace, scope(), new SourceRecords(workspace));
      return states.flatMap(({ target, state }) =>
        countStates([state]).missing > 0 ? [`${target.slice(folder.length + 1)}: ${countStates([state]).missing}`] : [],
      );
    };
    const others = { "locales/de/menu.json": "{}", "locales/en/menu.json": '{ "file": "File" }' };
    assert.deepEqual(
      await missing(others),
      ["locales/de/menu.json: 1", "locales/de/shop.json: 2"].map((one) => join(...one.split("/"))),
    );
    // One file of four is no translation of the project.
    assert.deepEqual(
      await missing({ ...others, "locales/fr/common.json": '{ "save": "Enregistrer" }' }),
      ["locales/de/menu.json: 1", "locales/de/shop.json: 2"].map((one) => join(...one.split("/"))),
    );
  });

  it("has the files that settings of other tools and people name", async () => {
    const workspace = workspaceOf(files);
    const [group] = await findProject(workspace, at("src"), ["en"]);
    assert.deepEqual(group, {
      kind: "source",
      path: at("src/strings/main.json"),
      targets: new Map([["de", at("src/strings/de.json")]]),
    });
    const named = scope({
      targets: ["de", "es"],
      namedTarget: (_source, language) => at(`out/${language}.json`),
    });
    assert.deepEqual(
      (await languagesIn(workspace, group ?? assert.fail(), scope({ targets: ["es"] }))).map(({ target }) => target),
      [at("src/strings/de.json"), at("src/strings/es.json")],
    );
    const languages = await languagesIn(workspace, group ?? assert.fail(), named);
    assert.deepEqual(
      languages.map(({ target }) => target),
      [at("out/de.json"), at("out/es.json")],
    );
    const own = scope({ targets: ["es"], namedTarget: ({ path }) => path });
    await assert.rejects(languagesIn(workspace, group ?? assert.fail(), own), { code: "option-invalid" });
  });

  it("is that of texts that somebody accepted, or changed since", async () => {
    const workspace = workspaceOf(files);
    const records = new SourceRecords(workspace);
    const one = { language: "de", source: at("locales/en.json"), target: at("locales/de.json") };
    assert.equal(await accept(workspace, records, { ...one, from: "en" }), 1);
    assert.equal(await accept(workspace, records, { ...one, from: "en" }), 0);
    assert.match(
      workspace.files.get(at(".routelmt/sources.jsonl"))?.text ?? "",
      /^\["locales\/de\.json","de",\["save"\]/,
    );
    workspace.files.set(one.source, { text: '{ "save": "Save now", "open": "Open" }', encoding: "utf-8" });
    const state = await languageStateOf(workspace, records, one, "en");
    assert.deepEqual([state.stale.length, state.missing.length], [1, 1]);
    assert.equal(await accept(workspace, records, { ...one, from: "en", only: [["save"]] }), 1);
    assert.equal((await languageStateOf(workspace, records, one, "en")).stale.length, 0);
    assert.equal(await accept(workspace, records, { ...one, target: at("locales/es.json"), from: "en" }), 0);
    assert.ok(!workspace.files.has(at("locales/es.json")));
  });

  it("counts a mark in the file until it is accepted, and takes it away", async () => {
    const po = 'msgid ""\nmsgstr "Language: de\\n"\n\n#, fuzzy\nmsgid "Save"\nmsgstr "Sichern"\n';
    const workspace = workspaceOf({ "po/de.po": po });
    const records = new SourceRecords(workspace);
    const one = { language: "de", source: at("po/de.po"), target: at("po/de.po"), from: "en" };
    assert.equal(await accept(workspace, records, one), 0);
    assert.equal(workspace.files.get(at("po/de.po"))?.text, po);
    await accept(workspace, records, { ...one, only: [["Save"]] });
    assert.doesNotMatch(workspace.files.get(at("po/de.po"))?.text ?? "", /fuzzy/);
  });
});

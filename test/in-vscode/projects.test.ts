import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ProjectFiles } from "#core/project/file-groups.js";
import { vscodeWorkspace } from "#vscode/editor/files.js";
import { Projects } from "#vscode/state/projects.js";
import { SourceRecords } from "#workspace/source-records.js";
import { inWorkspace, write } from "./files.js";

describe("The projects of a window", () => {
  let folder: string;
  let projects: Projects;
  beforeEach(async () => {
    folder = `projects-${Date.now()}`;
    for (const shop of ["one", "two"]) {
      await write(`${folder}/${shop}/locales/en.json`, '{ "save": "Save", "open": "Open" }\n');
      await write(`${folder}/${shop}/locales/de.json`, '{ "save": "Sichern" }\n');
    }
    await write(`${folder}/three/translations.json`, '{ "en": { "save": "Save" }, "de": { "save": "Sichern" } }\n');
    projects = new Projects(new SourceRecords(vscodeWorkspace));
  });
  afterEach(async () => {
    projects.dispose();
    await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
  });

  /** Writes as a run does. */
  async function replace(path: string, text: string): Promise<void> {
    const { fsPath } = inWorkspace(`${folder}/${path}`);
    await vscodeWorkspace.replace(fsPath, await vscodeWorkspace.read(fsPath), { text, encoding: "utf-8" });
  }

  /** The group of a file, with its workspace folder. */
  async function group(path: string): Promise<[vscode.WorkspaceFolder, ProjectFiles]> {
    for (const { folder: own, groups } of await projects.folders()) {
      const files = groups.find((one) => one.path === inWorkspace(`${folder}/${path}`).fsPath);
      if (files) return [own, files];
    }
    throw new Error(`${path} belongs to no group.`);
  }

  const missing = async (path: string): Promise<string[]> => {
    const languages = await projects.read(...(await group(path)));
    return languages.map((one) => ("state" in one ? `${one.language} ${one.state.missing.length}` : String(one.error)));
  };

  it("are not read again when a file of another project changes", async () => {
    assert.deepEqual(await missing("one/locales/en.json"), ["de 1"]);
    const folders = await projects.folders();
    const [one, two] = [await group("one/locales/en.json"), await group("two/locales/en.json")];
    const [ofOne, ofTwo] = [projects.languagesIn(...one), projects.languagesIn(...two)];
    await replace("one/locales/de.json", '{ "save": "Sichern", "open": "Öffnen" }\n');
    assert.equal(await projects.folders(), folders);
    assert.notEqual(projects.languagesIn(...one), ofOne);
    assert.equal(projects.languagesIn(...two), ofTwo);
    assert.deepEqual(await missing("one/locales/en.json"), ["de 0"]);
    assert.deepEqual(await missing("two/locales/en.json"), ["de 1"]);
  });

  it("are read again when a file comes or goes, or when the text of one decides what belongs together", async () => {
    assert.deepEqual(await missing("three/translations.json"), ["de 0"]);
    await replace("one/locales/fr.json", "{}\n");
    assert.deepEqual(await missing("one/locales/en.json"), ["de 1", "fr 2"]);
    const french = inWorkspace(`${folder}/one/locales/fr.json`).fsPath;
    const before = await vscodeWorkspace.read(french);
    assert.ok(before);
    await vscodeWorkspace.remove(french, before);
    assert.deepEqual(await missing("one/locales/en.json"), ["de 1"]);
    await replace("three/translations.json", '{ "save": "Save" }\n');
    await assert.rejects(group("three/translations.json"), /belongs to no group/);
  });

  it("are those on disk, although work that began before a file came goes on", async () => {
    const before = await group("one/locales/en.json");
    await replace("one/locales/fr.json", "{}\n");
    const now = await group("one/locales/en.json");
    // As a view does that is still going through what it was given.
    const [old, current] = await Promise.all([projects.languagesIn(...before), projects.languagesIn(...now)]);
    assert.deepEqual([old.length, current.length], [1, 2]);
  });
});

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { NodeWorkspace } from "#node/node-workspace.js";
import { placeToWrite } from "#node/write-place.js";

describe("The place of a write", () => {
  let root: string;
  let project: string;
  /** Paths that must not be written to. */
  let outside: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "routelmt-place-")));
    project = join(root, "project");
    outside = join(root, "outside");
    for (const folder of [join(project, "locales"), join(project, "shared"), join(outside, "de")])
      mkdirSync(folder, { recursive: true });
    writeFileSync(join(outside, "settings.json"), "{}");
    writeFileSync(join(project, "shared", "de.json"), "{}");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const link = (path: string, to: string): void => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    symlinkSync(to, join(project, path));
  };
  const write = async (path: string): Promise<void> => {
    const workspace = new NodeWorkspace(project);
    await workspace.checkWritable(join(project, path));
    const before = await workspace.read(join(project, path));
    await workspace.replace(join(project, path), before, { text: "{ }", encoding: "utf-8" });
  };
  const refuses = async (path: string): Promise<void> => {
    await assert.rejects(write(path), { code: "file-write" }, path);
    const place = placeToWrite(join(project, path), { project });
    await assert.rejects(place, /cannot be written: /);
    assert.equal(readFileSync(join(outside, "settings.json"), "utf8"), "{}");
  };
  /** Tests both a folder without a repository and a clone. */
  const everywhere = async (work: () => Promise<void>): Promise<void> => {
    await work();
    mkdirSync(join(project, ".git"));
    await work();
  };

  it("is not read through a link out of the project, but a file named outside of it is", async () => {
    link("locales/en.json", "../../outside/settings.json");
    link("linked", outside);
    mkdirSync(join(project, ".git"));
    writeFileSync(join(project, ".git", "config"), "[remote]\ntoken = x\n");
    link("locales/en.ini", "../.git/config");
    link("locales/pt.json", "../shared/de.json");
    symlinkSync(join(outside, "settings.json"), join(root, "terms.json"));
    for (const at of [project, root, tmpdir()]) {
      const workspace = new NodeWorkspace(at);
      for (const path of ["locales/en.json", "linked/settings.json", "locales/en.ini"])
        await assert.rejects(workspace.read(join(project, path)), { code: "file-missing" }, path);
      assert.equal((await workspace.read(join(project, "locales/pt.json")))?.text, "{}");
    }
    const workspace = new NodeWorkspace(project);
    assert.equal((await workspace.read(join(root, "terms.json")))?.text, "{}");
    assert.equal((await workspace.read(join(outside, "settings.json")))?.text, "{}");
  });

  it("is no file outside the project that a link leads to", async () => {
    link("locales/de.json", "../../outside/settings.json");
    link("locales/fr.json", join(outside, "settings.json"));
    link("locales/chain.json", "es.json");
    link("locales/es.json", "it.json");
    link("locales/it.json", "../up/outside/settings.json");
    link("up", "..");
    await everywhere(async () => {
      for (const name of ["de", "fr", "chain", "es", "it"]) await refuses(`locales/${name}.json`);
    });
  });

  it("is never in a folder outside the project that a link leads to, even if the folder does not exist yet", async () => {
    link("locales/de", "../../outside/de");
    link(".routelmt", "../outside");
    link("res", outside);
    link("a/b", "../locales/de");
    await everywhere(async () => {
      for (const path of [
        "locales/de/shop.json",
        "locales/de/new/shop.json",
        ".routelmt/sources.jsonl",
        "res/values-de/strings.xml",
        "a/b/shop.json",
      ])
        await refuses(path);
    });
  });

  it("is not in another repository that a link leads to", async () => {
    mkdirSync(join(outside, ".git"));
    link("locales/de", outside);
    await everywhere(() => refuses("locales/de/shop.json"));
  });

  it("is not outside where nothing says what the project is", async () => {
    link("locales/de", outside);
    link("locales/fr.json", join(outside, "settings.json"));
    for (const path of ["locales/de/shop.json", "locales/fr.json"])
      await assert.rejects(placeToWrite(join(project, path), { project: homedir() }), { code: "file-write" });
    await placeToWrite(join(project, "shared", "de.json"), { project: homedir() });
  });

  it("follows links within the project, and within its repository", async () => {
    link("locales/de.json", "../shared/de.json");
    link("locales/fr", "../shared");
    await write("locales/de.json");
    assert.equal(readFileSync(join(project, "shared", "de.json"), "utf8"), "{ }");
    await write("locales/fr/fr.json");
    assert.equal(readFileSync(join(project, "shared", "fr.json"), "utf8"), "{ }");
    mkdirSync(join(root, ".git"));
    link("locales/es.json", "../../outside/settings.json");
    await write("locales/es.json");
    assert.equal(readFileSync(join(outside, "settings.json"), "utf8"), "{ }");
    const closed = placeToWrite(join(project, "locales", "es.json"), { project, isClosed: true });
    await assert.rejects(closed, { code: "file-write" });
  });

  it("follows links above the project, and none that leads nowhere", async () => {
    symlinkSync(project, join(root, "other-name"));
    mkdirSync(join(project, ".git"));
    const there = join(root, "other-name", "locales", "de.json");
    assert.equal((await placeToWrite(there, { project: outside })).path, join(project, "locales", "de.json"));
    link("locales/fr.json", "../../outside/new.json");
    await write("locales/fr.json");
    assert.equal(readFileSync(join(project, "locales", "fr.json"), "utf8"), "{ }");
    link("locales/es", "../../outside/new");
    await refuses("locales/es/shop.json");
    link("locales/it.json", "it.json");
    await refuses("locales/it.json");
  });

  it("is no file of the repository, and none of another kind, that a link in the project leads to", async () => {
    mkdirSync(join(project, ".git", "hooks"), { recursive: true });
    mkdirSync(join(project, ".vscode"));
    writeFileSync(join(project, ".vscode", "settings.json"), "{}");
    writeFileSync(join(project, "run.sh"), "");
    link("locales/de", "../.git/hooks");
    link("locales/fr.json", "../.vscode/settings.json");
    link("locales/es.json", "../run.sh");
    for (const path of ["locales/de/shop.json", "locales/fr.json", "locales/es.json", ".git/hooks/de.json"])
      await refuses(path);
  });

  it("is no folder, pipe, or file that is read-only", async () => {
    if (process.platform === "win32") return;
    mkdirSync(join(project, "de.json"));
    spawnSync("mkfifo", [join(project, "fr.json")]);
    writeFileSync(join(project, "es.json"), "{}");
    chmodSync(join(project, "es.json"), 0o444);
    link("it.json", "es.json");
    for (const name of ["de", "fr", "es", "it"])
      await assert.rejects(placeToWrite(join(project, `${name}.json`), { project }), { code: "file-write" }, name);
    await assert.rejects(
      placeToWrite(join(project, "es.json"), { project }),
      /es\.json cannot be written: it is read-only$/,
    );
    assert.equal(readFileSync(join(project, "es.json"), "utf8"), "{}");
    await assert.rejects(placeToWrite(join(project, "es.json", "de.json"), { project }), { code: "file-write" });
  });

  it("is that of a file with several names", async () => {
    linkSync(join(project, "shared", "de.json"), join(project, "locales", "de.json"));
    await write("locales/de.json");
    assert.equal(readFileSync(join(project, "locales", "de.json"), "utf8"), "{ }");
  });
});

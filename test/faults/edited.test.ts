import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import { assertTold, type Ended, FaultProject } from "../support/fault-project.js";
import { useTranslatingServer } from "../support/translating-server.js";

const SOURCE = "locales/en/part0.json";
const TARGET = "locales/de/part0.json";
const BOUGHT = { open: "Öffne Seite 0 des Berichts", close: "Schließe Seite 1 des Berichts" };

describe("A file that somebody changes while a run waits for the large model", () => {
  const server = useTranslatingServer();
  let project: FaultProject;
  beforeEach(() => {
    project = new FaultProject({ sources: 1 });
    project.write(TARGET, '{ "typed": "Von Hand" }\n');
    server.delay = 400;
  });
  afterEach(() => project.remove());

  /** Buys, and calls back when the request is sent and the local translations are in the files. */
  async function buyWhile(change: () => void): Promise<Ended> {
    server.onRequest = (count) => void (count === 1 && change());
    const ended = await project.buy(server);
    assertTold(ended, ended.err);
    const { counted } = await project.ledger();
    assert.ok(Math.abs(counted - server.billed) < 1e-9, "what was billed is counted");
    return ended;
  }

  /** An answer that was bought but not used is not bought again. */
  async function assertPaidOnce(): Promise<void> {
    server.onRequest = undefined;
    const again = await project.buy(server, ["--buy"]);
    assert.equal(again.code, 0, again.err);
    assert.equal(server.asked.length, 2, "nothing is bought twice");
  }

  it("edited: what was typed stays, and the rest is written", async () => {
    const { code, out } = await buyWhile(() => {
      project.write(TARGET, JSON.stringify({ ...project.values(TARGET), open: "Von Hand", more: "Mehr" }));
    });
    assert.equal(code, 0);
    assert.match(out, /1 edited meanwhile and kept: open/);
    const typed = { typed: "Von Hand", more: "Mehr" };
    assert.deepEqual(project.values(TARGET), { ...typed, open: "Von Hand", close: BOUGHT.close });
    await assertPaidOnce();
    assert.equal(project.values(TARGET)["open"], "Von Hand");
  });

  it("edited so that it is malformed: it is left alone and reported, and what was paid for is kept", async () => {
    const broken = '{ "open": "Von Ha';
    const { code, err } = await buyWhile(() => project.write(TARGET, broken));
    assert.equal(code, 3, err);
    assert.match(err, /part0\.json/);
    assert.equal(project.read(TARGET), broken);
    project.write(TARGET, "{}\n");
    await assertPaidOnce();
    assert.deepEqual(project.values(TARGET), BOUGHT);
  });

  it("deleted: what was bought is written", async () => {
    const { code, err } = await buyWhile(() => rmSync(project.at(TARGET)));
    assert.equal(code, 0, err);
    assert.deepEqual(project.values(TARGET), BOUGHT);
  });

  it("renamed: the file under its new name is left alone, and nothing that was paid is lost", async () => {
    const { code, err } = await buyWhile(() => renameSync(project.at(TARGET), project.at("locales/de/moved.json")));
    assert.equal(code, 0, err);
    assert.equal(project.values("locales/de/moved.json")["typed"], "Von Hand");
    assert.deepEqual(project.values(TARGET), BOUGHT);
  });

  it("its folder deleted: what was bought is written", async () => {
    const { code, err } = await buyWhile(() => rmSync(project.at("locales/de"), { recursive: true }));
    assert.equal(code, 0, err);
    assert.deepEqual(project.values(TARGET), BOUGHT);
  });

  it("on another branch: what is there stays, and a source that differs there makes no translation look up to date", async () => {
    for (const one of [".git", "locales/de"]) rmSync(project.at(one), { recursive: true });
    const git = (...args: string[]): void => {
      const user = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
      execFileSync("git", [...user, ...args], { cwd: project.folder, stdio: "pipe" });
    };
    git("init", "-q", "-b", "main");
    git("add", "locales/en");
    git("commit", "-qm", "English");
    git("checkout", "-qb", "other");
    project.write(SOURCE, JSON.stringify({ open: "Open page 0 of the report", close: "Close the whole window" }));
    project.write(TARGET, JSON.stringify({ open: "Öffnen" }));
    git("add", "locales");
    git("commit", "-qm", "Other");
    git("checkout", "-q", "main");
    const { code, err, out } = await buyWhile(() => git("checkout", "-qf", "other"));
    assert.equal(code, 0, err);
    assert.equal(project.values(TARGET)["open"], "Öffnen", out);
    const status = await project.start(["status", "--list"]).end;
    const { close } = project.values(TARGET);
    if (close !== undefined) assert.match(status.out, /close/, "stale, as its source is another here");
    git("stash", "-qu");
    git("checkout", "-q", "main");
    await assertPaidOnce();
    assert.deepEqual(project.values(TARGET), BOUGHT);
    assert.ok(existsSync(project.at(SOURCE)));
  });
});

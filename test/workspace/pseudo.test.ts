import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { openPseudo, type PseudoJob, writePseudo } from "#workspace/pseudo.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

const folder = resolve("/project");
const at = (path: string): string => join(folder, ...path.split("/"));

describe("A pseudo-localised file", () => {
  it("is made at the target's place, and only written if it differs", async () => {
    const workspace = new MemoryWorkspace(folder, { [at("locales/en.json")]: '{ "save": "Save" }' });
    const choice = { source: "en", namedTarget: () => undefined };
    const open = (): Promise<PseudoJob> => openPseudo(workspace, choice, at("locales/en.json"), "qps-ploc");
    const job = await open();
    assert.deepEqual([job.targetPath, job.before, job.pseudo.written], [at("locales/qps-ploc.json"), undefined, 1]);
    assert.ok(!workspace.files.has(job.targetPath));
    await writePseudo(workspace, job);
    assert.equal(workspace.files.get(job.targetPath)?.text, job.after.text);
    assert.equal((await open()).pseudo.written, 0);
    await assert.rejects(writePseudo(workspace, job), { code: "file-changed" });
    workspace.readOnly.add(job.targetPath);
    await assert.rejects(open(), { code: "file-write" });
    await assert.rejects(openPseudo(workspace, choice, at("en.json"), "qps-ploc"), { code: "file-missing" });
  });
});

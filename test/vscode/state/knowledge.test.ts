import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NodeWorkspace } from "#node/node-workspace.js";
import { ProjectKnowledge } from "#vscode/state/knowledge.js";

const direction = { source: "en", target: "de" };

describe("The editor's memory and termbase", () => {
  let folder: string;
  const knowledge = new ProjectKnowledge(new NodeWorkspace());
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const settings = (memories: string[] | undefined, termbases: string[]) => ({ source: "en", memories, termbases });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-knowledge-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("name the setting that names a missing or malformed file, the file and the place", async () => {
    const bad = file("bad.tmx", "<tmx>\n<body>");
    const source = file("en.json", "{}");
    const missing = join(folder, "terms.csv");
    await assert.rejects(knowledge.open([source], settings([bad], []), ["de"]), {
      code: "format-malformed",
      message: /^The setting routelmt\.memory\.files cannot be used: .*bad\.tmx: .* line 2/,
    });
    await assert.rejects(knowledge.open([source], settings([], [missing]), ["de"]), {
      code: "file-missing",
      message: /^The setting routelmt\.termbase\.files cannot be used: There is no file .*terms\.csv$/,
    });
  });

  it("are empty where the memory is off and no termbase is named", async () => {
    const source = file("en.json", '{ "a": "Save" }');
    file("de.json", '{ "a": "Sichern" }');
    assert.deepEqual(await knowledge.open([source], settings(undefined, []), ["de"]), {});
    const { memory } = await knowledge.open([source], settings([], []), ["de"]);
    assert.equal(memory?.lookup("Save", direction)[0]?.entry.target, "Sichern");
  });

  it("keep a termbase until its file changes", async () => {
    const terms = settings([], [file("terms.csv", "en,de\ncart,Warenkorb\n")]);
    const first = await knowledge.termbase(terms);
    assert.equal(await knowledge.termbase(terms), first);
    file("terms.csv", "en,de\ncart,Einkaufswagen\n");
    assert.deepEqual((await knowledge.termbase(terms))?.find("cart", direction)[0]?.targets, ["Einkaufswagen"]);
  });
});

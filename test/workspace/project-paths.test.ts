import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { json } from "#core/formats/json/json.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { ProjectPaths } from "#workspace/project-paths.js";

describe("The paths that another tool's settings tell", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-layout-"));
    writeFileSync(
      join(folder, "i18n.json"),
      '{"locale": {"source": "en"}, "buckets": {"json": {"include": ["[locale]/shop.json"]}}}',
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("answers with a path like the one that was asked for: absolute or relative", async () => {
    const paths = await ProjectPaths.above(new NodeWorkspace(folder), folder);
    const target = join(folder, "de", "shop.json");
    const of = (path: string): Promise<string> =>
      paths.targetFileOf({ format: json, path, text: "{}" }, { source: "en", target: "de" });
    assert.equal(await of(join(folder, "en", "shop.json")), target);
    assert.equal(await of(`${folder}/./en//shop.json`), target);
    assert.equal(await of(relative(process.cwd(), join(folder, "en", "shop.json"))), relative(process.cwd(), target));
  });

  it("ignores devices, pipes, folders and files too large for settings", async () => {
    if (process.platform === "win32") return;
    rmSync(join(folder, "i18n.json"));
    symlinkSync("/dev/zero", join(folder, "crowdin.yml"));
    spawnSync("mkfifo", [join(folder, "i18n.json")]);
    mkdirSync(join(folder, "crowdin.yaml"));
    writeFileSync(join(folder, "i18next-parser.config.json"), '{"output": "$LOCALE/shop.json"}');
    truncateSync(join(folder, "i18next-parser.config.json"), 2 * 1024 ** 3);
    const paths = await ProjectPaths.above(new NodeWorkspace(folder), folder);
    assert.deepEqual(paths.globsIn(folder), []);
  });
});

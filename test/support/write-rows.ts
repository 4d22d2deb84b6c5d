import { join } from "node:path";
import { csv } from "#core/formats/csv/csv.js";
import { keyId } from "#core/formats/format.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { rewrite } from "#workspace/rewrite.js";
import { SourceRecords } from "#workspace/source-records.js";

/** A separate program: writes one language of `texts.csv` in a folder row by row, and records each. */
const [folder = "", language = "", rows = ""] = process.argv.slice(2);
const workspace = new NodeWorkspace(folder);
const records = new SourceRecords(workspace);
const path = join(folder, "texts.csv");
const keys = Array.from({ length: Number(rows) }, (_, row) => [`key${row}`]);
for (const key of keys) {
  await rewrite(workspace, path, (current) => ({
    text: csv.write(current?.text ?? "", [{ key, value: `${key} in ${language}` }], { source: "en", language }),
    result: undefined,
  }));
  const made = { key, source: "text", target: `${key} in ${language}`, author: "routelmt" } as const;
  await records.update(path, language, [made], new Set(keys.map(keyId)));
}

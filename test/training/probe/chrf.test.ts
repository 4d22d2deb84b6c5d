import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { chrf } from "../../../models/training/probe/chrf.js";
import { readTable } from "../../../models/training/probe/tsv.js";

describe("chrF++", () => {
  it("equals sacreBLEU's sentence score to 0.01", () => {
    // Made by: python -m routelmt_training.chrf_scores (models/training/README.md)
    const rows = readTable(readFileSync("test/fixtures/probe/sacrebleu-chrf.tsv", "utf8"), [
      "hypothesis",
      "reference",
      "score",
    ]);
    assert.ok(rows.length >= 600);
    for (const row of rows) {
      const score = chrf(row["hypothesis"] ?? "", row["reference"] ?? "");
      assert.ok(Math.abs(score - Number(row["score"])) < 0.01, `${row["hypothesis"]} / ${row["reference"]}: ${score}`);
    }
  });

  it("is 100 for the reference itself and 0 for nothing in common", () => {
    assert.equal(chrf("Datei öffnen", "Datei öffnen"), 100);
    assert.equal(chrf("abc", "xyz"), 0);
    assert.equal(chrf("", "xyz"), 0);
  });
});

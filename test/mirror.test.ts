import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path/posix";
import { filesOf } from "./support/ts-files.js";

/** The folders that tests mirror, if not in `src/`; `undefined` for none. */
const MIRRORED: Readonly<Record<string, string | undefined>> = {
  scripts: "scripts",
  training: "models/training",
  "in-vscode": undefined,
  e2e: undefined,
  properties: undefined,
  faults: undefined,
};

/** Tests that belong to several files, or to no code. */
const ACROSS_FILES: ReadonlySet<string> = new Set([
  "architecture.test.ts",
  "examples.test.ts",
  "mirror.test.ts",
  "reliability.test.ts",
  // Whole runs of the command line.
  "cli/buying.test.ts",
  "cli/drafts.test.ts",
  "cli/knowledge.test.ts",
  "cli/unwritable.test.ts",
  "cli/languages.test.ts",
  "cli/sums.test.ts",
  "cli/tool-settings.test.ts",
  "cli/two-at-once.test.ts",
  // Every check, message reader and format.
  "core/adversarial.test.ts",
  // Every format.
  "core/formats/cases.test.ts",
  "core/formats/contract.test.ts",
  "core/formats/hostile.test.ts",
  "core/formats/webshop.test.ts",
  // One subject, through all stages of a job.
  "core/translate/drafts.test.ts",
  "core/translate/formality.test.ts",
  "core/translate/knowledge.test.ts",
  "core/translate/orders.test.ts",
  "core/translate/outcomes.test.ts",
  "core/translate/plurals.test.ts",
  "small-model/placeholders.test.ts",
  "vscode/package-json.test.ts",
]);

/** Whether a test, by its path below `test/`, is about a file of the same name in the same folder. */
function isMirror(test: string): boolean {
  const [folder = "", ...rest] = test.split("/");
  const isElsewhere = Object.hasOwn(MIRRORED, folder);
  const mirrored = isElsewhere ? MIRRORED[folder] : "src";
  if (mirrored === undefined) return true;
  const path = join(mirrored, isElsewhere ? rest.join("/") : test).replace(/\.test\.ts$/, "");
  return existsSync(`${path}.ts`) || existsSync(`${path}.mjs`);
}

describe("test/", () => {
  const tests = filesOf("test").filter((name) => name.endsWith(".test.ts") && !name.startsWith("fixtures/"));

  it("mirrors src/, scripts/ and models/training/, but for what it names", () => {
    assert.ok(tests.length > 100, `${tests.length} tests were found`);
    assert.deepEqual(
      tests.filter((test) => !ACROSS_FILES.has(test) && !isMirror(test)),
      [],
      "move a test to where its file is, or name it in ACROSS_FILES",
    );
  });

  it("names no test that is gone, or that mirrors a file by now", () => {
    assert.deepEqual(
      [...ACROSS_FILES].filter((test) => !tests.includes(test) || isMirror(test)),
      [],
    );
  });

  it("has tests in *.test.ts alone, where npm test finds them", () => {
    const others = filesOf("test").filter((name) => !name.endsWith(".test.ts") && !name.startsWith("fixtures/"));
    assert.deepEqual(
      others.filter((name) => /^\s*(?:it|describe)\(/m.test(readFileSync(join("test", name), "utf8"))),
      [],
    );
  });
});

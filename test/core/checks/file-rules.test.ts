import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { RULES } from "#core/checks/check-file.js";

describe("docs/checks.md", () => {
  it("names every check, and no other", () => {
    const text = readFileSync("docs/checks.md", "utf8");
    const checks = text.slice(text.indexOf("## Checks"));
    const rows = [...checks.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    const files = [...(/^Rules for whole files:[^.]*\./m.exec(checks)?.[0] ?? "").matchAll(/`([a-z-]+)`/g)].map(
      ([, name]) => name,
    );
    assert.deepEqual([...rows, ...files].sort(), RULES.map(({ name }) => name).sort());
  });
});

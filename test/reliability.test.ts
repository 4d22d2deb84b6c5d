import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The tests that "docs/reliability.md" names, row by row. */
function namedTests(): string[] {
  const text = readFileSync("docs/reliability.md", "utf8");
  const rows = text.slice(text.indexOf("<!-- tests")).match(/^\|.*\|$/gm) ?? [];
  return rows.slice(2).map((row) => /`([^`]+)` \|$/.exec(row)?.[1] ?? `no test in: ${row}`);
}

/** Whether a text has a test of a title; `${…}` in a title is for anything. */
function hasTest(title: string): boolean {
  return titles.some((pattern) => pattern.test(title));
}

const files = readdirSync("test", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
const titles = files
  .flatMap((name) => [...readFileSync(join("test", name), "utf8").matchAll(/\bit\(\s*(["`])(.+?)\1,/g)])
  .map(([, , title = ""]) => {
    const parts = title.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".+")}$`);
  });

describe("docs/reliability.md", () => {
  it("names tests that exist", () => {
    const named = namedTests();
    assert.ok(named.length > 30);
    assert.deepEqual(
      named.filter((title) => !hasTest(title)),
      [],
    );
    assert.ok(!hasTest("no such test"));
  });
});

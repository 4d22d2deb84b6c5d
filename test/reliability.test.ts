import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The tests named in the last column of a document's tables, by row. */
function namedTests(path: string): string[] {
  const rows = readFileSync(path, "utf8").match(/^\|.*\|$/gm) ?? [];
  return rows.slice(2).map((row) => /`([^`]+)` \|$/.exec(row)?.[1] ?? `no test in: ${row}`);
}

/** Whether a file has a test with this title; `${…}` in a title matches anything. */
function hasTest(title: string): boolean {
  return titles.some((pattern) => pattern.test(title));
}

const files = readdirSync("test", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
const titles = files
  .flatMap((name) => [...readFileSync(join("test", name), "utf8").matchAll(/\b(?:it\(\s*|name: )(["`])(.+?)\1[,\s]/g)])
  .map(([, , title = ""]) => title.split(/\$\{[^}]*\}/))
  // Without a word of its own, a title would match any name.
  .filter((parts) => parts.some((part) => /\p{L}/u.test(part)))
  .map((own) => {
    const parts = own.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".+")}$`);
  });

for (const [path, count] of [
  ["docs/reliability.md", 30],
  ["SECURITY.md", 12],
] as const) {
  describe(path, () => {
    it("names tests that exist", () => {
      const named = namedTests(path);
      assert.ok(named.length > count);
      assert.deepEqual(
        named.filter((title) => !hasTest(title)),
        [],
      );
      assert.ok(!hasTest("no such test"));
    });
  });
}

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** The main contracts, each of which must have an example. */
const MAIN = [
  "core/formats/format.ts",
  "core/messages/mask.ts",
  "core/messages/message.ts",
  "core/project/target-path.ts",
  "core/routing/plan.ts",
  "core/status/source-record.ts",
  "workspace/localize.ts",
];

interface Example {
  readonly file: string;
  readonly lines: readonly string[];
}

/** The `@example` blocks of a file: up to the next tag or the end of the comment. */
function examplesIn(file: string): Example[] {
  const text = readFileSync(join("src", file), "utf8");
  return [...text.matchAll(/^ *\* @example\b(.*\n(?: *\*(?! @|\/).*\n)*)/gm)].map(([, block = ""]) => ({
    file,
    lines: block
      .replace(/^ *\* ?/gm, "")
      // The expected value may follow on the next line.
      .replace(/\n *\/\/ /g, " // ")
      .split("\n")
      .filter((line) => line.trim() !== ""),
  }));
}

type Check = (actual: unknown, expected: unknown) => void;
type Program = (check: Check, ...values: unknown[]) => Promise<void>;
const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (...code: string[]) => Program;

/** Runs an example with the exports of its own file and what it imports; `value // expected` is compared. */
async function runExample({ file, lines }: Example): Promise<number> {
  const names = new Map<string, unknown>(Object.entries(await import(pathToFileURL(resolve("src", file)).href)));
  const code: string[] = [];
  let compared = 0;
  for (const line of lines) {
    const [, imported, from] = /^import \{ (.+) \} from "(.+)";$/.exec(line) ?? [];
    if (imported !== undefined && from !== undefined) {
      const module = (await import(from)) as Record<string, unknown>;
      for (const name of imported.split(", ")) names.set(name, module[name]);
      continue;
    }
    const [, actual, expected] = /^(.+?);? \/\/ (.+)$/.exec(line) ?? [];
    code.push(actual === undefined ? line : `check((${actual}), (${expected}));`);
    if (actual !== undefined) compared++;
  }
  const program = new AsyncFunction("check", ...names.keys(), code.join("\n"));
  await program((actual, expected) => assert.deepEqual(actual, expected), ...names.values());
  return compared;
}

describe("The examples in comments", () => {
  const examples = readdirSync("src", { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts"))
    .flatMap(examplesIn);

  for (const example of examples) {
    it(`are true of ${example.file}`, async () => {
      assert.ok((await runExample(example)) > 0, "an example compares a value, as in `1 + 1 // 2`");
    });
  }

  it("are there for the main contracts", () => {
    const have = new Set(examples.map(({ file }) => file));
    assert.deepEqual(
      MAIN.filter((file) => !have.has(file)),
      [],
    );
  });
});

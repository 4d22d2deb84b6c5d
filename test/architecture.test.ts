import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { filesOf } from "./support/ts-files.js";

/** Every folder may import it. */
const ERRORS = "core/errors.ts";
/** A folder with more files is hard to survey. */
const MAX_FILES = 25;

interface Border {
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

/** The table "Borders" of docs/architecture.md, by folder or file. */
function readBorders(): Map<string, Border> {
  const text = readFileSync("docs/architecture.md", "utf8");
  const borders = new Map<string, Border>();
  for (const line of text.slice(text.indexOf("<!-- borders")).split("\n")) {
    const [folders, imports, packages] = line.split("|").slice(1, -1);
    if (!folders?.includes("`core") && !/^ `(small|large|node|store|panel|workspace|cli|vscode)/.test(folders ?? ""))
      continue;
    const same = /what `([^`]+)` may/.exec(imports ?? "")?.[1];
    const inherited = same ? borders.get(same) : undefined;
    assert.ok(!same || inherited, `${same} must come above ${folders}`);
    const own = quoted(imports?.replace(/what `[^`]+` may/, "") ?? "");
    const border = { imports: [...(inherited?.imports ?? []), ...own], packages: quoted(packages ?? "") };
    for (const folder of quoted(folders ?? "")) borders.set(folder, border);
  }
  return borders;
}

const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);

const matches = (pattern: string, name: string): boolean =>
  pattern === name ||
  (pattern.endsWith("**") && name.startsWith(pattern.slice(0, -2))) ||
  (pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1)) && !name.slice(pattern.length - 1).includes("/"));

interface Import {
  readonly file: string;
  /** A file of src, or the name of a package. */
  readonly target: string;
  readonly isPackage: boolean;
}

const FROM = /^(?:import|export)\b[^;"]*?\bfrom "([^"]+)";|^import "([^"]+)";|\bimport\("([^"]+)"\)/gm;

function importsOf(file: string): Import[] {
  const specifiers = [...readFileSync(join("src", file), "utf8").matchAll(FROM)].map(
    ([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "",
  );
  return specifiers
    .filter((specifier) => !/\.(?:json|css)$/.test(specifier))
    .map((specifier) => {
      if (!/^[.#]/.test(specifier)) return { file, target: specifier, isPackage: true };
      const path = specifier.startsWith("#") ? specifier.slice(1) : join(dirname(file), specifier);
      return { file, target: path.replace(/\.js$/, ".ts"), isPackage: false };
    });
}

const EXPORTED_TYPE = /^export (?:declare )?(?:abstract )?(?:interface|type|class) (\w+)/gm;

/** Groups of nodes that can reach each other (Tarjan 1972). */
function circles(edges: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node) as number);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) as number, low.get(next) as number));
    }
    if (low.get(node) !== index.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1) found.push(group.sort());
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return found;
}

function graph(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>();
  for (const [from, to] of pairs) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  return edges;
}

describe("architecture", () => {
  const borders = readBorders();
  const files = filesOf("src");
  const imports = files.flatMap(importsOf);
  const inside = imports.filter(({ isPackage }) => !isPackage);
  /** The row of the table that a file belongs to, by its name in the table. */
  const roomOf = (file: string): string => (borders.has(file) ? file : dirname(file));
  const borderOf = (room: string): Border | undefined =>
    borders.get(room) ?? [...borders].find(([pattern]) => matches(pattern, room))?.[1];

  it("has a border for every folder, and no border without one", () => {
    const rooms = new Set(files.filter((file) => file !== ERRORS).map(roomOf));
    assert.deepEqual(
      [...rooms].filter((room) => !borderOf(room)),
      [],
    );
    assert.deepEqual(
      [...borders.keys()].filter((pattern) => ![...rooms].some((room) => matches(pattern, room))),
      [],
    );
  });

  it("keeps to the borders", () => {
    assert.ok(inside.length > 1000, `${inside.length} imports were found`);
    const known = new Set(files);
    const wrong = imports.filter(({ file, target, isPackage }) => {
      if (!isPackage && !known.has(target)) return true;
      if (target === ERRORS || (!isPackage && roomOf(target) === roomOf(file))) return false;
      const border = borderOf(roomOf(file));
      const allowed = isPackage ? border?.packages : border?.imports;
      return !allowed?.some((pattern) => matches(pattern, isPackage ? target : roomOf(target)));
    });
    assert.deepEqual(
      wrong.map(({ file, target }) => `${file} imports ${target}`),
      [],
    );
  });

  it("has no circle of files or of folders", () => {
    assert.deepEqual(circles(graph(inside.map(({ file, target }) => [file, target]))), []);
    const between = inside.map(({ file, target }) => [roomOf(file), roomOf(target)] as const);
    assert.deepEqual(circles(graph(between.filter(([from, to]) => from !== to && to !== ERRORS))), []);
    assert.deepEqual(
      circles(
        graph([
          ["a", "b"],
          ["b", "c"],
          ["c", "b"],
        ]),
      ),
      [["b", "c"]],
      "one would be found",
    );
  });

  it(`has at most ${MAX_FILES} files in a folder`, () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    assert.deepEqual(
      [...counts].filter(([, count]) => count > MAX_FILES),
      [],
    );
  });

  it("has no two exported types of one name", () => {
    const names = files.flatMap((file) =>
      [...readFileSync(join("src", file), "utf8").matchAll(EXPORTED_TYPE)].map((match) => match[1] as string),
    );
    assert.ok(names.length > 500, `${names.length} types were found`);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  it("imports what is far away by its name in package.json, and not up a ladder of folders", () => {
    const texts = files.map((file) => [file, readFileSync(join("src", file), "utf8")] as const);
    const room = (file: string): string => file.split("/")[0] as string;
    const ladders = texts.flatMap(([file, text]) =>
      [...text.matchAll(/\bfrom "((?:\.\.\/){2,}[^"]+\.js)"/g)]
        .map(([, path = ""]) => join(dirname(file), path).replaceAll("\\", "/"))
        .filter((target) => room(target) !== room(file))
        .map((target) => `${file} imports ${target}`),
    );
    assert.deepEqual(ladders, []);
  });

  it("names limits MAX_… and MIN_…", () => {
    const names = files.flatMap((file) =>
      [...readFileSync(join("src", file), "utf8").matchAll(/\bconst ([A-Z][A-Z\d_]+)\b/g)].map(
        ([, name]) => name ?? "",
      ),
    );
    assert.ok(names.length > 300, `${names.length} constants were found`);
    assert.deepEqual(
      names.filter((name) =>
        /^(?:MAXIMUM|MINIMUM|MOST|LEAST|LARGEST|SMALLEST|LONGEST|SHORTEST|ENOUGH)(?:_|$)/.test(name),
      ),
      [],
    );
  });

  it("is what the linter enforces between the rooms of src", () => {
    const rooms = [...new Set(files.map((file) => file.split("/")[0] as string))];
    const { overrides } = JSON.parse(readFileSync("biome.json", "utf8")) as {
      overrides: { includes: string[]; linter: { rules: { style?: { noRestrictedImports?: LintRule } } } }[];
    };
    for (const room of rooms.filter((one) => one !== "vscode")) {
      const own = [...borders].filter(([folder]) => folder === room || folder.startsWith(`${room}/`));
      const allowed = own.flatMap(([, border]) => border.imports.map((name) => name.split("/")[0]));
      const lint = overrides.find(({ includes }) => includes.includes(`src/${room}/**`));
      const groups =
        lint?.linter.rules.style?.noRestrictedImports?.options.patterns.flatMap(({ group }) => group) ?? [];
      const banned = rooms.filter((other) => other !== room && !allowed.includes(other));
      assert.deepEqual(
        banned.filter((other) => !groups.includes(`#${other}/**`) || !groups.includes(`**/../${other}/**`)),
        [],
        `src/${room}`,
      );
    }
  });
});

describe("docs/architecture.md", () => {
  const text = readFileSync("docs/architecture.md", "utf8");

  it("answers where something is with files that exist", () => {
    const [, table = ""] = /## Where is …\?\n([\s\S]*?)\n## /.exec(text) ?? [];
    const rows = table.split("\n").filter((line) => /^\| (?!question|---)/.test(line));
    assert.equal(rows.length, 16, "questions");
    const all = filesOf("src");
    const missing = rows.flatMap((row) => {
      const files = quoted(row.split("|")[2] ?? "").filter((name) => name.endsWith(".ts"));
      assert.ok(files.length > 0, row);
      // Further files of a row may be named without their folder.
      return files.filter((name, index) =>
        index === 0 ? !all.includes(name) : all.every((file) => !`/${file}`.endsWith(`/${name}`)),
      );
    });
    assert.deepEqual(missing, []);
  });
});

describe("docs/adr/", () => {
  it("has a status with a date for every decision", () => {
    const names = readdirSync("docs/adr").filter((name) => /^\d{4}-.*\.md$/.test(name));
    assert.ok(names.length >= 16, `${names.length} decisions were found`);
    assert.deepEqual(
      names.filter((name) => !/^Status: .+ \d{4}\b/m.test(readFileSync(join("docs/adr", name), "utf8"))),
      [],
    );
  });
});

interface LintRule {
  readonly options: { readonly patterns: readonly { readonly group: readonly string[] }[] };
}

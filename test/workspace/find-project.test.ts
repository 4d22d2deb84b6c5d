import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { formatFor } from "#core/formats/registry.js";
import type { ProjectFiles } from "#core/project/file-groups.js";
import { findProject } from "#workspace/find-project.js";
import { sourceOf } from "#workspace/source-of.js";
import { targetOf } from "#workspace/target-of.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

/** What must be found for one source file. */
interface Found {
  /** A pattern with `{lang}` for several files. */
  readonly path: string;
  /** Whether there is no such file, and the keys of its translations are the texts. */
  readonly isAbsent: boolean;
  /** Whether it has all languages in its keys. */
  readonly isWhole: boolean;
  readonly there: [language: string, path: string][];
  readonly made: [language: string, path: string][];
  readonly answering: [language: string, path: string][];
}

interface Tree {
  readonly title: string;
  from: string;
  isQt: boolean;
  readonly found: Found[];
  readonly others: string[];
}

const TREES = readTrees(readFileSync(new URL("../fixtures/projects/trees.txt", import.meta.url), "utf8"));

function readTrees(text: string): Tree[] {
  const trees: Tree[] = [];
  for (const line of text.split("\n").filter((one) => one !== "" && !one.startsWith("#"))) {
    const tree = trees.at(-1);
    if (line.startsWith("== ")) trees.push({ title: line.slice(3), from: "en", isQt: false, found: [], others: [] });
    else if (!tree) throw new Error(`before the first tree: ${line}`);
    else if (line.startsWith("from ")) tree.from = line.slice(5);
    else if (line === "qt") tree.isQt = true;
    else if (line.startsWith("! ")) tree.others.push(line.slice(2));
    else if (line.startsWith("  ")) readTarget(tree.found.at(-1), line.trim());
    else {
      const isAbsent = line.startsWith("~ ");
      const isWhole = line.startsWith("* ");
      tree.found.push({ path: line.replace(/^[~*] /, ""), isAbsent, isWhole, there: [], made: [], answering: [] });
    }
  }
  return trees;
}

function readTarget(found: Found | undefined, line: string): void {
  const [, sign, language, path] = /^([+?]?) ?(\S+) (.+)$/.exec(line) ?? [];
  if (!found || language === undefined || path === undefined) throw new Error(`not to be read: ${line}`);
  found[sign === "+" ? "made" : sign === "?" ? "answering" : "there"].push([language, path]);
}

const folder = resolve("/home/de/en/project");
const at = (path: string): string => join(folder, ...path.split("/"));
const inside = (path: string): string => relative(folder, path).replaceAll(sep, "/");

/** A file with one text. */
function textOf(path: string, { isQt, found }: Tree): string {
  if (found.some((one) => one.isWhole && one.path === path)) return WHOLE[path.replace(/^.*\./, "")] ?? "";
  if (path.endsWith("account.ini")) return '[en_GB]\na = "Text"\n[de_DE]\n';
  const ending = path.replace(/^.*\./, "");
  if (ending === "ts" && isQt) return '<!DOCTYPE TS><TS version="2.1"></TS>\n';
  const text = TEXTS[ending] ?? '{ "a": "Text" }\n';
  const isKeyed = found.some(({ isAbsent, there }) => isAbsent && there.some(([, one]) => one === path));
  return isKeyed
    ? text.replace(/(["']?)\ba\b(?=["']?(?::| =))\1/, (_, quote: string) => `${quote}Save it${quote}`)
    : text;
}

/** Files with all languages in their keys. */
const WHOLE: Readonly<Record<string, string>> = {
  json: '{ "en": { "a": "Text" }, "de": {"a": "Text" } }',
  yml: "en:\n  a: Text\nde:\n  a: Text\n",
  toml: '_version = 2\n[a]\nen = "Text"\nde = "Text"\n',
  js: "export default { en: { a: 'Text' }, de: { a: 'Text' } }",
  php: "<?php\nreturn ['en' => ['a' => 'Text'], 'de' => ['a' => 'Text']];\n",
  mjs: "createI18n({ messages: { en: { a: 'Text' }, de: { a: 'Text' } } });\n",
  ts: "export default { en: { a: 'Text' }, de: { a: 'Text' } }",
};

const MODULE = "export default { a: 'Text' };\n";
const TEXTS: Readonly<Record<string, string>> = {
  yml: "a: Text\n",
  yaml: "a: Text\n",
  properties: "a=Text\n",
  csv: '"Text","Text"\n',
  ini: 'A="Text"\n',
  toml: 'a = "Text"\n',
  inc: "<?php\n$labels['a'] = 'Text';\n",
  php: "<?php\nreturn ['a' => 'Text'];\n",
  ts: MODULE,
  js: MODULE,
  ftl: "a = Text\n",
  strings: '"a" = "Text";\n',
  xml: '<resources><string name="a">Text</string></resources>\n',
  po: 'msgid "Text"\nmsgstr ""\n',
  pot: 'msgid "Text"\nmsgstr ""\n',
  xlf: "<xliff/>\n",
  xliff: "<xliff/>\n",
  resx: "<root/>\n",
  resw: "<root/>\n",
  stringsdict: "<plist/>\n",
};

function workspaceOf(tree: Tree): MemoryWorkspace {
  const whole = tree.found.filter(({ path, isAbsent }) => !isAbsent && !path.includes("{lang}"));
  const sources = whole.map(({ path }) => path);
  const paths = [...sources, ...tree.found.flatMap(({ there }) => there.map(([, path]) => path)), ...tree.others];
  return new MemoryWorkspace(folder, Object.fromEntries(paths.map((path) => [at(path), textOf(path, tree)])));
}

function namesOf(group: ProjectFiles): readonly string[] {
  const members =
    group.kind === "source"
      ? [...group.targets].map(([language, path]) => `${language} ${inside(path)}`)
      : group.files.map(inside);
  return [inside(group.path), ...[...members].sort()];
}

describe("A project", () => {
  it("is one of many kinds", () => assert.ok(TREES.length >= 60, `${TREES.length}`));

  for (const tree of TREES) {
    it(`is found whole, both ways: ${tree.title}`, async () => {
      const workspace = workspaceOf(tree);
      const groups = await findProject(workspace, folder, [tree.from]);
      const expected = tree.found.map(({ path, there, isWhole }) => {
        const isBoth = path.includes("{lang}");
        const own = isWhole || /\.xcstrings$|account\.ini$/.test(path) ? [path] : [];
        return [path, ...there.map(([language, one]) => (isBoth ? one : `${language} ${one}`)), ...own];
      });
      const sorted = (all: readonly (readonly string[])[]): string[] =>
        all.map(([path, ...members]) => [path, ...members.sort()].join("\n  ")).sort();
      assert.deepEqual(sorted(groups.map(namesOf)), sorted(expected));
      for (const one of tree.found) {
        if (one.path.includes("{lang}")) continue;
        await checkTargets(workspace, tree, one);
      }
    });
  }
});

async function checkTargets(workspace: MemoryWorkspace, tree: Tree, found: Found): Promise<void> {
  const source = at(found.path);
  const text = textOf(found.path, tree);
  const format = formatFor(source, text);
  const choice = { source: tree.from, namedTarget: () => undefined };
  const isOwn = format.holds !== "one-language" && !format.isTemplate?.(source, text);
  for (const [language, path] of [...found.there, ...found.made, ...found.answering]) {
    // A file with source and target is always its own target.
    if (!isOwn) assert.equal(inside(await targetOf(workspace, choice, { format, path: source, text }, language)), path);
  }
  for (const [language, path] of found.there) {
    if (/\.pot$/.test(found.path)) continue;
    assert.deepEqual(await sourceOf(workspace, at(path), tree.from), { source, language }, path);
  }
  assert.equal(await sourceOf(workspace, source, tree.from), undefined, "a source file is no target");
}

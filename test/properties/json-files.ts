import fc from "fast-check";
import { type Edit, type KeyPath, keyId } from "../../src/core/formats/format.js";

/** A random JSON file, with what reading it must yield and keys that it lacks. */
export interface JsonFile {
  readonly text: string;
  readonly leaves: ReadonlyMap<string, string>;
  /** Whether it has no comments and no trailing commas. */
  readonly isStrict: boolean;
  /** Keys that can be inserted, none a part of another. */
  readonly additions: readonly Edit[];
}

type Tree = string | number | boolean | null | Tree[] | Map<string, Tree>;

/** Any UTF-16: letters, controls, NUL, lone surrogates, emoji. */
const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "",
      "text",
      "Größe",
      "日本語",
      "a/b",
      "</b>",
      "😀",
      "{{name}}",
      'say "hi"',
      "\\",
      "\n",
      "'&<>",
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.nat({ max: 0xffff }), { maxLength: 5 }).map((codes) => String.fromCharCode(...codes)),
  },
);
const name = fc.oneof(fc.constantFrom("a", "b", "c", "one", "__proto__", "0", "1", "x.y", ""), text);

const { tree: trees } = fc.letrec<{ tree: Tree; object: Tree; array: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 5, arbitrary: text },
    { weight: 1, arbitrary: fc.oneof(fc.constant(null), fc.boolean(), fc.integer()) },
    { weight: 3, arbitrary: tie("object") },
    { weight: 2, arbitrary: tie("array") },
  ),
  object: fc.array(fc.tuple(name, tie("tree")), { maxLength: 5 }).map((entries) => new Map(entries)),
  array: fc.array(tie("tree"), { maxLength: 4 }),
}));

interface Style {
  readonly indent: string;
  readonly lineEnd: string;
  readonly colon: string;
  readonly comma: string;
  readonly padding: string;
  readonly trailingComma: boolean;
  readonly comments: boolean;
  readonly ascii: boolean;
  readonly byteOrderMark: boolean;
  readonly end: string;
}

const styles: fc.Arbitrary<Style> = fc.record({
  indent: fc.constantFrom("", "  ", "    ", "\t"),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r", ""),
  colon: fc.constantFrom(":", ": ", " : ", ":\n"),
  comma: fc.constantFrom(",", ", ", " ,"),
  padding: fc.constantFrom("", " "),
  trailingComma: fc.boolean(),
  comments: fc.boolean(),
  ascii: fc.boolean(),
  byteOrderMark: fc.boolean(),
  end: fc.constantFrom("", "\n", "\r\n\r\n", " // end", "/* end */"),
});

function spell(value: string, { ascii }: Style): string {
  const quoted = JSON.stringify(value);
  return ascii
    ? quoted.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : quoted;
}

function print(tree: Tree, style: Style, depth: number): string {
  if (typeof tree === "string") return spell(tree, style);
  if (!(tree instanceof Map) && !Array.isArray(tree)) return JSON.stringify(tree);
  const [open, close] = tree instanceof Map ? ["{", "}"] : ["[", "]"];
  const before = style.lineEnd === "" ? style.padding : style.lineEnd + style.indent.repeat(depth + 1);
  const after = style.lineEnd === "" ? style.padding : style.lineEnd + style.indent.repeat(depth);
  const items =
    tree instanceof Map
      ? [...tree].map(([key, value]) => spell(key, style) + style.colon + print(value, style, depth + 1))
      : tree.map((value) => print(value, style, depth + 1));
  const remark = style.comments ? (style.lineEnd === "" ? "/* , */" : ' // "x": {') : "";
  if (items.length === 0) return open + (depth % 2 ? "" : remark + after) + close;
  const last = style.trailingComma ? style.comma : "";
  return open + before + items.join(style.comma + remark + before) + last + remark + after + close;
}

/** The strings of a value, by the id of their key. */
export function leavesOf(root: unknown): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (value: unknown, path: KeyPath): void => {
    if (typeof value === "string") leaves.set(keyId(path), value);
    if (typeof value !== "object" || value === null) return;
    const entries = value instanceof Map ? value : Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [key, child] of entries) visit(child, [...path, key]);
  };
  visit(root, []);
  return leaves;
}

type Container = { readonly path: KeyPath; readonly tree: Tree[] | Map<string, Tree> };

function containersOf(tree: Tree, path: KeyPath): Container[] {
  if (tree instanceof Map)
    return [{ path, tree }, ...[...tree].flatMap(([key, value]) => containersOf(value, [...path, key]))];
  if (Array.isArray(tree))
    return [{ path, tree }, ...tree.flatMap((value, index) => containersOf(value, [...path, index]))];
  return [];
}

/** Turns random picks into keys that can be inserted: a name that a container lacks, and names below it. */
function additionsTo(root: Tree, picks: readonly (readonly [number, string, readonly string[], string])[]): Edit[] {
  const containers = containersOf(root, []);
  const taken = new Set<string>();
  const edits: Edit[] = [];
  for (const [pick, first, rest, value] of picks) {
    const container = containers[pick % containers.length];
    if (!container) continue;
    const { tree, path } = container;
    const step = Array.isArray(tree) ? tree.length : first;
    if (tree instanceof Map && tree.has(first)) continue;
    const id = keyId([...path, step]);
    if (taken.has(id)) continue;
    taken.add(id);
    edits.push({ key: [...path, step, ...rest], value });
  }
  return edits;
}

/** A random file of random style. */
export const jsonFile: fc.Arbitrary<JsonFile> = fc
  .record({
    root: fc.oneof(
      { weight: 4, arbitrary: fc.array(fc.tuple(name, trees), { maxLength: 6 }).map((all): Tree => new Map(all)) },
      { weight: 1, arbitrary: trees },
    ),
    style: styles,
    picks: fc.array(fc.tuple(fc.nat(), name, fc.array(name, { maxLength: 3 }), text), { maxLength: 6 }),
  })
  .map(({ root, style, picks }) => ({
    text: `${style.byteOrderMark ? "\ufeff" : ""}${print(root, style, 0)}${style.end}`,
    leaves: leavesOf(root),
    isStrict: !style.comments && !style.trailingComma && !/[/]/.test(style.end),
    additions: additionsTo(root, picks),
  }));

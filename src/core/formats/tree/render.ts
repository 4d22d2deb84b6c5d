import { RouteLmtError, said } from "#core/errors.js";
import { type KeyPath, keyName } from "../format.js";
import { type KeyTree, keyOf } from "../keys/key-tree.js";
import { type Layout, layoutBelow } from "./layout.js";
import type { JsonNode } from "./node.js";

/** New values as a tree, and the order of the source file. */
export type Values = KeyTree<string | number>;
export type Order = KeyTree<unknown> | undefined;

/** An element without a new value: `null`, so that later ones keep their index. */
export const GAP = Symbol("gap");
export type TreeValue = Values | typeof GAP;

/** The most missing elements before a new one; more must be a mistake. */
const MAX_GAP = 10_000;

/** The position of a key among its siblings in the source file; Infinity if the source lacks it. */
export function rankIn(order: Order, key: string | number): number {
  return order?.children.get(key)?.rank ?? Number.POSITIVE_INFINITY;
}

/** New properties in the order of the source file; those that it lacks come last, in the order given. */
export function byRank(values: readonly Values[], order: Order): Values[] {
  const ranked = values.map((one) => ({ one, rank: rankIn(order, one.key) }));
  ranked.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  return ranked.map(({ one }) => one);
}

/** New elements of an array with `length` elements, in order, with the missing ones between them. */
export function withGaps(values: readonly Values[], length: number): TreeValue[] {
  const elements: TreeValue[] = [];
  for (const value of values.toSorted((a, b) => Number(a.key) - Number(b.key))) {
    const index = Number(value.key);
    if (!(Number.isSafeInteger(index) && index >= 0 && index - length - elements.length <= MAX_GAP))
      throw cannotInsert(keyOf(value));
    while (length + elements.length < index) elements.push(GAP);
    elements.push(value);
  }
  return elements;
}

/** The order of the children of a new value. */
export function below(order: Order, value: TreeValue): Order {
  return value === GAP ? undefined : order?.children.get(value.key);
}

/** How a language writes a tree of JSON: JSON itself, YAML in flow style, PHP or JavaScript. */
export interface Notation {
  /** A string value, in the style of the one that it replaces, if any. */
  value(text: string, replaced?: JsonNode): string;
  /** The name of a property. */
  key(name: string | number): string;
  readonly object: readonly [open: string, close: string];
  readonly array: readonly [open: string, close: string];
  /** The value of a missing element. */
  readonly gap: string;
  /** Matches the beginning of a comment at its `lastIndex`. */
  readonly comment: RegExp;
  /** Whether objects and arrays differ only in their keys, as in PHP. */
  readonly isOneKind?: true;
}

/** How new text is written at a position in a file. */
export interface TreeStyle {
  readonly notation: Notation;
  /** The layout of what is around it. */
  readonly layout: Layout;
}

interface Job {
  readonly value: TreeValue;
  readonly order: Order;
  readonly layout: Layout;
  readonly named: boolean;
  readonly level: number;
}

/**
 * The text of a new value, including children; iterative, so that depth costs no stack.
 *
 * @param named whether to write the name of the property, too
 */
export function render(value: TreeValue, order: Order, { notation, layout }: TreeStyle, named: boolean): string {
  const parts: string[] = [];
  const work: (string | Job)[] = [{ value, order, layout, named, level: 0 }];
  for (let job = work.pop(); job !== undefined; job = work.pop()) {
    if (typeof job === "string") parts.push(job);
    else if (job.value === GAP) parts.push(notation.gap);
    else {
      if (job.named) {
        const key = notation.key(job.value.key);
        const isText = job.value.value !== undefined;
        parts.push(key + ((isText ? job.layout.signAfter?.(key) : undefined) ?? job.layout.colon));
      }
      if (job.value.value !== undefined) parts.push(valueText(job.value, notation.value));
      else for (const inner of insideJobs(job.value, job, notation).reverse()) work.push(inner);
    }
  }
  return parts.join("");
}

/**
 * The children of a new object or array, in the order of the source file.
 *
 * @throws {RouteLmtError} `option-invalid` when names and indexes are mixed
 */
export function orderedInside(values: Values, order: Order): TreeValue[] {
  const children = [...values.children.values()];
  const isArray = typeof children[0]?.key === "number";
  const alien = children.find(({ key }) => (typeof key === "number") !== isArray);
  if (alien) throw cannotInsert(keyOf(alien));
  return isArray ? withGaps(children, 0) : byRank(children, order);
}

/** Whether a new value is an array. */
export function isArrayOf(values: Values): boolean {
  const [first] = values.children.keys();
  return typeof first === "number";
}

function insideJobs(values: Values, { order, layout, level }: Job, notation: Notation): (string | Job)[] {
  const inside = layoutBelow(layout, level + 1);
  const isArray = isArrayOf(values);
  const padding = isArray ? "" : inside.padding;
  const before = inside.multiline ? inside.lineEnd + inside.childIndent : padding;
  const after = inside.multiline ? inside.lineEnd + inside.indent : padding;
  const between = `,${inside.multiline ? before : inside.gap}`;
  const [open, close] = isArray ? notation.array : notation.object;
  const jobs: (string | Job)[] = [];
  for (const child of orderedInside(values, order)) {
    jobs.push(jobs.length === 0 ? open + before : between);
    jobs.push({ value: child, order: below(order, child), layout: inside, named: !isArray, level: level + 1 });
  }
  jobs.push((inside.multiline && inside.trailingComma ? "," : "") + after + close);
  return jobs;
}

/**
 * The text of the value of an edit.
 *
 * @throws {RouteLmtError} when another edit wants an object at its place
 */
export function valueText(values: Values, spell: (text: string) => string): string {
  const [child] = values.children.values();
  if (child) throw cannotInsert(keyOf(child));
  const { value = "" } = values;
  return typeof value === "number" ? String(value) : spell(value);
}

/** The error for a key that the file cannot have. */
export function cannotInsert(key: KeyPath): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The key ${keyName(key)} cannot be inserted: its container in the target file is of another kind`,
    said`Give the target file the structure of the source file there, or remove it, and run again; nothing was written.`,
  );
}

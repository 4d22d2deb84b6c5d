import { atOnce } from "#core/text/at-once.js";
import { type Splice, splice } from "#core/text/splice.js";
import {
  type Document,
  type Edit,
  type FileProblem,
  type KeyPath,
  type KeySpan,
  keyId,
  type Unit,
  type WriteOptions,
} from "../format.js";
import { emptyKeyTree, grow } from "../keys/key-tree.js";
import { documentLayout, type Layout } from "../tree/layout.js";
import { cannotInsert, type Notation, type Order, type Values } from "../tree/render.js";
import { shadowedProblem, unitSteps, unitsOf } from "../tree/units.js";
import { treeSplices } from "../tree/write.js";
import type { LiteralNode } from "./syntax.js";

/** A literal with strings to translate, or a single string that is assigned. */
export interface Literal {
  /** Its key, which the keys inside begin with. */
  readonly path: KeyPath;
  readonly node: LiteralNode;
  /** The statement around it. */
  readonly start: number;
  readonly end: number;
  /** Whether it ends without a semicolon, which a statement after it needs. */
  readonly isOpen?: boolean;
  /** Whether it is a single text, outside any array or object. */
  readonly isAlone?: boolean;
}

/** A file of code with its literals, in order; nodes replaced by later ones are `shadowed`. */
export interface LiteralFile {
  readonly text: string;
  readonly literals: readonly Literal[];
}

/** How to write new values into a file. */
export interface LiteralStyle {
  readonly notation: Notation;
  readonly usual: Partial<Layout>;
}

/** How to write the texts of a file. */
export interface LiteralWriting {
  /** The source file: its order counts, and its style if the target shows none. */
  readonly source: LiteralFile | undefined;
  styleOf(file: LiteralFile): LiteralStyle;
  /** The splices for keys that fit into no literal; without it, there must be none. */
  insert?(additions: readonly Edit[], order: readonly KeyPath[], style: LiteralStyle): Splice[];
}

/**
 * Finds the literal of a key: the one with the longest matching path. Of several with the same path, which add to each
 * other, it is the last with that key, otherwise the last one.
 */
function holderIn(file: LiteralFile): (key: KeyPath) => Literal | undefined {
  const literals = file.literals.filter(({ node }) => !node.shadowed);
  const byPath = new Map(literals.map((one) => [keyId(one.path), one]));
  const repeated = new Set(
    literals.filter((one) => byPath.get(keyId(one.path)) !== one).map(({ path }) => keyId(path)),
  );
  const byKey = new Map<string, Literal>();
  for (const one of literals.filter(({ path }) => repeated.has(keyId(path)))) {
    for (const { key } of unitsOf(file.text, one.node, () => ({}), one.path).units) byKey.set(keyId(key), one);
  }
  const lengths = [...new Set(literals.map(({ path }) => path.length))].sort((a, b) => b - a);
  return (key) => {
    for (const length of lengths) {
      const found = length <= key.length ? byPath.get(keyId(key.slice(0, length))) : undefined;
      if (found) return repeated.has(keyId(found.path)) ? (byKey.get(keyId(key)) ?? found) : found;
    }
    return undefined;
  };
}

/** The strings of all literals; of several with the same key, the last one counts. */
export function readLiterals(file: LiteralFile): Document {
  return atOnce(readLiteralsSteps(file));
}

/** Literals that are looked at in one step. */
const LITERALS_IN_STEP = 500;

/** {@link readLiterals} in short steps, for large files. */
export function* readLiteralsSteps(file: LiteralFile): Generator<void, Document> {
  const { text, literals } = file;
  const holderOf = literals.length > 1 ? holderIn(file) : undefined;
  const units: Unit[] = [];
  const problems: FileProblem[] = [];
  const occupied: KeySpan[] = [];
  const blank: KeySpan[] = [];
  for (const [index, literal] of literals.entries()) {
    if (index % LITERALS_IN_STEP === 0) yield;
    const document = yield* unitSteps(text, literal.node, () => ({}), literal.path);
    for (const one of document.problems) problems.push(one);
    for (const one of document.occupied ?? []) occupied.push(one);
    for (const one of document.blank ?? []) blank.push(one);
    for (const unit of document.units) {
      if (!holderOf || holderOf(unit.key) === literal) units.push(unit);
      else problems.push(shadowedProblem(unit.key, unit.span));
    }
  }
  return { units, problems, occupied, blank };
}

/**
 * Replaces and inserts values.
 *
 * @throws {RouteLmtError} `option-invalid` when a key can be neither found nor inserted
 */
export function writeLiterals(
  file: LiteralFile,
  edits: readonly Edit[],
  { sourceOrder = [] }: WriteOptions,
  { source, styleOf, insert = refuse }: LiteralWriting,
): string {
  const { text, literals } = file;
  const sources = new Map(source?.literals.map((one) => [keyId(one.path), one]));
  const hasStyle = sampleOf(file).some(({ type }) => type === "string");
  const style = styleOf(source && !hasStyle ? source : file);
  const order = source ? mergedOrder(source, sourceOrder) : sourceOrder;
  const orderTree = emptyKeyTree<unknown>();
  for (const key of order) grow(orderTree, key);
  const holderOf = holderIn(file);
  const assignsElements = literals.some(({ path }) => path.length > 1);
  const values = new Map<Literal, Values>();
  const additions = new Map<string, Edit>();
  for (const edit of edits) {
    const { key, value } = edit;
    const holder = holderOf(key);
    const isOther = sources.get(keyId(key))?.isAlone === true && (holder?.path.length ?? 0) < key.length;
    if (!holder || isOther || (assignsElements && holder.path.length < key.length && isOpen(holder, sources)))
      additions.set(keyId(key), edit);
    else {
      const tree = values.get(holder) ?? emptyKeyTree();
      values.set(holder, tree);
      grow(tree, key.slice(holder.path.length)).value = value;
    }
  }
  const splices: Splice[] = [];
  for (const [{ path, node }, tree] of values) {
    const like = sources.get(keyId(path));
    const isLike = source && like && node.children.length === 0 && like.node.children.length > 0;
    const layout = isLike
      ? documentLayout(source.text, like.node, style.usual)
      : documentLayout(text, node, style.usual);
    const own = { notation: style.notation, layout };
    for (const one of treeSplices(text, node, tree, descend(orderTree, path), own)) splices.push(one);
  }
  if (additions.size > 0) for (const one of insert([...additions.values()], order, style)) splices.push(one);
  return splice(text, splices);
}

const isEmpty = ({ node }: Literal): boolean => node.type !== "string" && node.children.length === 0;

/** Whether array elements are assigned one by one: `$lang = []; $lang["a"] = "x";`. */
function isOpen(literal: Literal, sources: ReadonlyMap<string, Literal>): boolean {
  const like = sources.get(keyId(literal.path));
  return isEmpty(literal) && (!like || isEmpty(like));
}

function refuse([first]: readonly Edit[]): Splice[] {
  throw cannotInsert(first?.key ?? []);
}

function descend(tree: Order, path: KeyPath): Order {
  return path.reduce<Order>((node, key) => node?.children.get(key), tree);
}

/** The wanted keys among all keys of the source file, so that texts keep their order among code. */
function mergedOrder(source: LiteralFile, wanted: readonly KeyPath[]): KeyPath[] {
  const { units, occupied = [] } = readLiterals(source);
  if (occupied.length === 0) return [...wanted];
  const all = [...units, ...occupied].sort((a, b) => a.span.start - b.span.start).map(({ key }) => key);
  const places = new Map(all.map((key, index) => [keyId(key), index]));
  const merged: KeyPath[] = [];
  let next = 0;
  for (const key of wanted) {
    const place = places.get(keyId(key)) ?? -1;
    while (next <= place) merged.push(all[next++] ?? []);
    merged.push(key);
  }
  return [...merged, ...all.slice(next)];
}

/** How many nodes to sample when detecting a file's style. */
const SAMPLE = 1000;

/** The first values of a file, in order, except deeply nested ones. */
export function sampleOf({ literals }: LiteralFile): LiteralNode[] {
  const nodes = literals.slice(0, SAMPLE).map(({ node }) => node);
  for (let index = 0; index < nodes.length && nodes.length < SAMPLE; index++) {
    for (const child of nodes[index]?.children.slice(0, SAMPLE) ?? []) nodes.push(child);
  }
  return nodes;
}

/** Whether it contains texts, or nothing yet. */
export function hasTexts(file: LiteralFile): boolean {
  const { units, occupied = [] } = readLiterals(file);
  return units.length > 0 || (occupied.length === 0 && file.literals.length > 0);
}

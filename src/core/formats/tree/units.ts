import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import { type Document, type FileProblem, type KeyPath, type KeySpan, keyName, type Unit } from "../format.js";
import type { JsonNode } from "./node.js";

/** The most parts of all key paths of a file together; more is not a file of translations. */
const MAX_PATH_PARTS = 10_000_000;

/**
 * The strings of a tree of literals, in the order of the file.
 *
 * @param root node that keys are relative to
 * @param notesOf what the format knows about a string
 * @param prefix the key of the root
 * @throws {MalformedFileError} if the keys would take too much memory
 */
export function unitsOf<Node extends JsonNode>(
  text: string,
  root: Node,
  notesOf: (node: Node) => Partial<Unit>,
  prefix: KeyPath = [],
): Document {
  return atOnce(unitSteps(text, root, notesOf, prefix));
}

/** Nodes that are visited in one step. */
const NODES_IN_STEP = 1000;

/** {@link unitsOf} in short steps, for large files. */
export function* unitSteps<Node extends JsonNode>(
  text: string,
  root: Node,
  notesOf: (node: Node) => Partial<Unit>,
  prefix: KeyPath = [],
): Generator<void, Document> {
  const units: Unit[] = [];
  const problems: FileProblem[] = [];
  const occupied: KeySpan[] = [];
  const blank: KeySpan[] = [];
  const path = [...prefix];
  let parts = 0;
  let visited = 0;
  const visit = (node: Node): void => {
    const span = { start: node.start, end: node.end };
    const isCode = (node.type === "other" || isListOfCode(node)) && typeof node.key === "string";
    if (node.parent === root && !node.shadowed && isBlank(node)) blank.push({ key: [...path, node.key], span });
    if (!isCode && node.type !== "string" && !node.shadowed) return;
    parts += path.length;
    if (parts > MAX_PATH_PARTS)
      throw malformedAt(text, node.start, said`The file is nested too deeply to be translated`);
    const key = node === root ? [...prefix] : [...path, node.key];
    if (node.shadowed) problems.push(shadowedProblem(key, span));
    else if (isCode) occupied.push({ key, span });
    else
      units.push({
        key,
        value: node.value ?? "",
        span,
        state: node.value === "" ? "untranslated" : "translated",
        ...notesOf(node),
      });
  };
  if (prefix.length > 0 && !root.shadowed && isBlank(root))
    blank.push({ key: prefix, span: { start: root.start, end: root.end } });
  visit(root);
  const stack = root.shadowed ? [] : [{ node: root, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.node.children[top.next++] as Node | undefined;
    if (!child) {
      stack.pop();
      path.pop();
    } else {
      visit(child);
      if (++visited % NODES_IN_STEP === 0) yield;
      if (child.children.length === 0 || child.shadowed) continue;
      path.push(child.key);
      stack.push({ node: child, next: 0 });
    }
  }
  return { units, problems, occupied, blank };
}

const isListOfCode = ({ type, children }: JsonNode): boolean =>
  type === "array" && children.length > 0 && children.every((one) => one.type === "other");

/** Whether a value has a place for texts, and none in it, nor in what it contains to a depth of `levels`. */
function isBlank({ type, children }: JsonNode, levels = 3): boolean {
  if (type === "null") return true;
  return (type === "object" || type === "array") && levels > 0 && children.every((one) => isBlank(one, levels - 1));
}

/** The problem of a value that is overridden by a later one with the same key. */
export function shadowedProblem(key: KeyPath, span: Span): FileProblem {
  return { code: "duplicate", what: "key", name: keyName(key), used: "last", span };
}

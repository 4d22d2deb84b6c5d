import { RouteLmtError, said } from "#core/errors.js";
import type { Splice } from "#core/text/splice.js";
import { type KeyPath, keyName } from "../format.js";
import { keyOf } from "../keys/key-tree.js";
import { insertChildren } from "./insert.js";
import { layoutOf } from "./layout.js";
import type { JsonNode } from "./node.js";
import { cannotInsert, isArrayOf, type Order, render, type TreeStyle, type Values, valueText } from "./render.js";

/** A new value at a path: a string, or a number, which replaces nothing. */
export interface JsonEdit {
  readonly key: KeyPath;
  readonly value: string | number;
}

/**
 * Splices that write new values into a tree of literals: walks both side by side; iterative, so that depth costs no
 * stack.
 *
 * @param style with the layout of the document
 * @throws {RouteLmtError} `option-invalid` when a container is of another kind
 */
export function treeSplices(text: string, root: JsonNode, values: Values, order: Order, style: TreeStyle): Splice[] {
  const { notation, layout: document } = style;
  const splices: Splice[] = [];
  const work = [{ node: root, values, order, layout: document }];
  for (let job = work.pop(); job; job = work.pop()) {
    const { node, values, order } = job;
    const replace = (by: string): unknown => splices.push({ start: node.start, end: node.end, text: by });
    if (values.value !== undefined) {
      if (node.type !== "string" && node.type !== "null") throw notAString(values);
      replace(valueText(values, (value) => notation.value(value, node)));
    } else if (node.type === "null") {
      replace(render(values, order, { notation, layout: job.layout }, false));
    } else {
      const layout = layoutOf(text, node, document);
      const type =
        notation.isOneKind && node.children.length === 0 ? (isArrayOf(values) ? "array" : "object") : node.type;
      const existing = new Map(node.children.map((child) => [child.key, child]));
      const additions: Values[] = [];
      for (const value of values.children.values()) {
        if (type !== (typeof value.key === "number" ? "array" : "object")) throw cannotInsert(keyOf(value));
        const child = existing.get(value.key);
        if (child) work.push({ node: child, values: value, order: order?.children.get(value.key), layout });
        else additions.push(value);
      }
      if (additions.length === 0) continue;
      const container = type === node.type ? node : { ...node, type };
      for (const one of insertChildren(text, container, additions, order, { notation, layout })) splices.push(one);
    }
  }
  return splices;
}

/** The error for a key whose value in the target file is not a string. */
export function notAString(values: Values): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The key ${keyName(keyOf(values))} of the target file is not a string`,
    said`Make it a string, or remove it from the target file, and run again; nothing was written.`,
  );
}

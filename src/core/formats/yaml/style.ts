import { lineEndOf } from "#core/text/splice.js";
import type { YamlNode } from "./node.js";
import type { YamlStyleOfFile } from "./spelling.js";

/** How many values to sample when detecting a file's style. */
const SAMPLE = 500;

/** The style of a file, by its first values; by default, two spaces and no quotes. */
export function styleOf(text: string, root: YamlNode): YamlStyleOfFile {
  const counts = { plain: 0, single: 0, double: 0 };
  const keys = { plain: 0, single: 0, double: 0 };
  let literal = false;
  let unit = 0;
  let sequenceUnit = -1;
  let seen = 0;
  const work = [root];
  for (let node = work.pop(); node; node = work.pop()) {
    const { parent, style } = node;
    if (style === "block" && parent?.style === "block" && parent.type === "object") {
      if (node.type === "array") sequenceUnit = sequenceUnit < 0 ? node.indent - parent.indent : sequenceUnit;
      else unit ||= node.indent - parent.indent;
    }
    if (node.type === "string" && seen++ < SAMPLE) {
      if (style === "literal" || style === "folded") literal = true;
      else if (style === "plain" || style === "single" || style === "double") counts[style]++;
    }
    if (parent?.type === "object" && seen < SAMPLE) {
      const char = text[node.propertyStart];
      keys[char === "'" ? "single" : char === '"' ? "double" : "plain"]++;
    }
    if (seen >= SAMPLE && unit > 0) break;
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) work.push(child);
    }
  }
  const quote = counts.single > counts.double ? "single" : "double";
  return {
    lineEnd: lineEndOf(text),
    unit: unit || 2,
    sequenceUnit: sequenceUnit < 0 ? unit || 2 : sequenceUnit,
    usual: counts.plain > 0 && counts.plain >= counts[quote] ? "plain" : counts[quote] > 0 ? quote : "plain",
    quote,
    keys: keys.plain > 0 || keys.single + keys.double === 0 ? "plain" : keys.single > keys.double ? "single" : "double",
    literal,
  };
}

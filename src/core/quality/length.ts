import { hasIcuChoice, leavesOf, parseIcu } from "../protect/icu.js";
import type { Check } from "./finding.js";

/** Below this many letters a ratio says nothing. */
const SHORTEST = 12;

/** An empty target, or one far longer or shorter than translations are. */
export const length: Check = ({ source, target }) => {
  if (source.trim() !== "" && target.trim() === "") {
    return [{ check: "length", severity: "error", message: "the translation is empty" }];
  }
  const [before, after] = [readerLength(source), readerLength(target)];
  if (before === undefined || after === undefined || before < SHORTEST) return [];
  const ratio = after / before;
  const message = `${ratio.toFixed(1)} times as long as the source`;
  if (ratio > 4 && after > 120) return [{ check: "length", severity: "error", message }];
  if (ratio < 0.3 || ratio > 2.5) return [{ check: "length", severity: "warning", message }];
  return [];
};

/** What a reader sees at most: the longest variant of an ICU message; undefined when it is malformed. */
function readerLength(text: string): number | undefined {
  if (!hasIcuChoice(text)) return text.length;
  try {
    return Math.max(...leavesOf(parseIcu(text)).map((leaf) => leaf.text.length));
  } catch {
    return undefined;
  }
}

import type { Check } from "./finding.js";

/** Below this many letters a ratio says nothing. */
const SHORTEST = 12;

/** An empty target, or one far longer or shorter than translations are. */
export const length: Check = ({ source, target }) => {
  if (source.trim() !== "" && target.trim() === "") {
    return [{ check: "length", severity: "error", message: "the translation is empty" }];
  }
  if (source.length < SHORTEST) return [];
  const ratio = target.length / source.length;
  if (ratio > 4 && target.length > 120) {
    return [{ check: "length", severity: "error", message: `${ratio.toFixed(1)} times as long as the source` }];
  }
  if (ratio < 0.3 || ratio > 2.5) {
    return [{ check: "length", severity: "warning", message: `${ratio.toFixed(1)} times as long as the source` }];
  }
  return [];
};

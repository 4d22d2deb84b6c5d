import type { Check } from "./finding.js";

/** Controls, zero-width characters and bidirectional overrides: invisible, and able to mislead. */
const INVISIBLE = /\p{Cc}|[\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** Controls that lay a text out. */
const LAYOUT = ["\t", "\n", "\r"];

/** Invisible characters that the source does not have. */
export const controlCharacters: Check = ({ source, target }) => {
  const known = new Set([...LAYOUT, ...(source.match(INVISIBLE) ?? [])]);
  const added = (target.match(INVISIBLE) ?? []).find((char) => !known.has(char));
  if (added === undefined) return [];
  const name = `U+${added.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return [
    { check: "control-characters", severity: "error", message: `the invisible character ${name} is not in the source` },
  ];
};

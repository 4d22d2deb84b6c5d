import type { Check } from "./finding.js";

/** As many lines as the source has. */
export const newlines: Check = ({ source, target }) => {
  const count = (text: string): number => text.split(/\r\n|\r|\n/).length - 1;
  const [expected, found] = [count(source), count(target)];
  if (expected === found) return [];
  return [{ check: "newlines", severity: "warning", message: `${found} line breaks, the source has ${expected}` }];
};

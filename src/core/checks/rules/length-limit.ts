import { segmentEnds } from "../../text/segment-ends.js";
import type { Check } from "../check.js";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The translation has no more characters than the file allows. */
export const lengthLimit: Check = {
  name: "length-limit",
  title: "The translation keeps to the length limit in the file.",
  explanation: "The file limits the length of this string, in characters; a longer one is cut off. Shorten it.",
  find: ({ target, maxLength }) => {
    if (maxLength === undefined || target.length <= maxLength) return [];
    const count = segmentEnds(graphemes, target).length;
    if (count <= maxLength) return [];
    return [{ severity: "error", problem: { code: "too-long", length: count, room: maxLength } }];
  },
};

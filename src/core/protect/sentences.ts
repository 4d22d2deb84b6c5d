import { blankItems, type ProtectedItem } from "./mask.js";
import { setSpaceAside } from "./space.js";

/** A piece of a text and the white space that follows it. */
export interface TextPart {
  readonly text: string;
  readonly space: string;
}

/**
 * Splits a long text at sentence ends into parts of at most `longest` UTF-16 code units where its
 * sentences allow it; a text that is not longer is one part. The parts with their spaces, joined,
 * are the text. No sentence ends within a protected item, as at the question mark of an address.
 */
export function splitSentences(
  text: string,
  language: string,
  longest: number,
  items: readonly ProtectedItem[] = [],
): TextPart[] {
  if (text.length <= longest) return [{ text, space: "" }];
  const parts: TextPart[] = [];
  let pending = "";
  const flush = (): void => {
    const { lead, core, tail: space } = setSpaceAside(pending);
    const last = parts.at(-1);
    if (!last && core === "") return;
    if (last && (lead !== "" || core === "")) parts[parts.length - 1] = { ...last, space: last.space + lead };
    if (core !== "") parts.push({ text: last ? core : lead + core, space });
    pending = "";
  };
  const whole = blankItems(
    text,
    items.filter(({ kind }) => kind !== "newline"),
  );
  for (const { segment, index } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(whole)) {
    if (pending !== "" && pending.length + segment.length > longest) flush();
    pending += text.slice(index, index + segment.length);
  }
  flush();
  return parts.length === 0 ? [{ text, space: "" }] : parts;
}

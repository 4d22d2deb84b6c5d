import { segmentEnds } from "../text/segment-ends.js";
import { blankItems, type ProtectedItem } from "./mask.js";
import { setSpaceAside } from "./set-aside.js";

/** A part of a text, and what follows it unchanged: white space, and lines without words. */
export interface TextPart {
  readonly text: string;
  readonly space: string;
}

/** A span of a text, in UTF-16 code units. */
interface Block {
  readonly start: number;
  readonly end: number;
}

/** Lines that were wrapped to fit a width have at least this many characters. */
const FULL_LINE = 40;
const LETTER = /\p{L}/u;

/**
 * Splits a text at line ends, and lines longer than `longest` UTF-16 code units at sentence ends. The parts with
 * their spaces, joined, are the text. A sentence that continues on the next line stays whole, and none ends inside a
 * protected item, for instance at the question mark of an address.
 */
export function splitSentences(
  text: string,
  language: string,
  longest: number,
  items: readonly ProtectedItem[] = [],
): TextPart[] {
  const parts: TextPart[] = [];
  const readable = blankItems(
    text,
    items.filter(({ kind }) => kind !== "newline"),
  );
  const add = (start: number, end: number): void => {
    const { lead, core, tail } = setSpaceAside(text.slice(start, end));
    const last = parts.at(-1);
    // Tags and placeholders alone need no translation.
    const hasWords = LETTER.test(readable.slice(start, end));
    if (last) parts[parts.length - 1] = { ...last, space: last.space + lead + (hasWords ? "" : core + tail) };
    if (hasWords) parts.push({ text: (last ? "" : text.slice(0, start) + lead) + core, space: tail });
  };
  for (const block of blocksOf(readable)) {
    for (const { start, end } of block.end - block.start > longest ? sentencesOf(readable, block, language) : [block])
      add(start, end);
  }
  return parts.length === 0 ? [{ text, space: "" }] : parts;
}

/** The lines of a text, with their ends; lines that share a sentence are joined. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  let line = 0;
  for (const { 0: breaks, index } of text.matchAll(/[\r\n]\s*/g)) {
    const end = index + breaks.length;
    if (!runsOn(text.slice(line, index), text.slice(end, end + 1))) {
      blocks.push({ start, end });
      start = end;
    }
    line = end;
  }
  if (start < text.length) blocks.push({ start, end: text.length });
  return blocks;
}

/** Whether a sentence continues after a line: it is full, has no final punctuation, and a small letter follows. */
function runsOn(line: string, next: string): boolean {
  const bare = line.trimEnd();
  return bare.length >= FULL_LINE && /[\p{L}\p{N}\ufffc]$/u.test(bare) && /\p{Ll}/u.test(next);
}

function sentencesOf(text: string, { start, end }: Block, language: string): Block[] {
  // Line ends inside a sentence do not end it.
  const line = text.slice(start, end).replace(/[\r\n]/g, " ");
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  const ends = segmentEnds(segmenter, line);
  return ends.map((index, number) => ({ start: start + (ends[number - 1] ?? 0), end: start + index }));
}

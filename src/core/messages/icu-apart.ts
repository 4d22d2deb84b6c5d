import { TYPE } from "@formatjs/icu-messageformat-parser";
import { parseElements } from "./icu-pieces.js";

/** The boundary between two sentences outside choices. */
const SENTENCE_END = /[.!?…。！？](?:\s+|\s*<br\s*\/?>\s*)|\s*<br\s*\/?>\s*/gi;

/**
 * Splits an ICU message into sentences, each a message of its own; joined they are the message. Choices and quoted
 * text are never split.
 *
 * @throws {IcuError} when the message is not valid
 */
export function icuSentences(message: string): string[] {
  const ends = parseElements(message).flatMap(({ type, location }) => {
    const [start = 0, end = 0] = [location?.start.offset, location?.end.offset];
    const text = message.slice(start, end);
    if (type !== TYPE.literal || text.includes("'")) return [];
    return [...text.matchAll(SENTENCE_END)].map(({ 0: match, index }) => start + index + match.length);
  });
  return cutAt(message, ends);
}

/**
 * Splits an ICU message into its choices and the texts between them, each a message of its own; joined they are the
 * message.
 *
 * @throws {IcuError} when the message is not valid
 */
export function icuChoices(message: string): string[] {
  const ends = parseElements(message).flatMap(({ type, location }) =>
    type === TYPE.select || type === TYPE.plural ? [location?.start.offset ?? 0, location?.end.offset ?? 0] : [],
  );
  return cutAt(message, ends);
}

function cutAt(message: string, offsets: readonly number[]): string[] {
  const cuts = [...new Set([0, ...offsets, message.length])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => message.slice(cuts[index], end));
}

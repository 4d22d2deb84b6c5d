/** A text, and the white space around it. */
export interface SpacedText {
  readonly lead: string;
  readonly core: string;
  readonly tail: string;
}

/** Separates a text from the white space around it; if there is nothing else, all of it is `lead`. */
export function setSpaceAside(text: string): SpacedText {
  const begin = text.length - text.trimStart().length;
  const core = text.trim();
  return { lead: text.slice(0, begin), core, tail: text.slice(begin + core.length) };
}

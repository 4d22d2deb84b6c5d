/** A text apart from the white space around it. */
export interface SpacedText {
  readonly lead: string;
  readonly core: string;
  readonly tail: string;
}

/** Sets white space at the ends of a text aside; of nothing but white space, all is `lead`. */
export function setSpaceAside(text: string): SpacedText {
  const begin = text.length - text.trimStart().length;
  const core = text.trim();
  return { lead: text.slice(0, begin), core, tail: text.slice(begin + core.length) };
}

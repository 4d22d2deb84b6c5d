/** Questions about single places of a YAML text, by offset; YAML 1.2.2, chapters 5 and 6. */

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;

/** Whether a space or a tab is here. */
export function isBlankAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === TAB;
}

/** Whether a line ends here, or the text. */
export function isLineEndAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === LINE_FEED || code === RETURN || at >= text.length;
}

/** Whether a blank, a line end or the text's end is here: what must follow an indicator. */
export function isGapAt(text: string, at: number): boolean {
  return isBlankAt(text, at) || isLineEndAt(text, at);
}

/** Whether `,`, `[`, `]`, `{` or `}` is here. */
export function isFlowIndicatorAt(text: string, at: number): boolean {
  const char = text[at];
  return char === "," || char === "[" || char === "]" || char === "{" || char === "}";
}

/** Whether a line begins here with `---` or `...`. */
export function isMarkerAt(text: string, at: number): boolean {
  return (text.startsWith("---", at) || text.startsWith("...", at)) && isGapAt(text, at + 3);
}

/** Where the blanks that begin here end. */
export function afterBlanks(text: string, at: number): number {
  let end = at;
  while (isBlankAt(text, end)) end++;
  return end;
}

/** Where the spaces that begin here end: the indentation, of which tabs are no part. */
export function afterSpaces(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === SPACE) end++;
  return end;
}

/** Where the line ends, without its line break. */
export function lineEndAt(text: string, at: number): number {
  let end = at;
  while (!isLineEndAt(text, end)) end++;
  return end;
}

/** After the line break that is here; the same place at the end of the text. */
export function afterLineBreak(text: string, at: number): number {
  if (at >= text.length) return at;
  return text.charCodeAt(at) === RETURN && text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
}

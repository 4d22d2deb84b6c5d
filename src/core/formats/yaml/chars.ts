/** Character classes at offsets of a YAML text; YAML 1.2.2, chapters 5 and 6. */

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;

/** Whether there is a space or a tab. */
export function isBlankAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === TAB;
}

/** Whether a line or the text ends here. */
export function isLineEndAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === LINE_FEED || code === RETURN || at >= text.length;
}

/** Whether there is a blank, a line end or the end of the text, one of which must follow an indicator. */
export function isGapAt(text: string, at: number): boolean {
  return isBlankAt(text, at) || isLineEndAt(text, at);
}

/** Whether there is `,`, `[`, `]`, `{` or `}`. */
export function isFlowIndicatorAt(text: string, at: number): boolean {
  const char = text[at];
  return char === "," || char === "[" || char === "]" || char === "{" || char === "}";
}

/** Whether a line begins with `---` or `...`. */
export function isMarkerAt(text: string, at: number): boolean {
  return (text.startsWith("---", at) || text.startsWith("...", at)) && isGapAt(text, at + 3);
}

/** Skips blanks. */
export function afterBlanks(text: string, at: number): number {
  let end = at;
  while (isBlankAt(text, end)) end++;
  return end;
}

/** Skips spaces: the indentation, which never includes tabs. */
export function afterSpaces(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === SPACE) end++;
  return end;
}

/** The end of the line, without its line break. */
export function lineEndAt(text: string, at: number): number {
  let end = at;
  while (!isLineEndAt(text, end)) end++;
  return end;
}

/** Skips a line break; the same offset at the end of the text. */
export function afterLineBreak(text: string, at: number): number {
  if (at >= text.length) return at;
  return text.charCodeAt(at) === RETURN && text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
}

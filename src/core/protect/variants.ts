/** A piece of a message whose variants stand behind one another, and what stands around it. */
export interface Variant {
  /** Blanks, the pipe before it, and Laravel's range, as in `|[2,*] `. */
  readonly lead: string;
  readonly text: string;
}

/**
 * What Laravel and Symfony write before a variant: `{0}`, `{1,2}`, `[2,*]` or `]1,Inf[`; Laravel
 * documentation, "Localization", "Pluralization".
 */
const INTERVAL = "[[\\]]\\s*(?:-?\\d{1,9}|-Inf|\\*)\\s*,\\s*(?:\\d{1,9}|\\+?Inf|\\*)\\s*[[\\]]";
const EXACT = new RegExp(`^\\s*(?:\\{\\d{1,9}(?:,\\s*\\d{1,9}){0,20}\\}|${INTERVAL})\\s*`);
const RANGE = new RegExp(`(?:^|\\|)\\s*${INTERVAL}`);
const MARKS = new RegExp(`${INTERVAL}|[[\\](){}<>|]`, "g");

/** How surely a pipe separates variants: in Laravel's files always, elsewhere where it looks so. */
export type Pipes = "always" | "likely";

/**
 * Takes a message with variants apart: `car | cars` of vue-i18n, `{0} none|[1,*] some` and
 * `apple|apples` of Laravel. Pipes in brackets, as in `[start|stop]`, separate nothing.
 *
 * @returns undefined for a message without variants
 */
export function variantsOf(message: string, pipes: Pipes): Variant[] | undefined {
  const pieces = piecesOf(message);
  if (pieces.length < 2 || pieces.some((piece) => piece.trim() === "")) return undefined;
  const isSpaced = pieces.every(
    (piece, index) => (index === 0 || /^\s/.test(piece)) && (index === pieces.length - 1 || /\s$/.test(piece)),
  );
  const hasRanges = RANGE.test(message) || (!isSpaced && pieces.every((piece) => EXACT.test(piece)));
  if (pipes === "likely" && !isSpaced && !hasRanges && !areAlike(pieces)) return undefined;
  return pieces.map((piece, index) => {
    const range = hasRanges || (pipes === "always" && !isSpaced) ? (EXACT.exec(piece)?.[0] ?? "") : "";
    return { lead: (index === 0 ? "" : "|") + range, text: piece.slice(range.length) };
  });
}

/** The message between the pipes that are in no brackets. */
function piecesOf(message: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: char, index } of message.matchAll(MARKS)) {
    if (char.length > 1) continue;
    if (char !== "|") depth = "[({<".includes(char) ? depth + 1 : Math.max(0, depth - 1);
    else if (depth === 0) {
      pieces.push(message.slice(start, index));
      start = index + 1;
    }
  }
  return [...pieces, message.slice(start)];
}

/** Whether every piece has the beginning of a word in common with the first: `apple|apples`. */
function areAlike([first = "", ...others]: readonly string[]): boolean {
  const stemsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_:{%$][\p{L}\p{N}_]{2}/gu) ?? [];
  const stems = new Set(stemsOf(first));
  return others.every((other) => stemsOf(other).some((stem) => stems.has(stem)));
}

/** A position in a text, for people: 1-based, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const [LINE_FEED, RETURN] = [10, 13];

/** Finds positions by offset, each in logarithmic time; a byte order mark does not count as a column. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = [text.startsWith("\ufeff") ? 1 : 0];
  // Without a match for each line: large files have 50,000.
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || (code === RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) starts.push(at + 1);
  }
  return (offset) => {
    let low = 0;
    for (let high = starts.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(0, offset - (starts[low] ?? 0)) + 1 };
  };
}

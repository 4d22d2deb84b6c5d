/**
 * Finds the start of the line that an offset is in. Offsets must be asked for in ascending order; all lookups
 * together are linear in the length of the text.
 */
export function lineStarts(text: string): (offset: number) => number {
  const lineBreak = /\r\n|\r|\n/g;
  let start = 0;
  let next = lineBreak.exec(text);
  return (offset) => {
    while (next && next.index < offset) {
      start = next.index + next[0].length;
      next = lineBreak.exec(text);
    }
    return start;
  };
}

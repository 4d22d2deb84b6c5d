/**
 * Finds where the line of an offset begins, for offsets that are asked in ascending order: linear in
 * the text for all of them together, however long its lines are.
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

/** UTF-16 code units. */
const WINDOW = 2000;
/** UTF-16 code units: how far what follows can matter to where a segment ends, as the letter after full stops and brackets. */
const AHEAD = 400;

/**
 * Where the segments of a text end. V8 gives each segment a copy of all that is segmented, which takes all memory with a
 * long text; so it is segmented in parts.
 *
 * @returns offsets in UTF-16 code units, ascending, the length of the text last; none for an empty text
 */
export function segmentEnds(segmenter: Intl.Segmenter, text: string): number[] {
  const ends: number[] = [];
  let size = WINDOW;
  for (let at = 0; at < text.length; ) {
    const part = text.slice(at, at + size);
    const isLast = at + size >= text.length;
    const starts = [...segmenter.segment(part)].map(({ index }) => index).slice(1);
    // The last segment of a part may go on behind it.
    const whole = isLast ? [...starts, part.length] : starts.filter((index) => index < size - AHEAD);
    for (const index of whole) ends.push(at + index);
    size = whole.length > 0 ? WINDOW : 2 * size;
    at = ends.at(-1) ?? 0;
  }
  return ends;
}
